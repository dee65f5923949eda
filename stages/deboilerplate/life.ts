/** The authors' lives behind an article, where no head of a box tells of them but the names that the byline gives. */
import type { Byline } from './byline.js';
import { type Reading, textOf } from './lines.js';
import { wordsIn } from './measure.js';
import { goesOnBehind } from './names.js';

const FEWEST_WORDS = 8;
/** Of the words that are kept, this share at least stands above it, and this one at most behind it. */
const LEAST_ABOVE = 0.6;
const MOST_BEHIND = 0.1;
/** A shorter part of a name may be a word. */
const FEWEST_LETTERS = 3;

/**
 * The lines of it: a paragraph below the name alone, or one that goes on in small letters behind the name, or behind a part of it
 * that no other line of the text has.
 */
export function findLife(
  reading: Reading,
  { authors, bylines }: Pick<Byline, 'authors' | 'bylines'>,
  kept: readonly boolean[],
): number[] {
  if (authors.length === 0) return [];
  const wordsAt = (line: number) => wordsIn(reading.lines, line);
  const lines = [...Array(reading.lines.count).keys()];
  const text = lines.filter((line) => kept[line] && !bylines.includes(line));
  const all = text.reduce((sum, line) => sum + wordsAt(line), 0);
  let above = 0;
  const ends = lines.filter((line) => {
    const isBehind = above >= LEAST_ABOVE * all;
    const own = kept[line] ? wordsAt(line) : 0;
    above += own;
    return isBehind && above >= (1 - MOST_BEHIND) * all && wordsAt(line) >= FEWEST_WORDS;
  });
  const parts = authors
    .flatMap((author) => author.split(' '))
    .filter((part) => part.length >= FEWEST_LETTERS);
  // A part is looked for once, however many lines begin with it.
  const holders = new Map<string, readonly number[]>();
  const isElsewhere = (part: string, line: number) => {
    const found = holders.get(part) ?? text.filter((other) => textOf(reading, other).includes(part));
    holders.set(part, found);
    return found.some((other) => other !== line);
  };
  return ends.flatMap((line) => {
    const isNamed = line > 0 && authors.includes(textOf(reading, line - 1));
    const tells =
      authors.some((author) => goesOnBehind(author, textOf(reading, line))) ||
      parts.some((part) => goesOnBehind(part, textOf(reading, line)) && !isElsewhere(part, line));
    if (isNamed) return [line - 1, line];
    return tells ? [line] : [];
  });
}
