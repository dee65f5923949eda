/** What the unit behind a gap has in common with what is before it and with what follows it. */

import type { LanguageModel } from './language-model.js';
import { int32 } from './memory.js';
import { NEARBY, WINDOW } from './windows.js';
import type { Words } from './words.js';

export const FIRST_UNIT = ['unit known', 'unit again soon', 'unit new and again soon', 'unit gain'] as const;

/** Writes `FIRST_UNIT` for each gap from `column` on in its row; rows are `width` apart. */
export function writeFirstUnit(
  { token, from, weight, level }: Words,
  model: LanguageModel,
  rows: Float32Array,
  width: number,
  column: number,
): void {
  const next = nextOccurrences(token, weight.length);
  const before = int32(weight.length);
  for (let u = 0; u < from.length - 1; u++) {
    const gap = from[u]!;
    const end = from[u + 1]!;
    const looked = Math.min(WINDOW, end - gap);
    let all = 0;
    let known = 0;
    let soon = 0;
    let newSoon = 0;
    let gain = 0;
    for (let t = gap; t < gap + looked; t++) {
      const word = token[t]!;
      const w = weight[word]!;
      const b = before[word]!;
      all += w;
      gain += model.surprise(b, level[word]!);
      if (b > 0) known += w;
      if (next[t]! >= end && next[t]! < gap + NEARBY) {
        soon += w;
        if (b === 0) newSoon += w;
      }
    }
    for (let t = gap; t < end; t++) before[token[t]!]!++;
    let at = u * width + column;
    rows[at++] = all > 0 ? known / all : -1;
    rows[at++] = all > 0 ? soon / all : -1;
    rows[at++] = all > 0 ? newSoon / all : -1;
    rows[at] = looked > 0 ? gain / looked - model.size(gap) : 0;
  }
}

/** For each token, the next token of the same word; -1 for the last one. */
function nextOccurrences(token: Int32Array, words: number): Int32Array {
  const next = int32(token.length);
  const seen = int32(words).fill(-1);
  for (let t = token.length - 1; t >= 0; t--) {
    next[t] = seen[token[t]!]!;
    seen[token[t]!] = t;
  }
  return next;
}
