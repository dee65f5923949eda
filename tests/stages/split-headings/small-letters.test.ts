import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { findSmallBoundaries, maySplitWord } from '../../../stages/split-headings/small-letters.js';
import { Vocabulary } from '../../../stages/split-headings/vocabulary.js';
import { readPage } from '../../../text/page.js';
import { openWordTable } from '../../../text/word-table.js';
import { withBars } from './bars.js';

const table = openWordTable(openResources());

/** The text with a bar at each place that is found. */
function mark(text: string): string {
  const page = readPage([text]);
  const cuts = findSmallBoundaries(page, table, new Vocabulary(page)).map((at) => at - page.starts[0]!);
  return withBars(text, cuts);
}

describe('boundaries between small letters', () => {
  it.each([
    ['overflowposition', 'overflow|position'],
    ['Tablethelp', 'Tablet|help'],
    ['filterbrightnesscontrast', 'filter|brightness|contrast'],
  ])('%s falls into known words', (text, parts) => {
    expect(mark(text)).toBe(parts);
  });

  it.each(['information about the government', 'xqzvkj', 'wonderful'])('%s stays whole', (text) => {
    expect(mark(text)).toBe(text);
  });

  it('are believed in the language of the table alone', () => {
    const page = readPage(['Tablethelp']);
    const at = findSmallBoundaries(page, table, new Vocabulary(page))[0]!;
    expect(['en', null, 'de', 'fr'].map((language) => maySplitWord(page, at, language))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(maySplitWord(readPage(['TabletHelp']), 6 + readPage(['']).starts[0]!, 'de')).toBe(true);
  });

  it('are not in a word that stands in the text with another first letter, too', () => {
    expect(mark('Seatownhouse')).toContain('|');
    const text = 'Seatownhouse burnt down. The old seatownhouse was empty.';
    expect(mark(text)).toBe(text);
  });
});
