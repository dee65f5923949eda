/** What the judges of headings and list items know of a line: how it reads, what stands around it, and how the document is made. */
import { isSpace } from '../../pipeline/document.js';
import { Class } from './characters.js';
import { type Line, LONGEST_LINE, readLine } from './lines.js';
import { readPage } from './page.js';
import type { WordTable } from './words.js';

const OWN = [
  'length',
  'words',
  'capitals',
  'upper',
  'short',
  'digits',
  'commas',
  'sentences',
  'colon',
  'brackets',
  'joiners',
  'first',
  'last',
  'frequency',
  'name',
  'heading',
  'start',
  'end',
  'firstHeading',
  'lastHeading',
  'mostHeading',
  'phraseHeading',
  'phraseFrequency',
  'marker',
  'number',
] as const satisfies readonly (keyof Line)[];
const NEAR = [
  'length',
  'words',
  'capitals',
  'sentences',
  'first',
  'last',
  'heading',
  'marker',
  'number',
  'end',
] as const satisfies readonly (keyof Line)[];
const STEPS = [-2, -1, 1, 2];
const PLACE = [
  'gap before',
  'gap after',
  'cut off before',
  'cut off after',
  'same before',
  'same in document',
  'short lines before',
  'short lines after',
  'position',
  'lines behind',
  'topics before',
  'topics after',
  'topics in title',
  'number before',
  'number after',
];
/** Lines that stand between the same white space as a line. */
const ALIKE = ['count', 'short', 'capitals', 'sentences', 'heading'];
const DOCUMENT = ['lines', 'short lines', 'length', 'numbered', 'title case', 'questions', 'spaced'];

const prefixed = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}: ${name}`);

/** The names of the features, in the order of a row. */
export const LINE_FEATURES: readonly string[] = [
  ...OWN,
  ...STEPS.flatMap((step) => NEAR.map((name) => `${name} ${step > 0 ? '+' : ''}${step}`)),
  ...PLACE,
  ...prefixed('alike', ALIKE),
  ...prefixed('document', DOCUMENT),
];

/** A line: its text, and where it stands in the source. */
export interface LineSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines of a document, with what their features are made of. */
export interface LineReading {
  readonly lines: readonly Line[];
  /** The white space before each line and behind the last. */
  readonly gaps: readonly Gap[];
  readonly rows: Float32Array;
}

interface Gap {
  /** Line breaks, at most 4. */
  readonly breaks: number;
  /** Characters of other blocks, at most 500. */
  readonly cutOff: number;
  /** The same for the same white space. */
  readonly key: number;
}

const SHORT = 90;
/** Lines further away do not count as the next number. */
const FAR = 60;

/**
 * Reads the lines and computes their features, one row behind another; the rows of lines that are too long to be judged
 * stay empty. `title` is the title of the page.
 */
export function readLines(
  source: string,
  spans: readonly LineSpan[],
  title: string | null,
  table: WordTable,
): LineReading {
  const texts = spans.map((span) => span.text);
  const page = readPage([...texts.map((text) => text.slice(0, 2 * LONGEST_LINE)), title ?? '']);
  const lines = texts.map((text, t) => readLine(page, t, text, table));
  const titleTopics = readLine(page, texts.length, title ?? '', table).topics;
  const gaps = spans.map((span, i) => gapBefore(source, spans[i - 1]?.end ?? 0, span.start));
  gaps.push({ breaks: 4, cutOff: 0, key: 0 });
  const seen = new Map<number, number>();
  for (const { hash } of lines) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const before = runsOfShortLines(lines);
  const after = runsOfShortLines(lines.toReversed()).toReversed();
  const numberBefore = stepsToNumber(lines, -1);
  const numberAfter = stepsToNumber(lines.toReversed(), 1).toReversed();
  const alike = linesAlike(lines, gaps);
  const document = describe(lines, gaps);
  const met = new Set<number>();
  const rows = new Float32Array(lines.length * LINE_FEATURES.length);
  let k = 0;
  const put = (value: number | boolean) => {
    rows[k++] = Number(value);
  };
  lines.forEach((line, i) => {
    k = i * LINE_FEATURES.length;
    const isRepeated = met.has(line.hash);
    met.add(line.hash);
    if (line.length > LONGEST_LINE) return;
    for (const name of OWN) put(line[name]);
    for (const step of STEPS) {
      const near = lines[i + step];
      for (const name of NEAR) put(near ? near[name] : -1);
    }
    put(gaps[i]!.breaks);
    put(gaps[i + 1]!.breaks);
    put(gaps[i]!.cutOff);
    put(gaps[i + 1]!.cutOff);
    put(isRepeated);
    put(seen.get(line.hash)!);
    put(before[i]!);
    put(after[i]!);
    put(i);
    put(lines.length - 1 - i);
    put(shareOf(line, lines[i - 1]?.topics ?? []));
    put(shareOf(line, lines[i + 1]?.topics ?? []));
    put(shareOf(line, titleTopics));
    put(numberBefore[i]!);
    put(numberAfter[i]!);
    for (const value of alike[i]!) put(value);
    for (const value of document) put(value);
  });
  return { lines, gaps, rows };
}

function gapBefore(source: string, from: number, to: number): Gap {
  let breaks = 0;
  let cutOff = 0;
  let key = 17;
  for (let i = Math.max(from, to - 2000); i < to; i++) {
    const code = source.charCodeAt(i);
    if (code === 10) breaks++;
    if (isSpace(code)) key = Math.imul(key ^ code, 0x01000193);
    else cutOff++;
  }
  return { breaks: Math.min(4, breaks), cutOff: Math.min(500, cutOff), key };
}

/** For each line how many short ones stand right before it. */
function runsOfShortLines(lines: readonly Line[]): number[] {
  let run = 0;
  return lines.map((line) => {
    const before = run;
    run = line.length <= SHORT ? Math.min(50, run + 1) : 0;
    return before;
  });
}

/** For each line with a number how many lines before it the next one (`step` 1) or the last (-1) stands; -1 for nowhere near. */
function stepsToNumber(lines: readonly Line[], step: number): number[] {
  const last = new Map<number, number>();
  return lines.map(({ number }, i) => {
    if (number < 0) return -2;
    const found = last.get(number + step);
    last.set(number, i);
    return found === undefined || i - found > FAR ? -1 : i - found;
  });
}

/** For each line what the others are like that stand between the same white space. */
function linesAlike(lines: readonly Line[], gaps: readonly Gap[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  const keys = lines.map((_, i) => Math.imul(gaps[i]!.key, 31) ^ gaps[i + 1]!.key);
  const valuesOf = ({ length, capitals, sentences, last, heading }: Line) => [
    1,
    Number(length <= SHORT),
    capitals,
    Number(sentences > 0 || last === Class.Stop),
    heading,
  ];
  lines.forEach((line, i) => {
    const sums = groups.get(keys[i]!) ?? ALIKE.map(() => 0);
    groups.set(keys[i]!, sums);
    valuesOf(line).forEach((value, v) => {
      sums[v]! += value;
    });
  });
  return lines.map((line, i) => {
    const own = valuesOf(line);
    const sums = groups.get(keys[i]!)!;
    const others = sums[0]! - 1;
    return sums.map((sum, v) =>
      v === 0 ? others / lines.length : others > 0 ? (sum - own[v]!) / others : -1,
    );
  });
}

/** The share of a line's topics that are among some words; -1 where it has none. */
function shareOf({ topics }: Line, words: readonly number[]): number {
  if (topics.length === 0) return -1;
  return topics.filter((topic) => words.includes(topic)).length / topics.length;
}

function describe(lines: readonly Line[], gaps: readonly Gap[]): number[] {
  const share = (test: (line: Line) => boolean) => lines.filter(test).length / Math.max(1, lines.length);
  const isShort = (line: Line) => line.length <= SHORT;
  return [
    lines.length,
    share(isShort),
    lines.reduce((sum, line) => sum + line.length, 0) / Math.max(1, lines.length),
    share((line) => isShort(line) && line.number >= 0),
    share((line) => isShort(line) && line.words > 2 && line.capitals > 0.7),
    share((line) => isShort(line) && line.last === Class.Ask),
    gaps.filter((gap) => gap.breaks > 1).length / gaps.length,
  ];
}
