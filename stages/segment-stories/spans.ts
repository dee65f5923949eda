/** Words that stand on both sides of a gap. */
import { float64, int32, uint8 } from './memory.js';
import { LEAD } from './windows.js';
import type { Words } from './words.js';

export const SPANS = [
  'chains across, share of the smaller side',
  'chains across, share of what is behind',
  'names across, share of what is behind',
  'share of the lead that comes again',
] as const;

// Sums of the weights of distinct words for each gap: on both sides of it, before it, behind it; names; words of the lead.
const ACROSS = 0;
const BEFORE = 1;
const BEHIND = 2;
const NAMES_ACROSS = 3;
const NAMES_BEHIND = 4;
const LEAD_ACROSS = 5;
const SUMS = 6;

/** Writes `SPANS` for each gap from `column` on in its row; rows are `width` apart. */
export function writeSpans(
  { token, name, from, weight }: Words,
  rows: Float32Array,
  width: number,
  column: number,
): void {
  const units = from.length - 1;
  /** For each word, 1 + the first unit that has it, and 1 + the last one. */
  const opens = int32(weight.length);
  const closes = int32(weight.length);
  const named = uint8(weight.length);
  const inLead = uint8(weight.length);
  for (let u = 0; u < units; u++) {
    for (let t = from[u]!; t < from[u + 1]!; t++) {
      const word = token[t]!;
      if (opens[word] === 0) opens[word] = u + 1;
      closes[word] = u + 1;
      if (name[t]) named[word] = 1;
      if (t < LEAD) inLead[word] = 1;
    }
  }
  // What each word adds where it opens and closes; then the running sums.
  const sums = float64((units + 1) * SUMS);
  let lead = 0;
  for (let w = 0; w < weight.length; w++) {
    const value = weight[w]!;
    const open = opens[w]! * SUMS;
    const close = closes[w]! * SUMS;
    sums[open + ACROSS]! += value;
    sums[close + ACROSS]! -= value;
    sums[open + BEFORE]! += value;
    sums[BEHIND]! += value;
    sums[close + BEHIND]! -= value;
    if (named[w]) {
      sums[open + NAMES_ACROSS]! += value;
      sums[close + NAMES_ACROSS]! -= value;
      sums[NAMES_BEHIND]! += value;
      sums[close + NAMES_BEHIND]! -= value;
    }
    if (inLead[w]) {
      lead += value;
      sums[open + LEAD_ACROSS]! += value;
      sums[close + LEAD_ACROSS]! -= value;
    }
  }
  for (let i = SUMS; i < sums.length; i++) sums[i]! += sums[i - SUMS]!;
  for (let u = 1; u < units; u++) {
    const s = u * SUMS;
    const across = sums[s + ACROSS]!;
    let at = u * width + column;
    rows[at++] = across / (Math.min(sums[s + BEFORE]!, sums[s + BEHIND]!) + 1);
    rows[at++] = across / (sums[s + BEHIND]! + 1);
    rows[at++] = sums[s + NAMES_ACROSS]! / (sums[s + NAMES_BEHIND]! + 1);
    rows[at] = sums[s + LEAD_ACROSS]! / (lead + 1);
  }
}
