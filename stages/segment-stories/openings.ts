/**
 * How much a unit sounds like the beginning of a text, its title or its first paragraph, by its first words: a linear model
 * over hashed words and pairs of words (Weinberger et al. 2009) that `training/words.py` trains.
 */
import { z } from 'zod';

const file = z.object({
  format: z.literal('winnow-words/1'),
  trained: z.string(),
  /** A weight of 1 in the table stands for this much. */
  scale: z.number(),
  bias: z.number(),
  /** Int8, one a bucket. */
  weights: z.base64(),
});

const BUCKET_BITS = 16;
/** Words looked at from the front of a unit. */
export const FRONT = 16;
export const MOST_BUCKETS = 2 * FRONT;
/** Told of units without words. */
const SILENT = 0;

const SALT = { word: 0, pair: 1, first: 2 };

/** The log odds that a unit opens a text, given the hashes of its first words: `count` of them, from `at` on. */
export type Openings = (hashes: Int32Array, at: number, count: number) => number;

/** Reads the weights from the bytes of their file; throws where they are not in this format. */
export function readOpenings(bytes: Uint8Array): Openings {
  const { scale, bias, weights } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const table = new Int8Array(Buffer.from(weights, 'base64'));
  if (table.length !== 2 ** BUCKET_BITS)
    throw new Error(`a table of ${2 ** BUCKET_BITS} weights is expected`);
  const buckets = new Int32Array(MOST_BUCKETS);
  return (hashes, at, count) => {
    const n = openingBuckets(hashes, at, count, buckets);
    if (n === 0) return SILENT;
    let sum = 0;
    for (let b = 0; b < n; b++) sum += table[buckets[b]!]!;
    return bias + (scale * sum) / Math.sqrt(n);
  };
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

function bucketOf(hash: number, salt: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(salt, 0x9e3779b1), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> (32 - BUCKET_BITS);
}
