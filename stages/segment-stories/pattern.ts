/**
 * Patterns of lines that come again and again: a site's template gives every teaser the same lines in the same order, so
 * a tail of them is periodic from its first line on, whatever the lines are.
 */
import { isHeadline, isLong, isTruncated } from './shape.js';
import type { Unit } from './units.js';

export const PATTERN = [
  'period behind',
  'periods behind',
  'share of behind that is periodic',
  'pattern begins here',
  'alike behind',
] as const;

/** Longest template, in lines. */
const LONGEST_PERIOD = 6;

export interface Patterns {
  /** For each unit, the period of the lines from it on. */
  readonly period: Uint8Array;
  /** For each unit, how many lines from it on repeat with that period. */
  readonly length: Int32Array;
  /** For each unit, how many lines from it on are of its own sort. */
  readonly alike: Int32Array;
}

/** Finds, for each unit, the period that explains most of the lines from it on; the shorter one of equals. */
export function readPatterns(units: readonly Unit[]): Patterns {
  const sorts = Uint8Array.from(units, sortOf);
  const period = new Uint8Array(units.length).fill(1);
  const length = new Int32Array(units.length);
  const alike = new Int32Array(units.length);
  const runs = new Int32Array(LONGEST_PERIOD + 1);
  for (let u = units.length - 1; u >= 0; u--) {
    for (let p = 1; p <= LONGEST_PERIOD && u + p < units.length; p++) {
      runs[p] = sorts[u] === sorts[u + p] ? runs[p]! + 1 : 0;
      // A period counts once it came round.
      const lines = runs[p]! >= p ? runs[p]! + p : 0;
      if (lines > length[u]!) {
        length[u] = lines;
        period[u] = p;
      }
    }
    alike[u] = runs[1]! + 1;
  }
  return { period, length, alike };
}

/** Writes `PATTERN` for the gap before unit `u`; returns where the next feature goes. */
export function writePattern(
  { period, length, alike }: Patterns,
  u: number,
  row: Float32Array,
  at: number,
): number {
  const p = period[u]!;
  row[at++] = p;
  row[at++] = length[u]! / p;
  row[at++] = length[u]! / (length.length - u);
  row[at++] = +(length[u]! > 0 && (period[u - 1] !== p || length[u - 1]! <= length[u]!));
  row[at++] = alike[u]!;
  return at;
}

/** What sort of line a unit is, so coarse that the lines of a template are of one sort. */
function sortOf({ shape, byline }: Unit): number {
  if (isLong(shape)) return isTruncated(shape) ? 1 : 2;
  if (byline) return 3;
  if (shape.words >= 4 && isHeadline(shape)) return 4;
  if (shape.words >= 6) return 5;
  return shape.number > 0 ? 6 : 7;
}
