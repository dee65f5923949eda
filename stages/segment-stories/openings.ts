/**
 * How much a unit sounds like the beginning of a text, its title or its first paragraph, by its first words: a linear model
 * over hashed words and pairs of words.
 */
import { bucketOf, readHashedWords } from '../../text/hashed-words.js';

/** Words looked at from the front of a unit. */
export const FRONT = 16;
export const MOST_BUCKETS = 2 * FRONT;
/** Told of units without words. */
const SILENT = 0;

const SALT = { word: 0, pair: 1, first: 2 };

/** The log odds that a unit opens a text, given the hashes of its first words: `count` of them, from `at` on. */
export type Openings = (hashes: Int32Array, at: number, count: number) => number;

/** Reads the weights from the bytes of their file; throws where they are not in their format. */
export function readOpenings(bytes: Uint8Array): Openings {
  const score = readHashedWords(bytes);
  const buckets = new Int32Array(MOST_BUCKETS);
  return (hashes, at, count) =>
    count === 0 ? SILENT : score(buckets, openingBuckets(hashes, at, count, buckets));
}

/** Fills in the buckets of a unit's first words and returns how many there are. */
export function openingBuckets(hashes: Int32Array, at: number, count: number, buckets: Int32Array): number {
  if (count === 0) return 0;
  let n = 0;
  buckets[n++] = bucketOf(hashes[at]!, SALT.first);
  for (let i = 0; i < count; i++) {
    buckets[n++] = bucketOf(hashes[at + i]!, SALT.word);
    if (i > 0) buckets[n++] = bucketOf(Math.imul(hashes[at + i - 1]!, PRIME) ^ hashes[at + i]!, SALT.pair);
  }
  return n;
}

const PRIME = 0x01000193;
