/** Cuts what stands behind the main story into stories. */

import type { Trees } from '../../text/trees.js';
import { readPattern, readPatterns } from './pattern.js';
import { isHeadline, isLong } from './shape.js';
import { walkStarts } from './starts.js';
import type { Unit, Units } from './units.js';

/** A unit that begins a story, and how sure that is. */
export interface Start {
  readonly unit: number;
  readonly score: number;
}

/** Words of a label over other stories. */
export const LONGEST_LABEL = 6;
/** A story begins in the tail where this is more likely than not. */
const LIKELY = 0.5;
/** The same where it looks like one more paragraph. */
const SURE = 0.9;
/** How much likelier, in log odds, the judge must find another reading of a tail than that of its template. */
const TEMPLATE_ODDS = 2;
/** Keeps logarithms finite. */
const LEAST = 1e-3;

/** A tail cut into stories, and the log of how likely the judge finds that. */
interface Reading {
  readonly starts: Start[];
  readonly log: number;
}

/**
 * The stories of the tail that begins with the unit of `end`: cut unit by unit where the judge finds that likely, or, in
 * a tail that repeats the same sorts of lines to its end, once in each round, unless the judge finds that much less likely.
 */
export function cutTail(tail: Units, end: Start, trees: Trees): Start[] {
  const { units } = tail;
  let best = read(
    tail,
    end,
    trees,
    (unit, score, last) => score >= (goesOn(units, last, unit) ? SURE : LIKELY),
  );
  // The first line may be a label over them all.
  for (const first of [end.unit, end.unit + 1]) {
    for (const period of periods(units.slice(first))) {
      const regular = read(tail, end, trees, (unit) => (unit - first) % period === 0);
      if (regular.log + TEMPLATE_ODDS > best.log) best = regular;
    }
  }
  return setLabelApart(units, best.starts);
}

/** Reads a tail, given where stories start: `last` is the unit that began the story before. */
function read(
  tail: Units,
  end: Start,
  trees: Trees,
  startsAt: (unit: number, score: number, last: number) => boolean,
): Reading {
  const found = [end];
  const walk = walkStarts(tail, end.unit);
  let log = 0;
  walk.take(end.unit, true);
  for (let unit = end.unit + 1; unit < tail.units.length; unit++) {
    const score = trees.probability(walk.row(unit));
    const starts = startsAt(unit, score, found.at(-1)!.unit);
    log += Math.log(Math.max(LEAST, starts ? score : 1 - score));
    walk.take(unit, starts);
    if (starts) found.push({ unit, score });
  }
  return { starts: found, log };
}

/** Periods of the sorts of lines of a tail where they explain all of it in whole rounds. */
function periods(units: readonly Unit[]): Set<number> {
  const whole = [...readPatterns(units), readPattern(units, sortOf)].filter(
    ({ period, length }) => period[0]! > 1 && length[0] === units.length && units.length % period[0]! === 0,
  );
  return new Set(whole.map(({ period }) => period[0]!));
}

/** 1 for a line that tells something, however short; 0 for one that heads or stands beside such lines. */
function sortOf({ shape, byline }: Unit): number {
  return +(!byline && shape.words >= 6 && !isHeadline(shape));
}

/** Whether a unit reads like one more paragraph of a story that began with a headline: the next one would, too. */
function goesOn(units: readonly Unit[], start: number, unit: number): boolean {
  const { shape } = units[unit]!;
  const heads = isHeadline(units[start]!.shape);
  return heads && isLong(shape) && shape.kicker === 0 && units[unit - 1]!.shape.ending === 'sentence';
}

/** A first story with two headlines where no other has two began with the label over them all. */
function setLabelApart(units: readonly Unit[], found: Start[]): Start[] {
  const twice = ({ unit }: Start) => [unit, unit + 1].every((u) => units[u] && isHeadline(units[u].shape));
  const [first, ...others] = found;
  if (!first || others.length === 0 || !twice(first) || others.some(twice)) return found;
  if (units[first.unit]!.shape.words > LONGEST_LABEL) return found;
  return [first, { ...first, unit: first.unit + 1 }, ...others];
}
