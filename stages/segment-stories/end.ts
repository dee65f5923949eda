/** What the judges of the main story's end weigh at every gap between units. */
import { COHESION, cohesion } from './cohesion.js';
import type { LanguageModel } from './language-model.js';
import { AROUND, around, readLooks, SUM, shares } from './look.js';
import { PATTERN, readPatterns, writePattern } from './pattern.js';
import { isHeadline, isLong, isTruncated } from './shape.js';
import { TRENDS, trends } from './trends.js';
import type { Unit, Units } from './units.js';

const LOOKS_AT = COHESION.length + TRENDS.length;

export const END_FEATURES: readonly string[] = [
  ...COHESION,
  ...TRENDS,
  ...AROUND,
  ...SUM.map((name) => `${name} before`),
  ...SUM.map((name) => `${name} behind`),
  ...PATTERN,
  'position',
  'line ends',
  'line ends, less than most',
  'units since truncated',
  'units since label',
  'numbers before',
  'numbers go on behind',
  'words, less than of headlines before',
  'title case, less than of headlines before',
  'opening, less than before',
  'opening of the next paragraph',
  'opening of the next paragraph, less than before',
];

/** Rows of `END_FEATURES`, one for each unit, for the gap before it. The first row means nothing. */
export function endFeatures({ units, words }: Units, model: LanguageModel): Float32Array {
  const width = END_FEATURES.length;
  const rows = new Float32Array(units.length * width);
  cohesion(words, model, rows, width);
  trends(rows, width);
  const looks = readLooks(units);
  const patterns = readPatterns(units);
  const usual = usualLineEnds(units);
  const numbers = numberedFrom(units);
  const paragraph = paragraphOpenings(units);
  const chars = units.reduce((sum, { shape }) => sum + shape.chars, 0);
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
    let at = u * width + LOOKS_AT;
    at = around(looks, u, rows, at);
    at = shares(looks, 0, u, rows, at);
    at = shares(looks, u, units.length, rows, at);
    at = writePattern(patterns, u, rows, at);
    rows[at++] = charsBefore / chars;
    // Where a site leaves wider gaps is its own affair: every gap counts as wide as most.
    rows[at++] = usual;
    rows[at++] = 0;
    rows[at++] = sinceTruncated;
    rows[at++] = sinceLabel;
    rows[at++] = numbered;
    rows[at++] = numbered > 0 && numbers[u]! > 0 ? +(numbers[u] === lastNumber + 1) : -1;
    rows[at++] = headlines > 0 ? shape.words - headlineWords / headlines : 0;
    rows[at++] = headlines > 0 ? shape.titleCase - headlineCase / headlines : 0;
    rows[at++] = units[u]!.opening - openings / u;
    rows[at++] = paragraph[u]!;
    rows[at] = paragraph[u]! - openings / u;
  }
  return rows;
}

/** For each unit, the number of the first numbered unit from it on; 0 where there is none. */
function numberedFrom(units: readonly Unit[]): Int32Array {
  const numbers = new Int32Array(units.length);
  let number = 0;
  for (let u = units.length - 1; u >= 0; u--) {
    if (units[u]!.shape.number > 0) number = units[u]!.shape.number;
    numbers[u] = number;
  }
  return numbers;
}

/** For each unit, the opening score of the first paragraph from it on; 0 where there is none. */
function paragraphOpenings(units: readonly Unit[]): Float32Array {
  const openings = new Float32Array(units.length);
  let opening = 0;
  for (let u = units.length - 1; u >= 0; u--) {
    if (isLong(units[u]!.shape)) opening = units[u]!.opening;
    openings[u] = opening;
  }
  return openings;
}

/** The median of the line ends between units. */
function usualLineEnds(units: readonly Unit[]): number {
  const lines = units.slice(1).map((unit) => unit.lines);
  return lines.sort((a, b) => a - b)[lines.length >> 1] ?? 0;
}
