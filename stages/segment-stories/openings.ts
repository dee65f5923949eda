/**
 * How much a unit sounds like the beginning of a text, its title or its first paragraph, by its first words: a linear model
 * over hashed words and pairs of words.
 */
import { bucketOf, readHashedWords } from '../../text/hashed-words.js';
import type { WordHashes } from './word-hashes.js';

/** Words looked at from the front of a unit. */
const FRONT = 16;
export const MOST_BUCKETS = 2 * FRONT;
/** Told of units without words. */
const SILENT = 0;

const SALT = { word: 0, pair: 1, first: 2 };

/** The log odds that text `t` opens a text, by its first words. */
export type Openings = (words: WordHashes, t: number) => number;

/** Reads the weights from the bytes of their file; throws where they are not in their format. */
export function readOpenings(bytes: Uint8Array): Openings {
  const score = readHashedWords(bytes);
  const buckets = new Int32Array(MOST_BUCKETS);
  return (words, t) => {
    const count = openingBuckets(words, t, buckets);
    return count === 0 ? SILENT : score(buckets, count);
  };
}

/** Fills in the buckets of the first words of text `t` and returns how many there are. */
export function openingBuckets({ hash, from }: WordHashes, t: number, buckets: Int32Array): number {
  const first = from[t]!;
  const end = Math.min(first + FRONT, from[t + 1]!);
  if (first === end) return 0;
  let n = 0;
  buckets[n++] = bucketOf(hash[first]!, SALT.first);
  for (let i = first; i < end; i++) {
    buckets[n++] = bucketOf(hash[i]!, SALT.word);
    if (i > first) buckets[n++] = bucketOf(Math.imul(hash[i - 1]!, PRIME) ^ hash[i]!, SALT.pair);
  }
  return n;
}

const PRIME = 0x01000193;
