/** How well one side of a gap tells the words of the other. */

import type { LanguageModel } from './language-model.js';
import { int32 } from './memory.js';
import type { Words } from './words.js';

/**
 * In nats a word, how much better than the background one side tells the other's words: all that is behind the gap and
 * the nearest of it, told by what is before it; the nearest before the gap, told by what is behind it.
 */
export const SIDE_GAINS = [
  'gain of all behind',
  'gain of the nearest behind',
  'gain of the nearest before',
] as const;

/** Words that are nearest. */
const NEAREST = 240;

// How often a word stands before the gap, behind it, and in the nearest words of either side.
const BEFORE = 0;
const BEHIND = 1;
const IN_NEXT = 2;
const IN_LAST = 3;
const COUNTS = 4;

/**
 * Writes `SIDE_GAINS` for each gap from `column` on in its row; rows are `width` apart. The sums run: a word that passes the
 * gap changes only its own share.
 */
export function writeSideGains(
  { token, from, level }: Words,
  model: LanguageModel,
  rows: Float32Array,
  width: number,
  column: number,
): void {
  const tokens = token.length;
  const counts = int32(level.length * COUNTS);
  for (let t = 0; t < tokens; t++) counts[token[t]! * COUNTS + BEHIND]!++;
  let sumBehind = 0;
  let sumNext = 0;
  let sumLast = 0;
  let ahead = 0;
  for (let u = 1; u < from.length - 1; u++) {
    const gap = from[u]!;
    for (let t = from[u - 1]!; t < gap; t++) {
      const word = token[t]!;
      const c = word * COUNTS;
      const l = level[word]!;
      const b = counts[c + BEFORE]!++;
      const r = counts[c + BEHIND]!--;
      const was = model.surprise(b, l);
      const now = model.surprise(b + 1, l);
      sumBehind += (r - 1) * now - r * was;
      if (t < ahead) sumNext += --counts[c + IN_NEXT]! * (now - was) - was;
      const rest = model.surprise(r - 1, l);
      sumLast += counts[c + IN_LAST]!++ * (rest - model.surprise(r, l)) + rest;
      if (t >= NEAREST) {
        const old = token[t - NEAREST]!;
        counts[old * COUNTS + IN_LAST]!--;
        sumLast -= model.surprise(counts[old * COUNTS + BEHIND]!, level[old]!);
      }
    }
    ahead = Math.max(ahead, gap);
    for (; ahead < Math.min(tokens, gap + NEAREST); ahead++) {
      const c = token[ahead]! * COUNTS;
      counts[c + IN_NEXT]!++;
      sumNext += model.surprise(counts[c + BEFORE]!, level[token[ahead]!]!);
    }
    let at = u * width + column;
    rows[at++] = sumBehind / Math.max(1, tokens - gap) - model.size(gap);
    rows[at++] = sumNext / Math.max(1, ahead - gap) - model.size(gap);
    rows[at] = sumLast / Math.max(1, Math.min(gap, NEAREST)) - model.size(tokens - gap);
  }
}
