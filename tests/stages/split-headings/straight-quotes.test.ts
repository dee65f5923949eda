import { expect, it } from 'vitest';
import { keepQuotes } from '../../../stages/split-headings/straight-quotes.js';
import { withBars } from './bars.js';

/** The text with bars where it is cut, from the text with bars where boundaries were found. */
function cut(found: string): string {
  const parts = found.split('|');
  const text = parts.join('');
  const boundaries = parts.slice(1).map((_, k) => ({
    at: parts.slice(0, k + 1).join('').length,
    probability: 0.9,
  }));
  return withBars(
    text,
    keepQuotes(text, boundaries).map((boundary) => boundary.at),
  );
}

it('leaves a closing mark with the quotation that it closes', () => {
  expect(cut('On Monday.|He called it "the worst in years.|"|What Keepers Can Do')).toBe(
    'On Monday.|He called it "the worst in years."|What Keepers Can Do',
  );
});

it('leaves an opening mark with the quotation that it opens', () => {
  expect(cut('A Mite Nobody Saw|"|We were late," she said.')).toBe(
    'A Mite Nobody Saw|"We were late," she said.',
  );
  expect(cut('She said "no." That was all.|"|We were late."')).toBe(
    'She said "no." That was all.|"We were late."',
  );
});

it('parts two quotations that touch', () => {
  expect(cut('"No."|"|Yes."')).toBe('"No."|"Yes."');
  expect(cut('"One.|"|"Two."')).toBe('"One."|"Two."');
});

it('parts two marks between which no boundary was found', () => {
  expect(cut('"A city that works at night""|Nurses work," he said.')).toBe(
    '"A city that works at night"|"Nurses work," he said.',
  );
  expect(cut('He said ""no""|Then he went.')).toBe('He said ""no""|Then he went.');
});

it('leaves other boundaries as they are', () => {
  expect(cut('One.|"Two."|Three|4')).toBe('One.|"Two."|Three|4');
});
