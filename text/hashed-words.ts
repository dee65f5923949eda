/**
 * Linear models over hashed words: reads the weights that `training/words.py` writes and adds them up.
 *
 * Method: K. Weinberger et al., "Feature hashing for large scale multitask learning" (2009).
 */
import { z } from 'zod';

const BUCKET_BITS = 16;

const file = z.object({
  format: z.literal('winnow-words/1'),
  /** What the weights were made from, for people. */
  trained: z.string(),
  /** A weight of 1 in the table stands for this much. */
  scale: z.number(),
  bias: z.number(),
  /** Int8, one a bucket. */
  weights: z.base64(),
});

/** The bucket of a word, pair of words or line by its 32-bit hash; `salt` keeps kinds of them apart. */
export function bucketOf(hash: number, salt: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(salt, 0x9e3779b1), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> (32 - BUCKET_BITS);
}

/** The log odds that the first `count` of some buckets speak for; those of no word where there are none. */
export type HashedWords = (buckets: Int32Array, count: number) => number;

/** Reads the weights from the bytes of a model file; throws where they are not in this format. */
export function readHashedWords(bytes: Uint8Array): HashedWords {
  const { scale, bias, weights } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const table = new Int8Array(Buffer.from(weights, 'base64'));
  if (table.length !== 2 ** BUCKET_BITS)
    throw new Error(`a table of ${2 ** BUCKET_BITS} weights is expected`);
  return (buckets, count) => {
    if (count === 0) return bias;
    let sum = 0;
    for (let b = 0; b < count; b++) sum += table[buckets[b]!]!;
    return bias + (scale * sum) / Math.sqrt(count);
  };
}
