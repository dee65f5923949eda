import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { findDate, isOtherDate } from '../../../stages/deboilerplate/dates.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';

const resources = openResources();
const lexicon = readLexicon(resources);
const months = Object.entries(resources.lexicon('months') as Record<string, string[][]>);

describe('findDate', () => {
  it.each([
    ['Posted on March 3, 2030 at 9:12 pm', '2030-03-03'],
    ['4 septembre 2025', '2025-09-04'],
    ['4. September 2025, 12:30 Uhr', '2025-09-04'],
    ['2031年5月18日 10:32', '2031-05-18'],
    ['입력 2031.03.04 09:20', '2031-03-04'],
    ['17 мая 2031, 11:40', '2031-05-17'],
    ['25/12/2024', '2024-12-25'],
  ])('reads %s', (text, date) => expect(findDate(text, lexicon)).toBe(date));

  it.each(months)('reads every day in the months of %s, before their names and behind them', (_, names) => {
    const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.nat(), (at, form) => {
        const forms = names[at.getUTCMonth()]!;
        const [month, day, year] = [forms[form % forms.length]!, at.getUTCDate(), at.getUTCFullYear()];
        const iso = at.toISOString().slice(0, 10);
        expect(findDate(`${day} ${month} ${year}`, lexicon)).toBe(iso);
        expect(findDate(`${month} ${day}, ${year}`, lexicon)).toBe(iso);
      }),
    );
  });

  it.each(['04/09/2025', '31 February 2025', 'May the best win', ''])('reads no date in "%s"', (text) =>
    expect(findDate(text, lexicon)).toBeNull(),
  );
});

it.each([
  ['Joined: 02 Nov 2029', true],
  ['Application deadline: 4 May 2030', true],
  ['March 14, 1938 – February 27, 2031', true],
  ['14. März 1938 – 27. Februar 2031', true],
  ['4 May 2030 – Updated 6 May 2031', false],
  ['Published: 4 May 2030', false],
  ['Fecha: 4 mayo 2030', false],
  ['4 May 2030, 12:30', false],
])('knows a date that is not that of the page: %s', (text, isOther) => {
  expect(isOtherDate(text, lexicon)).toBe(isOther);
});
