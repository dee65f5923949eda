/** What the judges of headings and list items know of a line: how it reads, what stands around it, and how the document is made. */
import { type Block, type Document, isSpace, LABELS } from '../../pipeline/document.js';
import { Class } from '../../text/character-classes.js';
import { readPage } from '../../text/page.js';
import { CONTENTS_FEATURES, findContents } from './contents.js';
import { findJudged } from './judged.js';
import type { Knowledge } from './lexicon.js';
import { type Line, LONGEST_LINE, readLine } from './lines.js';

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
const NEAR_AT = NEAR.map((name) => OWN.indexOf(name));
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
  'breaks right before',
  'spaces right before',
  'breaks right after',
  'spaces right after',
  'block',
  'block before',
  'block after',
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
  ...prefixed('contents', CONTENTS_FEATURES),
  ...prefixed('alike', ALIKE),
  ...prefixed('document', DOCUMENT),
];

/** The lines of a document and their features. */
export interface LineReading {
  readonly lines: readonly Block[];
  /** The number of the block that each line is. */
  readonly numbers: readonly number[];
  /** Ends of sentences inside each line. */
  readonly sentences: readonly number[];
  /** The features of line `i`, which must not be longer than `LONGEST_LINE`; the same array every time. */
  row(i: number): Float32Array;
}

interface Gap {
  /** Line breaks, at most 4. */
  readonly breaks: number;
  /** Characters of other blocks, at most 500. */
  readonly cutOff: number;
  /** The same for the same white space. */
  readonly key: number;
}

/** More white space than this says no more. */
const WIDEST = 40;
const SHORT = 90;
/** Lines further away do not count as the next number. */
const FAR = 60;

/**
 * Reads the lines among the blocks of a document, and removed ones that may be headings of what is kept, and computes
 * their features.
 */
export function readLines({ source, blocks, metadata }: Document, knowledge: Knowledge): LineReading {
  const page = readPage([...blocks.map(({ text }) => text.slice(0, 2 * LONGEST_LINE)), metadata.title ?? '']);
  const numbers = findJudged(blocks);
  const spans = numbers.map((b) => blocks[b]!);
  const lines = numbers.map((b) => readLine(page, b, blocks[b]!.text, knowledge));
  const titleTopics = readLine(page, blocks.length, metadata.title ?? '', knowledge).topics;
  const gaps = spans.map((span, i) => gapBefore(source, spans[i - 1]?.end ?? 0, span.start));
  gaps.push({ breaks: 4, cutOff: 0, key: 0 });
  const contents = findContents(page, blocks.length);
  const seen = new Map<number, number>();
  for (const { hash } of lines) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const before = runsOfShortLines(lines);
  const after = runsOfShortLines(lines.toReversed()).toReversed();
  const numberBefore = stepsToNumber(lines, -1);
  const numberAfter = stepsToNumber(lines.toReversed(), 1).toReversed();
  const alike = linesAlike(lines, gaps);
  const document = describe(lines, gaps);
  const repeated = repeats(lines);
  const own = ownValues(lines);
  const row = new Float32Array(LINE_FEATURES.length);
  const writeRow = (i: number) => {
    const line = lines[i]!;
    let k = 0;
    for (let v = 0; v < OWN.length; v++) row[k++] = own[i * OWN.length + v]!;
    for (const step of STEPS) {
      const near = lines[i + step] ? (i + step) * OWN.length : -1;
      for (const v of NEAR_AT) row[k++] = near < 0 ? -1 : own[near + v]!;
    }
    row[k++] = gaps[i]!.breaks;
    row[k++] = gaps[i + 1]!.breaks;
    row[k++] = gaps[i]!.cutOff;
    row[k++] = gaps[i + 1]!.cutOff;
    row[k++] = repeated[i]!;
    row[k++] = seen.get(line.hash)!;
    row[k++] = before[i]!;
    row[k++] = after[i]!;
    row[k++] = i;
    row[k++] = lines.length - 1 - i;
    row[k++] = shareOf(line, lines[i - 1]?.topics ?? []);
    row[k++] = shareOf(line, lines[i + 1]?.topics ?? []);
    row[k++] = shareOf(line, titleTopics);
    row[k++] = numberBefore[i]!;
    row[k++] = numberAfter[i]!;
    const { start, end } = spans[i]!;
    const b = numbers[i]!;
    for (const value of spacesBefore(source, start)) row[k++] = value;
    for (const value of spacesAfter(source, end)) row[k++] = value;
    row[k++] = kindOf(blocks[b]);
    row[k++] = kindOf(blocks[b - 1]);
    row[k++] = kindOf(blocks[b + 1]);
    row[k++] = contents.listed[b]!;
    row[k++] = contents.lists[b]!;
    row[k++] = contents.longest;
    for (const value of alike[i]!) row[k++] = value;
    row.set(document, k);
    return row;
  };
  return { lines: spans, numbers, sentences: lines.map(({ sentences }) => sentences), row: writeRow };
}

/** For each line, 1 where one before it has the same letters. */
function repeats(lines: readonly Line[]): number[] {
  const met = new Set<number>();
  return lines.map(({ hash }) => {
    const isRepeated = met.has(hash);
    met.add(hash);
    return Number(isRepeated);
  });
}

/** The figures of each line, one line behind another. */
function ownValues(lines: readonly Line[]): Float32Array {
  const values = new Float32Array(lines.length * OWN.length);
  let k = 0;
  for (const line of lines) for (const name of OWN) values[k++] = Number(line[name]);
  return values;
}

/** What a neighbour is: -2 for none, -1 for a block of the article, else the number of its label. */
function kindOf(block: Block | undefined): number {
  if (!block) return -2;
  return block.place.part === 'removed' ? LABELS.indexOf(block.place.label) : -1;
}

/** Line breaks and other white space right before an offset. */
function spacesBefore(source: string, at: number): readonly [number, number] {
  let from = at;
  while (from > Math.max(0, at - WIDEST) && isSpace(source.charCodeAt(from - 1))) from--;
  return countSpaces(source, from, at);
}

/** The same right behind it. */
function spacesAfter(source: string, at: number): readonly [number, number] {
  let to = at;
  while (to < Math.min(source.length, at + WIDEST) && isSpace(source.charCodeAt(to))) to++;
  return countSpaces(source, at, to);
}

function countSpaces(source: string, from: number, to: number): readonly [number, number] {
  let breaks = 0;
  for (let i = from; i < to; i++) if (source.charCodeAt(i) === 10) breaks++;
  return [breaks, to - from - breaks];
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

/**
 * For each line with a number how many lines before it the next one (`step` 1) or the last (-1) stands; -1 for nowhere near,
 * -2 for lines without a number.
 */
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
