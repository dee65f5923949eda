/** Decides where the main story ends and where each story behind it begins. */
import { readTrees, type Trees } from '../../text/trees.js';
import { END_FEATURES, endFeatures } from './end.js';
import type { LanguageModel } from './language-model.js';
import { START_FEATURES, walkStarts } from './starts.js';
import type { Units } from './units.js';

/** A unit that begins a story, and how sure that is. */
export interface Start {
  readonly unit: number;
  readonly score: number;
}

export interface Judge {
  /** The starts of the stories behind the main one, in order; empty where there are none. */
  stories(units: Units, minScore: number): Start[];
}

/** A story begins in the tail where this is more likely than not. */
const LIKELY = 0.5;

/** Makes the judge from the weights; throws where they are of other features than the program's. */
export function readJudge(endWeights: Uint8Array, startWeights: Uint8Array, model: LanguageModel): Judge {
  const ends = readWeights(endWeights, END_FEATURES);
  const starts = readWeights(startWeights, START_FEATURES);
  return {
    stories: (units, minScore) => {
      const end = likeliestEnd(units, ends, model);
      return end && end.score >= minScore ? cutTail(units, end, starts) : [];
    },
  };
}

/**
 * The likeliest end, with the probability that there is one at all. Gaps exclude each other, so the odds that the
 * story ends somewhere are the sum of the odds of the gaps.
 */
function likeliestEnd(units: Units, trees: Trees, model: LanguageModel): Start | null {
  const rows = endFeatures(units, model);
  const width = END_FEATURES.length;
  let best = 0;
  let bestOdds = 0;
  let odds = 0;
  for (let unit = 1; unit < units.units.length; unit++) {
    const own = Math.exp(trees.margin(rows.subarray(unit * width, (unit + 1) * width)));
    odds += own;
    if (own > bestOdds) {
      bestOdds = own;
      best = unit;
    }
  }
  return best > 0 ? { unit: best, score: odds / (1 + odds) } : null;
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
