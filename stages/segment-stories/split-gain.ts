/** How well one side of a gap tells the words of the other, and whether one model or two tell them better. */
import type { LanguageModel } from './language-model.js';
import type { Words } from './words.js';

/**
 * For each gap of the first `units` units, by how much models of its two sides tell the words better than one model
 * of them all, in nats: the likelihood that Utiyama and Isahara (2001) segment by.
 */
export function splitGains({ token, from, level }: Words, model: LanguageModel, units: number): Float64Array {
  const gains = new Float64Array(units);
  const counts = new Int32Array(level.length);
  let sum = 0;
  for (let u = 0; u < units; u++) {
    gains[u] = sum;
    for (let t = from[u]!; t < from[u + 1]!; t++) {
      const word = token[t]!;
      sum += model.surprise(counts[word]!++, level[word]!) - model.size(t);
    }
  }
  const whole = sum;
  const tokens = from[units]!;
  counts.fill(0);
  sum = 0;
  for (let u = units - 1; u > 0; u--) {
    for (let t = from[u + 1]! - 1; t >= from[u]!; t--) {
      const word = token[t]!;
      sum += model.surprise(counts[word]!++, level[word]!) - model.size(tokens - 1 - t);
    }
    gains[u]! += sum - whole;
  }
  return gains;
}

/** The gap with the largest gain; the end where none gains. */
export function peak(gains: Float64Array): number {
  let best = gains.length;
  for (let u = 1; u < gains.length; u++) if (gains[u]! > (gains[best] ?? 0)) best = u;
  return best;
}

/** For each gap, in nats a word: how much better than the background one side tells the other's words. */
export interface SideGains {
  /** All that is behind the gap, told by what is before it. */
  readonly behind: Float32Array;
  /** The nearest words behind it, told by what is before it. */
  readonly next: Float32Array;
  /** The nearest words before it, told by what is behind it. */
  readonly last: Float32Array;
}

/** Words that are nearest. */
const NEAREST = 240;

/** The gains of either side for all gaps, from running sums: a word that passes the gap changes only its own share. */
export function sideGains({ token, from, level }: Words, model: LanguageModel): SideGains {
  const units = from.length - 1;
  const tokens = token.length;
  const gains = {
    behind: new Float32Array(units),
    next: new Float32Array(units),
    last: new Float32Array(units),
  };
  const before = new Int32Array(level.length);
  const behind = new Int32Array(level.length);
  const inNext = new Int32Array(level.length);
  const inLast = new Int32Array(level.length);
  for (let t = 0; t < tokens; t++) behind[token[t]!]!++;
  let sumBehind = 0;
  let sumNext = 0;
  let sumLast = 0;
  let ahead = 0;
  for (let u = 1; u < units; u++) {
    for (let t = from[u - 1]!; t < from[u]!; t++) {
      const word = token[t]!;
      const l = level[word]!;
      const b = before[word]!++;
      const r = behind[word]!--;
      const was = model.surprise(b, l);
      const now = model.surprise(b + 1, l);
      sumBehind += (r - 1) * now - r * was;
      if (t < ahead) sumNext += --inNext[word]! * (now - was) - was;
      sumLast +=
        inLast[word]!++ * (model.surprise(r - 1, l) - model.surprise(r, l)) + model.surprise(r - 1, l);
      if (t >= NEAREST) {
        const old = token[t - NEAREST]!;
        inLast[old]!--;
        sumLast -= model.surprise(behind[old]!, level[old]!);
      }
    }
    const gap = from[u]!;
    ahead = Math.max(ahead, gap);
    for (; ahead < Math.min(tokens, gap + NEAREST); ahead++) {
      const word = token[ahead]!;
      inNext[word]!++;
      sumNext += model.surprise(before[word]!, level[word]!);
    }
    gains.behind[u] = sumBehind / Math.max(1, tokens - gap) - model.size(gap);
    gains.next[u] = sumNext / Math.max(1, ahead - gap) - model.size(gap);
    gains.last[u] = sumLast / Math.max(1, Math.min(gap, NEAREST)) - model.size(tokens - gap);
  }
  return gains;
}
