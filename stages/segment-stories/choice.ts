/** What the second judge weighs when it compares the likeliest ends of the main story with each other. */

import { END_FEATURES, type Gaps } from './end.js';
import { float32, float64 } from './memory.js';

export const CHOICE_FEATURES: readonly string[] = [
  'margin',
  'margin, less best',
  'rank',
  'log odds of all gaps',
  'log odds of gaps before',
  'log odds of gaps behind',
  'units from best',
  'units from next best',
  'margin of next best',
  'lines up to next best that repeat behind it',
  'lines up to next best that repeat behind it, coarsely',
  ...END_FEATURES,
];

/** The gaps with the best log odds, best first: `most` of them at most, and none whose odds are nothing. */
export function likeliest(margins: Float64Array, most: number): number[] {
  const best: number[] = [];
  for (let u = 1; u < margins.length; u++) {
    if (margins[u] === Number.NEGATIVE_INFINITY) continue;
    let at = best.length;
    while (at > 0 && margins[u]! > margins[best[at - 1]!]!) at--;
    if (at < most) best.splice(at, 0, u);
    if (best.length > most) best.pop();
  }
  return best;
}

/** Rows of `CHOICE_FEATURES`, one for each candidate. */
export function choiceFeatures(
  gaps: Gaps,
  margins: Float64Array,
  candidates: readonly number[],
): Float32Array[] {
  /** For each gap, the odds of all gaps before it; at the end, those of all. */
  const before = float64(margins.length + 1);
  for (let u = 0; u < margins.length; u++) before[u + 1] = before[u]! + Math.exp(margins[u]!);
  const all = before[margins.length]!;
  return candidates.map((unit, rank) => {
    const best = candidates[0]!;
    const other = candidates[rank === 0 ? 1 : 0] ?? unit;
    const row = float32(CHOICE_FEATURES.length);
    row.set([
      margins[unit]!,
      margins[unit]! - margins[best]!,
      rank,
      Math.log(all + TINY),
      Math.log(before[unit]! + TINY),
      Math.log(Math.max(0, all - before[unit]! - Math.exp(margins[unit]!)) + TINY),
      unit - best,
      unit - other,
      margins[other]!,
      ...gaps.repeated(Math.min(unit, other), Math.max(unit, other)),
    ]);
    row.set(gaps.row(unit), ROW_START);
    return row;
  });
}

const TINY = 1e-6;
const ROW_START = CHOICE_FEATURES.length - END_FEATURES.length;
