/** Decides where the main story ends and where each story behind it begins. */
import { readTrees, type Trees } from '../../text/trees.js';
import { CHOICE_FEATURES, choiceFeatures, likeliest } from './choice.js';
import { END_FEATURES, endFeatures } from './end.js';
import type { LanguageModel } from './language-model.js';
import { isHeadline } from './shape.js';
import { START_FEATURES, walkStarts } from './starts.js';
import { isLong, type Unit, type Units } from './units.js';

/** A unit that begins a story, and how sure that is. */
export interface Start {
  readonly unit: number;
  readonly score: number;
}

export interface Judge {
  /** The starts of the stories behind the main one, in order; empty where there are none. */
  stories(units: Units, minScore: number): Start[];
}

/** The bytes of the three models' weights. */
export interface Weights {
  readonly end: Uint8Array;
  readonly choice: Uint8Array;
  readonly start: Uint8Array;
}

/** A story begins in the tail where this is more likely than not. */
const LIKELY = 0.5;
/** How far the asked score goes towards certainty where all of a text would go. */
const CAUTION = 0.6;
/** Words of a label over other stories. */
const LONGEST_LABEL = 6;
/** Where no gap has better log odds than this, none is worth a second look. */
const HOPELESS = -5;

/** Makes the judge from the weights; throws where they are of other features than the program's. */
export function readJudge(weights: Weights, model: LanguageModel): Judge {
  const end = readWeights(weights.end, END_FEATURES);
  const choice = readWeights(weights.choice, CHOICE_FEATURES);
  const start = readWeights(weights.start, START_FEATURES);
  return {
    stories: (units, minScore) => {
      const found = likeliestEnd(units, model, end, choice);
      if (!found || found.score < askedScore(units.units, found.unit, minScore)) return [];
      const starts = cutTail(units, found, start);
      const label = found.unit - 1;
      return isLabelBefore(units.units, label) ? [{ unit: label, score: found.score }, ...starts] : starts;
    },
  };
}

/** The log odds of the gap before each unit that the main story ends there; the first unit has no gap. */
export function endMargins(rows: Float32Array, trees: Trees): Float64Array {
  const width = END_FEATURES.length;
  return Float64Array.from({ length: rows.length / width }, (_, u) =>
    u === 0 ? Number.NEGATIVE_INFINITY : trees.margin(rows.subarray(u * width, (u + 1) * width)),
  );
}

/**
 * The likeliest end, with the probability that there is one at all. Gaps exclude each other, so the odds that the
 * story ends somewhere are the sum of the odds of the gaps.
 */
function likeliestEnd(units: Units, model: LanguageModel, end: Trees, choice: Trees): Start | null {
  const rows = endFeatures(units, model);
  const margins = endMargins(rows, end);
  const candidates = likeliest(margins);
  if (candidates.length === 0 || margins[candidates[0]!]! < HOPELESS) return null;
  const odds = choiceFeatures(rows, margins, candidates).map((row) => Math.exp(choice.margin(row)));
  const all = odds.reduce((sum, o) => sum + o, 0);
  const best = odds.indexOf(Math.max(...odds));
  return { unit: candidates[best]!, score: all / (1 + all) };
}

/** The more of a text would go, the surer the judge must be: to lose half of a story is worse than to lose its end. */
function askedScore(units: readonly Unit[], from: number, minScore: number): number {
  const chars = (list: readonly Unit[]) => list.reduce((sum, unit) => sum + unit.text.length, 0);
  const share = chars(units.slice(from)) / chars(units);
  return minScore + (1 - minScore) * CAUTION * share * share;
}

/**
 * Whether a unit is a label over the tail that the judge left with the story: a few words without a full stop,
 * directly behind prose. A story does not end in a heading.
 */
function isLabelBefore(units: readonly Unit[], unit: number): boolean {
  const label = units[unit]?.shape;
  const prose = units[unit - 1];
  if (!label || !prose) return false;
  return (
    isHeadline(label) &&
    !label.question &&
    label.words <= LONGEST_LABEL &&
    isLong(prose) &&
    prose.shape.ending === 'sentence'
  );
}

function cutTail(units: Units, end: Start, trees: Trees): Start[] {
  const found = [end];
  const walk = walkStarts(units, end.unit);
  walk.take(end.unit, true);
  for (let unit = end.unit + 1; unit < units.units.length; unit++) {
    const score = trees.probability(walk.row(unit));
    walk.take(unit, score >= LIKELY);
    if (score >= LIKELY) found.push({ unit, score });
  }
  return found;
}

function readWeights(bytes: Uint8Array, features: readonly string[]): Trees {
  const trees = readTrees(bytes);
  if (trees.features.join() !== features.join())
    throw new Error('the weights are of other features: train again');
  return trees;
}
