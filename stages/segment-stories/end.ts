/** What the judge of the main story's end weighs at every gap between units. */
import { COHESION, cohesion } from './cohesion.js';
import type { LanguageModel } from './language-model.js';
import { AROUND, add, around, look, median, SUM, shares, summands } from './look.js';
import { isTruncated } from './shape.js';
import { isLong, type Units } from './units.js';

export const END_FEATURES: readonly string[] = [
  ...COHESION,
  ...AROUND,
  ...SUM.map((name) => `${name} before`),
  ...SUM.map((name) => `${name} behind`),
  'position',
  'line ends',
  'line ends, less than most',
  'units since truncated',
  'units since label',
];

/** Rows of `END_FEATURES`, one for each unit, for the gap before it. The first row means nothing. */
export function endFeatures({ units, words }: Units, model: LanguageModel): Float32Array {
  const width = END_FEATURES.length;
  const rows = new Float32Array(units.length * width);
  const links = cohesion(words, model);
  const looks = units.map(look);
  const sums = units.map(summands);
  const before = new Float64Array(SUM.length + 1);
  const behind = new Float64Array(SUM.length + 1);
  for (const sum of sums) add(behind, sum, 1);
  const usual = median(units.slice(1).map((u) => u.lines));
  let sinceTruncated = -1;
  let sinceLabel = -1;
  for (let u = 1; u < units.length; u++) {
    add(before, sums[u - 1]!, 1);
    add(behind, sums[u - 1]!, -1);
    sinceTruncated =
      isLong(units[u - 1]!) && isTruncated(units[u - 1]!.shape)
        ? 0
        : sinceTruncated < 0
          ? -1
          : sinceTruncated + 1;
    sinceLabel = units[u - 1]!.label ? 0 : sinceLabel < 0 ? -1 : sinceLabel + 1;
    let at = u * width;
    rows.set(links.subarray(u * COHESION.length, (u + 1) * COHESION.length), at);
    at += COHESION.length;
    at = around(looks, u, rows, at);
    at = shares(before, rows, at);
    at = shares(behind, rows, at);
    rows[at++] = before[1]! / (before[1]! + behind[1]!);
    rows[at++] = units[u]!.lines;
    rows[at++] = units[u]!.lines - usual;
    rows[at++] = sinceTruncated;
    rows[at] = sinceLabel;
  }
  return rows;
}
