/** What a line's words say for themselves: a linear model over hashed words, pairs of words and whole lines. */
import { bucketOf, readHashedWords } from '../../text/hashed-words.js';
import type { Lines } from './measure.js';
import { addToHash } from './words.js';

/** Words looked at from the front of a line. */
const FRONT = 10;
/** Lines with at most so many words count as wholes too. */
const WHOLE = 8;

const SALT = { pair: 1, first: 2, last: 3, line: 4 };

/** Log-odds of content from words alone, one a line. */
export type WordScorer = (lines: Lines) => Float32Array;

/** Reads the weights from the bytes of a model file; throws where they are not in their format. */
export function readWordScorer(bytes: Uint8Array): WordScorer {
  const score = readHashedWords(bytes);
  return (lines) => {
    const scores = new Float32Array(lines.count);
    const buckets = new Int32Array(MOST_BUCKETS);
    for (let line = 0; line < lines.count; line++) {
      scores[line] = score(buckets, findBuckets(lines, line, buckets));
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
