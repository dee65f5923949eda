/**
 * What a line's words say for themselves: a linear model over hashed words, pairs of words and whole lines, after
 * K. Weinberger et al., "Feature hashing for large scale multitask learning" (2009).
 */
import { z } from 'zod';
import type { Lines } from './measure.js';
import { addToHash } from './words.js';

const WORD_BITS = 16;
/** Words looked at from the front of a line. */
const FRONT = 10;
/** Lines with at most so many words count as wholes too. */
const WHOLE = 8;

const SALT = { pair: 1, first: 2, last: 3, line: 4 };

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

/** Log-odds of content from words alone, one a line. */
export type WordScorer = (lines: Lines) => Float32Array;

/** Reads the weights from the bytes of a model file; throws where they are not in this format. */
export function readWordScorer(bytes: Uint8Array): WordScorer {
  const { scale, bias, weights } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const table = new Int8Array(Buffer.from(weights, 'base64'));
  if (table.length !== 1 << WORD_BITS) throw new Error(`a table of ${1 << WORD_BITS} weights is expected`);
  return (lines) => {
    const scores = new Float32Array(lines.count);
    const buckets = new Int32Array(MOST_BUCKETS);
    for (let line = 0; line < lines.count; line++) {
      const n = findBuckets(lines, line, buckets);
      let sum = 0;
      for (let b = 0; b < n; b++) sum += table[buckets[b]!]!;
      scores[line] = bias + (n === 0 ? 0 : (scale * sum) / Math.sqrt(n));
    }
    return scores;
  };
}

export const MOST_BUCKETS = 2 * FRONT + 3;

/** Fills in the buckets of a line's words and returns how many there are. */
export function findBuckets(lines: Lines, line: number, buckets: Int32Array): number {
  const { words, wordStart, hashes } = lines;
  const from = wordStart[line]!;
  const to = wordStart[line + 1]!;
  if (from === to) return 0;
  const front = Math.min(to, from + FRONT);
  let n = 0;
  buckets[n++] = bucketOf(words[from]!, SALT.first);
  buckets[n++] = bucketOf(words[to - 1]!, SALT.last);
  if (to - from <= WHOLE) buckets[n++] = bucketOf(hashes[line]!, SALT.line);
  for (let w = from; w < front; w++) {
    buckets[n++] = bucketOf(words[w]!, 0);
    if (w > from) buckets[n++] = bucketOf(addToHash(words[w - 1]!, words[w]!), SALT.pair);
  }
  return n;
}

function bucketOf(hash: number, salt: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(salt, 0x9e3779b1), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> (32 - WORD_BITS);
}
