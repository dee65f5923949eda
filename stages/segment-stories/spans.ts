/** Words that stand on both sides of a gap. */
import type { Words } from './words.js';

/** For each gap, sums of the weights of distinct words. */
export interface SpanSums {
  readonly across: Float64Array;
  readonly before: Float64Array;
  readonly behind: Float64Array;
  readonly namesAcross: Float64Array;
  readonly namesBehind: Float64Array;
  readonly leadAcross: Float64Array;
  /** All words of the lead. */
  readonly lead: number;
}

/** For each gap, the weight of the distinct words before it, behind it, and on both sides. */
export function spanSums({ token, name, from, weight }: Words, leadTokens: number): SpanSums {
  const units = from.length - 1;
  const first = new Int32Array(weight.length).fill(-1);
  const last = new Int32Array(weight.length);
  const named = new Uint8Array(weight.length);
  const inLead = new Uint8Array(weight.length);
  for (let u = 0; u < units; u++) {
    for (let t = from[u]!; t < from[u + 1]!; t++) {
      const word = token[t]!;
      if (first[word] === -1) first[word] = u;
      last[word] = u;
      if (name[t]) named[word] = 1;
      if (t < leadTokens) inLead[word] = 1;
    }
  }
  const across = new Float64Array(units + 1);
  const before = new Float64Array(units + 1);
  const behind = new Float64Array(units + 1);
  const namesAcross = new Float64Array(units + 1);
  const namesBehind = new Float64Array(units + 1);
  const leadAcross = new Float64Array(units + 1);
  let lead = 0;
  for (let w = 0; w < weight.length; w++) {
    const value = weight[w]!;
    const opens = first[w]! + 1;
    const closes = last[w]! + 1;
    across[opens]! += value;
    across[closes]! -= value;
    before[opens]! += value;
    behind[0]! += value;
    behind[closes]! -= value;
    if (named[w]) {
      namesAcross[opens]! += value;
      namesAcross[closes]! -= value;
      namesBehind[0]! += value;
      namesBehind[closes]! -= value;
    }
    if (inLead[w]) {
      lead += value;
      leadAcross[opens]! += value;
      leadAcross[closes]! -= value;
    }
  }
  for (const sums of [across, before, behind, namesAcross, namesBehind, leadAcross]) {
    for (let u = 1; u <= units; u++) sums[u]! += sums[u - 1]!;
  }
  return { across, before, behind, namesAcross, namesBehind, leadAcross, lead };
}
