/**
 * Patterns of lines that come again and again: a site's template gives every teaser the same lines in the same order, so
 * a tail of them is periodic from its first line on, whatever the lines are.
 */
import { int32, uint8 } from './memory.js';
import { isHeadline, isLong, isTruncated } from './shape.js';
import type { Unit } from './units.js';

const OF_EACH = [
  'period behind',
  'periods behind',
  'lines over behind',
  'share of behind that is periodic',
  'pattern begins here',
  'alike behind',
] as const;

export const PATTERN: readonly string[] = [...OF_EACH, ...OF_EACH.map((name) => `${name}, coarsely`)];

/** Longest template, in lines. */
const LONGEST_PERIOD = 6;

export interface Pattern {
  /** What sort of line each unit is. */
  readonly sorts: Uint8Array;
  /** For each unit, the period of the lines from it on. */
  readonly period: Uint8Array;
  /** For each unit, how many lines from it on repeat with that period. */
  readonly length: Int32Array;
  /** For each unit, how many lines from it on are of its own sort. */
  readonly alike: Int32Array;
}

/** By fine sorts of lines and by coarse ones. */
export type Patterns = readonly [Pattern, Pattern];

/** Finds, for each unit, the period that explains most of the lines from it on; the shorter one of equals. */
export function readPatterns(units: readonly Unit[]): Patterns {
  return [readPattern(units, sortOf), readPattern(units, coarseSortOf)];
}

/** The same for sorts of one's own, each a small number. */
export function readPattern(units: readonly Unit[], sort: (unit: Unit) => number): Pattern {
  const sorts = uint8(units.length);
  for (let u = 0; u < units.length; u++) sorts[u] = sort(units[u]!);
  return findPattern(sorts);
}

function findPattern(sorts: Uint8Array): Pattern {
  const period = uint8(sorts.length).fill(1);
  const length = int32(sorts.length);
  const alike = int32(sorts.length);
  const runs = int32(LONGEST_PERIOD + 1);
  for (let u = sorts.length - 1; u >= 0; u--) {
    for (let p = 1; p <= LONGEST_PERIOD && u + p < sorts.length; p++) {
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
  return { sorts, period, length, alike };
}

/** Writes `PATTERN` for the gap before unit `u`; returns where the next feature goes. */
export function writePatterns(patterns: Patterns, u: number, row: Float32Array, at: number): number {
  for (const { period, length, alike } of patterns) {
    const p = period[u]!;
    const lines = length[u]!;
    row[at++] = p;
    row[at++] = lines / p;
    // A template's last story is whole: the pattern has no lines over where it begins with a story.
    row[at++] = lines % p;
    row[at++] = lines / (length.length - u);
    row[at++] = +(lines > 0 && (period[u - 1] !== p || length[u - 1]! <= lines));
    row[at++] = alike[u]!;
  }
  return at;
}

/** The share of the lines between two units that are of the same sorts as the lines behind them, in order; -1 for none. */
export function repeated({ sorts }: Pattern, from: number, to: number): number {
  const lines = to - from;
  if (lines === 0) return -1;
  let same = 0;
  for (let u = from; u < to; u++) same += +(sorts[u] === sorts[u + lines]);
  return same / lines;
}

/** The unit so many whole rounds before another one that the pattern which goes on from this one has begun there. */
export function firstRound({ period, length }: Pattern, unit: number): number {
  const lines = period[unit]!;
  if (length[unit] === 0) return unit;
  let first = unit;
  while (
    first - lines > 0 &&
    period[first - lines] === lines &&
    length[first - lines]! === length[first]! + lines
  )
    first -= lines;
  return first;
}

/** What sort of line a unit is, so coarse that the lines of a template are of one sort. */
function sortOf({ shape, byline }: Unit): number {
  if (isLong(shape)) return isTruncated(shape) ? 1 : 2;
  if (byline) return 3;
  if (shape.words >= 4 && isHeadline(shape)) return 4;
  if (shape.words >= 6) return 5;
  return shape.number > 0 ? 6 : 7;
}

/** A line that tells something, or one that stands around such lines. */
function coarseSortOf({ shape }: Unit): number {
  return +(isLong(shape) ? !isHeadline(shape) : shape.ending === 'sentence' && shape.words >= 6);
}
