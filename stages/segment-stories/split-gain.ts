/** Whether one model or two tell the words of a text better. */

import type { LanguageModel } from './language-model.js';
import { float64, int32 } from './memory.js';
import type { Words } from './words.js';

/** How well a model of the words before each gap tells them, in nats; at the end, one of all words. */
export function gainsBefore({ token, from, level }: Words, model: LanguageModel): Float64Array {
  const units = from.length - 1;
  const gains = float64(units + 1);
  const counts = int32(level.length);
  let sum = 0;
  for (let u = 0; u < units; u++) {
    for (let t = from[u]!; t < from[u + 1]!; t++) {
      const word = token[t]!;
      sum += model.surprise(counts[word]!++, level[word]!) - model.size(t);
    }
    gains[u + 1] = sum;
  }
  return gains;
}

/**
 * For each gap of the first `units` units, by how much models of its two sides tell the words better than one model
 * of them all, in nats: the likelihood that Utiyama and Isahara (2001) segment by. `before` are the `gainsBefore`.
 */
export function splitGains(
  { token, from, level }: Words,
  model: LanguageModel,
  before: Float64Array,
  units: number,
): Float64Array {
  const gains = float64(units);
  const counts = int32(level.length);
  const whole = before[units]!;
  const tokens = from[units]!;
  let sum = 0;
  for (let u = units - 1; u > 0; u--) {
    for (let t = from[u + 1]! - 1; t >= from[u]!; t--) {
      const word = token[t]!;
      sum += model.surprise(counts[word]!++, level[word]!) - model.size(tokens - 1 - t);
    }
    gains[u] = before[u]! + (sum - whole);
  }
  return gains;
}

/** The gap with the largest gain; the end where none gains. */
export function peak(gains: Float64Array): number {
  let best = gains.length;
  for (let u = 1; u < gains.length; u++) if (gains[u]! > (gains[best] ?? 0)) best = u;
  return best;
}
