/** What the judge of new stories weighs at a gap in the tail, given where the current story began. */

import { AROUND, around, readLooks, SUM, shares } from './look.js';
import { float32, int32 } from './memory.js';
import { type Pattern, readPatterns } from './pattern.js';
import { isHeadline } from './shape.js';
import type { Units } from './units.js';

export const START_FEATURES: readonly string[] = [
  ...AROUND,
  ...SUM.map((name) => `${name} in tail`),
  ...['', ', coarsely'].flatMap((how) => [
    `period of the tail${how}`,
    `lines into the period${how}`,
    `units since the pattern began${how}`,
  ]),
  'story units',
  'story chars',
  'story bare',
  'units of story before',
  'window known in story',
  'window names known in story',
  'unit known in story',
  'window known in last unit',
];

/** Tokens looked at behind a gap. */
const WINDOW = 60;

export interface StartWalk {
  /** The row of `START_FEATURES` for the gap before unit `u`; the same array every time. */
  row(u: number): Float32Array;
  /** Takes unit `u` in: as the first of a new story, or as one more of the current story. */
  take(u: number, starts: boolean): void;
}

/** Walks the tail that begins with unit `first`; units are taken in order, the first one as a start. */
export function walkStarts({ units, words }: Units, first: number): StartWalk {
  const { token, name, from, weight } = words;
  const looks = readLooks(units.slice(first));
  const patterns = readPatterns(units.slice(first)).map(longest);
  const row = float32(START_FEATURES.length);
  /** For each word, the story and the unit that had it last. */
  const inStory = int32(weight.length).fill(-1);
  const inUnit = int32(weight.length).fill(-1);
  let story = 0;
  let storyUnits = 0;
  let storyChars = 0;
  let bare = true;
  let unitsOfLast = -1;
  return {
    row: (u) => {
      const gap = from[u]!;
      const end = Math.min(token.length, gap + WINDOW);
      let all = 0;
      let known = 0;
      let names = 0;
      let namesKnown = 0;
      let unitAll = 0;
      let unitKnown = 0;
      let inLast = 0;
      for (let t = gap; t < end; t++) {
        const word = token[t]!;
        const w = weight[word]!;
        const seen = inStory[word] === story ? w : 0;
        all += w;
        known += seen;
        if (inUnit[word] === u - 1) inLast += w;
        if (name[t]) {
          names += w;
          namesKnown += seen;
        }
        if (t < from[u + 1]!) {
          unitAll += w;
          unitKnown += seen;
        }
      }
      let at = around(looks, u - first, row, 0);
      at = shares(looks, 0, units.length - first, row, at);
      for (const { from, period, lines } of patterns) {
        const into = u - first - from;
        row[at++] = period;
        row[at++] = into < 0 ? -1 : into % period;
        row[at++] = into < 0 || into >= lines ? -1 : into;
      }
      row[at++] = storyUnits;
      row[at++] = storyChars;
      row[at++] = +bare;
      row[at++] = unitsOfLast;
      row[at++] = known / (all + 1);
      row[at++] = names > 0 ? namesKnown / names : -1;
      row[at++] = unitAll > 0 ? unitKnown / unitAll : -1;
      row[at] = inLast / (all + 1);
      return row;
    },
    take: (u, starts) => {
      if (starts) {
        unitsOfLast = story > 0 ? storyUnits : -1;
        story++;
        storyUnits = 0;
        storyChars = 0;
        bare = true;
      }
      storyUnits++;
      storyChars += units[u]!.text.length;
      bare &&= isHeadline(units[u]!.shape);
      for (let t = from[u]!; t < from[u + 1]!; t++) {
        inStory[token[t]!] = story;
        inUnit[token[t]!] = u;
      }
    },
  };
}

/** The pattern that explains most of the tail: the first unit of it, its period and how many lines it has. */
function longest({ period, length }: Pattern): { from: number; period: number; lines: number } {
  const from = length.reduce((best, lines, i) => (lines > length[best]! ? i : best), 0);
  return { from, period: period[from]!, lines: length[from]! };
}
