/** What the judges of the main story's end weigh at every gap between units. */

import { COHESION, cohesion } from './cohesion.js';
import type { LanguageModel } from './language-model.js';
import { BESIDE, beside, FARTHER, farther, type Looks, readLooks, SUM, shares } from './look.js';
import { float32, int32, uint8 } from './memory.js';
import { firstRound, PATTERN, type Patterns, readPatterns, repeated, writePatterns } from './pattern.js';
import { isHeadline, isLong, isTruncated } from './shape.js';
import { TRENDS, trends } from './trends.js';
import type { Unit, Units } from './units.js';
import type { Words } from './words.js';

const BESIDE_AT = COHESION.length + TRENDS.length;

/** What is told of every gap. */
export const GLANCE_FEATURES: readonly string[] = [
  ...COHESION,
  ...TRENDS,
  ...BESIDE,
  ...PATTERN,
  'position',
  'units since truncated',
  'units since label',
  'numbers before',
  'numbers go on behind',
  'words, less than of headlines before',
  'title case, less than of headlines before',
  'opening, less than before',
  'opening of the next paragraph',
  'opening of the next paragraph, less than before',
  'longest behind',
  'most sentences behind',
  'units since one longer than any behind',
  'units since one of more sentences than any behind',
  'short line before stands again behind',
  'short line behind stands again',
];

/** Units before a gap that are compared with all behind it: no teaser is as long as the last paragraphs of a story. */
const LOOK_BACK = 12;

/** Words of a line that a template may repeat. */
const SHORT_LINE = 6;
const PRIME = 0x01000193;

/** What is told of the gaps that are worth a closer look. */
export const END_FEATURES: readonly string[] = [
  ...GLANCE_FEATURES,
  ...FARTHER,
  ...SUM.map((name) => `${name} before`),
  ...SUM.map((name) => `${name} behind`),
];

/** The gaps of a document, each before the unit of its number; the first one is none. */
export interface Gaps {
  readonly length: number;
  /** `GLANCE_FEATURES` of a gap. */
  glance(unit: number): Float32Array;
  /** `END_FEATURES` of a gap. */
  row(unit: number): Float32Array;
  /** How far the lines between two gaps repeat behind the second one, by fine sorts of lines and by coarse ones. */
  repeated(from: number, to: number): readonly [number, number];
  /** Where the rounds of lines that a gap stands in begin, by fine sorts of lines and by coarse ones. */
  firstRounds(unit: number): readonly [number, number];
}

export function readGaps({ units, words }: Units, model: LanguageModel): Gaps {
  const width = GLANCE_FEATURES.length;
  const rows = float32(units.length * width);
  const looks = readLooks(units);
  const patterns = readPatterns(units);
  cohesion(words, model, rows, width);
  trends(rows, width);
  writeRest(units, looks, patterns, repeatedLines(units, words), rows, width);
  const glance = (unit: number) => rows.subarray(unit * width, (unit + 1) * width);
  return {
    length: units.length,
    glance,
    row: (unit) => {
      const row = float32(END_FEATURES.length);
      row.set(glance(unit));
      const at = shares(looks, 0, unit, row, farther(looks, unit, row, width));
      shares(looks, unit, units.length, row, at);
      return row;
    },
    firstRounds: (unit) => [firstRound(patterns[0], unit), firstRound(patterns[1], unit)],
    repeated: (from, to) => [repeated(patterns[0], from, to), repeated(patterns[1], from, to)],
  };
}

/** Writes the features from `BESIDE` on of each gap. */
function writeRest(
  units: readonly Unit[],
  looks: Looks,
  patterns: Patterns,
  again: Uint8Array,
  rows: Float32Array,
  width: number,
): void {
  const numbers = numberedFrom(units);
  const paragraph = paragraphOpenings(units);
  const chars = int32(units.length);
  const sentences = int32(units.length);
  let allChars = 0;
  for (let u = 0; u < units.length; u++) {
    const { shape } = units[u]!;
    chars[u] = shape.chars;
    sentences[u] = shape.sentences;
    allChars += shape.chars;
  }
  const longest = mostFrom(chars);
  const mostSentences = mostFrom(sentences);
  let charsBefore = 0;
  let sinceTruncated = -1;
  let sinceLabel = -1;
  let lastNumber = 0;
  let numbered = 0;
  let openings = 0;
  let headlines = 0;
  let headlineWords = 0;
  let headlineCase = 0;
  for (let u = 1; u < units.length; u++) {
    const last = units[u - 1]!;
    const { shape } = units[u]!;
    charsBefore += last.shape.chars;
    const cut = isLong(last.shape) && isTruncated(last.shape);
    sinceTruncated = cut ? 0 : sinceTruncated < 0 ? -1 : sinceTruncated + 1;
    sinceLabel = last.label ? 0 : sinceLabel < 0 ? -1 : sinceLabel + 1;
    if (last.shape.number > 0) {
      lastNumber = last.shape.number;
      numbered++;
    }
    openings += last.opening;
    if (isHeadline(last.shape)) {
      headlines++;
      headlineWords += last.shape.words;
      headlineCase += last.shape.titleCase;
    }
    let at = beside(looks, u, rows, u * width + BESIDE_AT);
    at = writePatterns(patterns, u, rows, at);
    rows[at++] = charsBefore / allChars;
    rows[at++] = sinceTruncated;
    rows[at++] = sinceLabel;
    rows[at++] = numbered;
    rows[at++] = numbered > 0 && numbers[u]! > 0 ? +(numbers[u] === lastNumber + 1) : -1;
    rows[at++] = headlines > 0 ? shape.words - headlineWords / headlines : 0;
    rows[at++] = headlines > 0 ? shape.titleCase - headlineCase / headlines : 0;
    rows[at++] = units[u]!.opening - openings / u;
    rows[at++] = paragraph[u]!;
    rows[at++] = paragraph[u]! - openings / u;
    rows[at++] = longest[u]!;
    rows[at++] = mostSentences[u]!;
    rows[at++] = unitsSinceMore(chars, u, longest[u]!);
    rows[at++] = unitsSinceMore(sentences, u, mostSentences[u]!);
    rows[at++] = again[u - 1]!;
    rows[at] = again[u]!;
  }
}

/** For each unit, the most that is counted of it or of any unit behind it. */
function mostFrom(counts: Int32Array): Int32Array {
  const most = int32(counts.length);
  for (let u = counts.length - 1; u >= 0; u--) most[u] = Math.max(counts[u]!, most[u + 1] ?? 0);
  return most;
}

/** For each unit, 1 where it is a short line that stands again behind it, word for word: "Read on", a button of a template. */
function repeatedLines(units: readonly Unit[], { all }: Words): Uint8Array {
  const again = uint8(units.length);
  const seen = new Set<number>();
  for (let u = units.length - 1; u >= 0; u--) {
    const from = all.from[u]!;
    const to = all.from[u + 1]!;
    if (from === to || to - from > SHORT_LINE) continue;
    let line = 0;
    for (let i = from; i < to; i++) line = Math.imul(line, PRIME) ^ all.hash[i]!;
    again[u] = +seen.has(line);
    seen.add(line);
  }
  return again;
}

/** Units between a gap and the last one before it of which more is counted; `LOOK_BACK` where none so near is. */
function unitsSinceMore(counts: Int32Array, gap: number, than: number): number {
  const most = Math.min(LOOK_BACK, gap);
  for (let back = 0; back < most; back++) if (counts[gap - 1 - back]! > than) return back;
  return LOOK_BACK;
}

/** For each unit, the number of the first numbered unit from it on; 0 where there is none. */
function numberedFrom(units: readonly Unit[]): Int32Array {
  const numbers = int32(units.length);
  let number = 0;
  for (let u = units.length - 1; u >= 0; u--) {
    if (units[u]!.shape.number > 0) number = units[u]!.shape.number;
    numbers[u] = number;
  }
  return numbers;
}

/** For each unit, the opening score of the first paragraph from it on; 0 where there is none. */
function paragraphOpenings(units: readonly Unit[]): Float32Array {
  const openings = float32(units.length);
  let opening = 0;
  for (let u = units.length - 1; u >= 0; u--) {
    if (isLong(units[u]!.shape)) opening = units[u]!.opening;
    openings[u] = opening;
  }
  return openings;
}
