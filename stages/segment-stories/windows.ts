/**
 * What the words behind and before a gap have in common with the other side, in windows of a bounded number of words. The
 * windows slide a word at a time, and each word changes only its own share of the sums.
 */

import type { LanguageModel } from './language-model.js';
import { int32 } from './memory.js';
import type { Words } from './words.js';

export const WINDOWS = [
  'window known',
  'window known nearby',
  'window known, frequent words',
  'window known from the lead',
  'window names known',
  'window names',
  'window gain',
  'words before again',
] as const;

/** Words of a window; words that "nearby" reaches. */
export const WINDOW = 60;
export const NEARBY = 150;
/** Words of the lead: the first paragraphs, which say what the story is about. */
export const LEAD = 60;
/** A word is frequent once so many units have had it. */
const FREQUENT = 3;

// What is counted of each word: how often it stands before and behind the gap, nearby, in the windows ahead (as a name, too)
// and back; in how many units before, and in which one last; whether the lead has it.
const BEFORE = 0;
const BEHIND = 1;
const NEAR = 2;
const AHEAD = 3;
const AHEAD_AS_NAME = 4;
const BACK = 5;
const UNITS = 6;
const LAST_UNIT = 7;
const IN_LEAD = 8;
const COUNTS = 9;

/** Writes `WINDOWS` for each gap from `column` on in its row; rows are `width` apart. */
export function writeWindows(
  { token, name, from, weight, level }: Words,
  model: LanguageModel,
  rows: Float32Array,
  width: number,
  column: number,
): void {
  const tokens = token.length;
  const counts = int32(weight.length * COUNTS);
  // Sums of weights over the window ahead, and (`again`) over the one back.
  let all = 0;
  let known = 0;
  let nearby = 0;
  let frequent = 0;
  let lead = 0;
  let names = 0;
  let namesKnown = 0;
  let gain = 0;
  let again = 0;
  for (let t = 0; t < tokens; t++) {
    const c = token[t]! * COUNTS;
    counts[c + BEHIND]!++;
    if (t < LEAD) counts[c + IN_LEAD] = 1;
    if (t >= WINDOW) continue;
    const w = weight[token[t]!]!;
    counts[c + AHEAD]!++;
    all += w;
    if (name[t]) {
      counts[c + AHEAD_AS_NAME]!++;
      names += w;
    }
  }
  for (let u = 1; u < from.length - 1; u++) {
    const gap = from[u]!;
    for (let t = from[u - 1]!; t < gap; t++) {
      const word = token[t]!;
      const c = word * COUNTS;
      const w = weight[word]!;
      const b = counts[c + BEFORE]!++;
      // The word leaves the window ahead ...
      const left = --counts[c + AHEAD]!;
      all -= w;
      if (name[t]) {
        names -= w;
        counts[c + AHEAD_AS_NAME]!--;
      }
      const was = model.surprise(b, level[word]!);
      gain += left * (model.surprise(b + 1, level[word]!) - was) - was;
      // ... and from now on those like it that are left there are known.
      if (b === 0) {
        known += left * w;
        if (counts[c + IN_LEAD]) lead += left * w;
        namesKnown += counts[c + AHEAD_AS_NAME]! * w;
      } else {
        known -= w;
        if (counts[c + IN_LEAD]) lead -= w;
        if (name[t]) namesKnown -= w;
      }
      nearby += counts[c + NEAR]!++ > 0 ? -w : left * w;
      if (t >= NEARBY) {
        const old = token[t - NEARBY]!;
        if (--counts[old * COUNTS + NEAR]! === 0) nearby -= counts[old * COUNTS + AHEAD]! * weight[old]!;
      }
      if (counts[c + UNITS]! >= FREQUENT) frequent -= w;
      if (counts[c + LAST_UNIT] !== u) {
        counts[c + LAST_UNIT] = u;
        if (++counts[c + UNITS]! === FREQUENT) frequent += left * w;
      }
      again += --counts[c + BEHIND]! === 0 ? -counts[c + BACK]! * w : w;
      counts[c + BACK]!++;
      if (t >= WINDOW) {
        const old = token[t - WINDOW]!;
        counts[old * COUNTS + BACK]!--;
        if (counts[old * COUNTS + BEHIND]! > 0) again -= weight[old]!;
      }
      const next = t + WINDOW;
      if (next >= tokens) continue;
      const e = token[next]! * COUNTS;
      const v = weight[token[next]!]!;
      counts[e + AHEAD]!++;
      all += v;
      gain += model.surprise(counts[e + BEFORE]!, level[token[next]!]!);
      if (name[next]) {
        counts[e + AHEAD_AS_NAME]!++;
        names += v;
      }
      if (counts[e + BEFORE] === 0) continue;
      known += v;
      if (counts[e + IN_LEAD]) lead += v;
      if (counts[e + NEAR]! > 0) nearby += v;
      if (counts[e + UNITS]! >= FREQUENT) frequent += v;
      if (name[next]) namesKnown += v;
    }
    const inWindow = Math.min(WINDOW, tokens - gap);
    let at = u * width + column;
    rows[at++] = known / (all + 1);
    rows[at++] = nearby / (all + 1);
    rows[at++] = frequent / (all + 1);
    rows[at++] = lead / (all + 1);
    rows[at++] = names > 0 ? namesKnown / names : -1;
    rows[at++] = names / (all + 1);
    rows[at++] = inWindow > 0 ? gain / inWindow - model.size(gap) : 0;
    rows[at] = again / (Math.min(gap, WINDOW) + 1);
  }
}
