/**
 * Lexical cohesion at every gap between units: how much of what follows speaks of what came before.
 *
 * Ideas from TextTiling (Hearst 1997: windows either side of a gap), lexical chains that cross a gap (Galley et al.
 * 2003, LCseg) and the comparison of whole parts (Choi 2000, C99), with words weighted by rarity. Running counts and
 * a window of bounded size keep it linear.
 */

import { FIRST_UNIT, writeFirstUnit } from './first-unit.js';
import type { LanguageModel } from './language-model.js';
import { int32 } from './memory.js';
import { SIDE_GAINS, writeSideGains } from './side-gains.js';
import { SPANS, writeSpans } from './spans.js';
import { gainsBefore, peak, splitGains } from './split-gain.js';
import { WINDOWS, writeWindows } from './windows.js';
import type { Words } from './words.js';

const WHOLE = ['cosine of all before and all behind', 'split gain', 'inner split gain'] as const;

export const COHESION = [...WHOLE, ...SPANS, ...WINDOWS, ...FIRST_UNIT, ...SIDE_GAINS] as const;

const SPANS_AT = WHOLE.length;
const WINDOWS_AT = SPANS_AT + SPANS.length;
const FIRST_UNIT_AT = WINDOWS_AT + WINDOWS.length;
const SIDE_GAINS_AT = FIRST_UNIT_AT + FIRST_UNIT.length;

/**
 * Writes `COHESION` for the gap before each unit to the start of its row; rows are `width` apart. The first row means
 * nothing.
 */
export function cohesion(words: Words, model: LanguageModel, rows: Float32Array, width: number): void {
  writeCosines(words, rows, width);
  writeSplits(words, model, rows, width);
  writeSpans(words, rows, width, SPANS_AT);
  writeWindows(words, model, rows, width, WINDOWS_AT);
  writeFirstUnit(words, model, rows, width, FIRST_UNIT_AT);
  writeSideGains(words, model, rows, width, SIDE_GAINS_AT);
}

/** The gain of a split in two, and that of a split of what is before the best one. */
function writeSplits(words: Words, model: LanguageModel, rows: Float32Array, width: number): void {
  const { token, from } = words;
  const before = gainsBefore(words, model);
  const splits = splitGains(words, model, before, from.length - 1);
  const inner = splitGains(words, model, before, peak(splits));
  const innerTokens = from[inner.length]!;
  for (let u = 1; u < splits.length; u++) {
    rows[u * width + 1] = splits[u]! / (token.length + 1);
    rows[u * width + 2] = u < inner.length ? inner[u]! / (innerTokens + 1) : -1;
  }
}

/** The cosine of the weighted counts of words before and behind each gap. */
function writeCosines({ token, from, weight }: Words, rows: Float32Array, width: number): void {
  const before = int32(weight.length);
  const behind = int32(weight.length);
  for (let t = 0; t < token.length; t++) behind[token[t]!]!++;
  let dot = 0;
  let normBefore = 0;
  let normBehind = 0;
  for (let w = 0; w < weight.length; w++) normBehind += square(behind[w]! * weight[w]!);
  for (let u = 1; u < from.length - 1; u++) {
    for (let t = from[u - 1]!; t < from[u]!; t++) {
      const word = token[t]!;
      const s = square(weight[word]!);
      const b = before[word]!++;
      const r = behind[word]!--;
      dot += s * (r - b - 1);
      normBefore += s * (2 * b + 1);
      normBehind += s * (1 - 2 * r);
    }
    rows[u * width] = dot / (Math.sqrt(Math.max(0, normBefore * normBehind)) + 1e-6);
  }
}

function square(x: number): number {
  return x * x;
}
