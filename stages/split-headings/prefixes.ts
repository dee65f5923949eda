/** Finds which of some words a page has at an offset, in one look at the characters there. */
import type { Page } from '../../text/page.js';
import { addExact, hashWord, NO_LETTERS } from '../../text/word-hash.js';

/** Hashes of some words, letter for letter, and of what they start with: true for whole words. */
export type Prefixes = ReadonlyMap<number, boolean>;

export function prefixesOf(words: readonly string[]): Prefixes {
  const prefixes = new Map<number, boolean>();
  for (const word of words) {
    for (let to = 1; to <= word.length; to++) {
      const { exact } = hashWord(word, 0, to);
      prefixes.set(exact, to === word.length || prefixes.get(exact) === true);
    }
  }
  return prefixes;
}

/** Where the longest of some words ends that starts at an offset; -1 for none. */
export function longestWord({ codes }: Page, from: number, words: Prefixes): number {
  let longest = -1;
  let hash = NO_LETTERS;
  for (let i = from; i < codes.length; i++) {
    hash = addExact(hash, codes[i]!);
    const isWhole = words.get(hash);
    if (isWhole === undefined) break;
    if (isWhole) longest = i + 1;
  }
  return longest;
}
