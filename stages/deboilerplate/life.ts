/** The authors' lives behind an article, where no head of a box tells of them but the names that the byline gives. */
import type { Document } from '../../pipeline/document.js';
import type { Reading } from './lines.js';

const FEWEST_WORDS = 8;
/** Of the words that are kept, this share at least stands above it, and this one at most behind it. */
const LEAST_ABOVE = 0.6;
const MOST_BEHIND = 0.1;
/** A shorter part of a name may be a word. */
const FEWEST_LETTERS = 3;

/**
 * The lines of it: a paragraph below the name alone, or one that goes on in small letters behind the name, or behind a part of it
 * that no other line of the text has. `bylines` are the lines that name the author.
 */
export function findLife(
  document: Document,
  reading: Reading,
  authors: readonly string[],
  kept: readonly boolean[],
  bylines: readonly number[],
): number[] {
  if (authors.length === 0) return [];
  const { count, wordStart } = reading.lines;
  const textOf = (line: number) => document.blocks[reading.blocks[line]!]!.text;
  const wordsOf = (line: number) => wordStart[line + 1]! - wordStart[line]!;
  const lines = [...Array(count).keys()];
  const text = lines.filter((line) => kept[line] && !bylines.includes(line));
  const all = text.reduce((sum, line) => sum + wordsOf(line), 0);
  let above = 0;
  const ends = lines.filter((line) => {
    const isBehind = above >= LEAST_ABOVE * all;
    const own = kept[line] ? wordsOf(line) : 0;
    above += own;
    return isBehind && above >= (1 - MOST_BEHIND) * all && wordsOf(line) >= FEWEST_WORDS;
  });
  const parts = authors
    .flatMap((author) => author.split(' '))
    .filter((part) => part.length >= FEWEST_LETTERS);
  // A part is looked for once, however many lines begin with it.
  const holders = new Map<string, readonly number[]>();
  const isElsewhere = (part: string, line: number) => {
    const found = holders.get(part) ?? text.filter((other) => textOf(other).includes(part));
    holders.set(part, found);
    return found.some((other) => other !== line);
  };
  return ends.flatMap((line) => {
    const isNamed = line > 0 && authors.includes(textOf(line - 1));
    const tells =
      authors.some((author) => goesOnBehind(author, textOf(line))) ||
      parts.some((part) => goesOnBehind(part, textOf(line)) && !isElsewhere(part, line));
    if (isNamed) return [line - 1, line];
    return tells ? [line] : [];
  });
}

/** Whether a text begins with a name and goes on in small letters, as in "Jo Lane writes" or "Jo Lane, who writes". */
export function goesOnBehind(name: string, text: string): boolean {
  return text.startsWith(name) && /^,? \p{Ll}/u.test(text.slice(name.length));
}
