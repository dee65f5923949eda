/** What the judge knows of a candidate: its characters, the words at it, the text on both sides, and the document. */
import { Class } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { hashExact, hashFolded } from '../../text/word-hash.js';
import { Figure, type WordTable } from '../../text/word-table.js';
import type { Scan } from './knowledge.js';
import {
  gapStart,
  nextPieceEnd,
  nextPieceStart,
  pieceEnd,
  pieceStart,
  shapeOf,
  wordEnd,
  wordStart,
} from './pieces.js';
import { REGION_FEATURES, type Regions } from './regions.js';
import { STRETCH_FEATURES, writeStretchAfter, writeStretchBefore } from './stretches.js';

const WINDOW = 120;
/** More white space than this says no more. */
const WIDEST = 8;
const CHARACTERS = [
  'class -3',
  'class -2',
  'class -1',
  'class 0',
  'class 1',
  'class 2',
  'code -1',
  'code 0',
  'white space',
];
const WORD = ['length', 'shape', 'frequency', 'name', 'start', 'end'];
const PIECE = [...WORD, 'in document', 'small in document', 'code beyond'];
const RUN = ['left length', 'right length', 'left joiners', 'right joiners', 'candidates'];
const JOINED = [
  'length',
  'frequency',
  'name',
  'in document',
  'folded frequency',
  'pair frequency',
  'pair in document',
  'known name',
  'code label',
  'line start',
  'is line',
];
const NEIGHBOURS = [
  'distance before',
  'distance after',
  'class before',
  'class after',
  'line before',
  'line after',
];
const DOCUMENT = ['glued stops', 'glued capitals', 'lines', ...REGION_FEATURES];

const prefixed = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}: ${name}`);

/** The names of the features, in the order of a row. */
export const FEATURES: readonly string[] = [
  ...prefixed('characters', CHARACTERS),
  ...prefixed('left piece', PIECE),
  ...prefixed('right piece', PIECE),
  ...prefixed('left word', WORD),
  ...prefixed('right word', WORD),
  ...prefixed('word before', WORD),
  ...prefixed('word after', WORD),
  ...prefixed('joined', JOINED),
  ...prefixed('left', STRETCH_FEATURES),
  ...prefixed('right', STRETCH_FEATURES),
  ...prefixed('run', RUN),
  ...prefixed('neighbours', NEIGHBOURS),
  ...prefixed('region before', REGION_FEATURES),
  ...prefixed('region after', REGION_FEATURES),
  ...prefixed('document', DOCUMENT),
];

/** Figures of a whole document: how much of it looks glued, and what it is made of. */
export function documentValues(
  { kinds, starts }: Page,
  candidates: Int32Array,
  regions: Regions,
): Float32Array {
  let glued = 0;
  let capitals = 0;
  for (const at of candidates) {
    const left = kinds[at - 1]!;
    if (kinds[at] !== Class.Upper) continue;
    if (left === Class.Lower) capitals++;
    else if ((left === Class.Stop || left === Class.Ask) && kinds[at - 3] === Class.Lower) glued++;
  }
  const values = new Float32Array(DOCUMENT.length);
  values.set([glued, capitals, starts.length].map((count) => (1000 * count) / kinds.length));
  regions.writeAll(values, 3);
  return values.map(inSteps);
}

/**
 * A figure of a whole document in coarse steps, so that the judge cannot tell the documents it was trained on apart.
 */
export function inSteps(value: number): number {
  return Math.round(3 * Math.log2(1 + value));
}

/** Writes the features of a candidate into `row`. */
export function writeFeatures(row: Float32Array, scan: Scan, candidate: number): void {
  const { page, candidates, textOf, vocabulary, table, names } = scan;
  const { codes, kinds } = page;
  const at = candidates[candidate]!;
  const text = textOf[candidate]!;
  const start = page.starts[text]!;
  const end = page.ends[text]!;
  const isFirst = candidate === 0 || textOf[candidate - 1] !== text;
  const isLast = candidate + 1 === candidates.length || textOf[candidate + 1] !== text;
  const before = isFirst ? start : candidates[candidate - 1]!;
  const after = isLast ? end : candidates[candidate + 1]!;

  /** Where the left side ends. */
  const edge = gapStart(page, at);

  let k = 0;
  for (let i = edge - 3; i < edge; i++) row[k++] = kinds[i]!;
  for (let i = at; i < at + 3; i++) row[k++] = kinds[i]!;
  row[k++] = codes[edge - 1]! & 255;
  row[k++] = codes[at]! & 255;
  row[k++] = Math.min(WIDEST, at - edge);

  const leftTo = pieceEnd(page, edge);
  const leftFrom = pieceStart(page, leftTo, before);
  const rightFrom = nextPieceStart(page, at);
  const rightTo = nextPieceEnd(page, rightFrom, after);
  const left = hashExact(page, leftFrom, leftTo);
  k = writeWord(row, k, page, table, leftFrom, leftTo);
  row[k++] = vocabulary.count(left);
  row[k++] = vocabulary.count(hashFolded(page, leftFrom, leftTo));
  row[k++] = leftFrom > start ? codes[leftFrom - 1]! & 255 : 0;
  k = writeWord(row, k, page, table, rightFrom, rightTo);
  row[k++] = vocabulary.count(hashExact(page, rightFrom, rightTo));
  row[k++] = vocabulary.count(hashFolded(page, rightFrom, rightTo));
  row[k++] = rightTo < end ? codes[rightTo]! & 255 : 0;

  const leftWord = wordStart(page, leftTo);
  const rightWord = wordEnd(page, rightFrom);
  k = writeWord(row, k, page, table, leftWord, leftTo);
  k = writeWord(row, k, page, table, rightFrom, rightWord);
  const previous = skipBack(kinds, leftWord, start);
  k = writeWord(row, k, page, table, wordStart(page, previous), previous);
  const next = skipAhead(kinds, rightWord, end);
  k = writeWord(row, k, page, table, next, wordEnd(page, next));

  const joinedFrom = wordStart(page, at);
  const joinedTo = wordEnd(page, at);
  const joined = hashExact(page, joinedFrom, joinedTo);
  const known = table.find(joined);
  row[k++] = joinedTo - joinedFrom;
  row[k++] = table.figure(known, Figure.Frequency);
  row[k++] = table.figure(known, Figure.Name);
  row[k++] = vocabulary.count(joined);
  row[k++] = table.frequency(hashFolded(page, joinedFrom, joinedTo));
  // In a row of names, `YouTubeLinkedIn`, the pieces next to the candidate make one.
  const pair = leftTo === at && rightFrom === at ? hashExact(page, leftFrom, rightTo) : 0;
  row[k++] = pair === 0 ? -1 : table.frequency(pair);
  row[k++] = pair === 0 ? -1 : vocabulary.count(pair);
  row[k++] = names.whole.has(joined) || names.whole.has(pair) ? 2 : names.prefixes.has(left) ? 1 : 0;
  row[k++] = !names.codeLabels.get(left) ? 0 : leftFrom === start ? 2 : 1;
  row[k++] = scan.lineStarts.get(at) ?? 0;
  row[k++] = joinedFrom === start && joinedTo === end ? 1 : 0;

  k = writeStretchBefore(row, k, page, edge, before, start, WINDOW);
  k = writeStretchAfter(row, k, page, at, after, end, WINDOW);
  k = writeRun(row, k, kinds, candidates, candidate);

  row[k++] = Math.min(2000, at - before);
  row[k++] = Math.min(2000, after - at);
  row[k++] = isFirst ? -1 : kinds[before - 1]!;
  row[k++] = isLast ? -1 : kinds[after - 1]!;
  row[k++] = Math.min(4000, at - start);
  row[k++] = Math.min(4000, end - at);
  k = scan.regions.write(row, k, at);
  row.set(scan.document, k);
}

/** Writes the features of a word, or of a part of one. */
function writeWord(
  row: Float32Array,
  k: number,
  page: Page,
  table: WordTable,
  from: number,
  to: number,
): number {
  row[k] = to - from;
  row[k + 1] = shapeOf(page, from, to);
  table.write(row, k + 2, hashFolded(page, from, to));
  return k + WORD.length;
}

function skipBack(kinds: Uint8Array, at: number, start: number): number {
  for (let i = 0; i < 3 && at > start && !isLetterOrDigit(kinds[at - 1]!); i++) at--;
  return at;
}

function skipAhead(kinds: Uint8Array, at: number, end: number): number {
  for (let i = 0; i < 3 && at < end && !isLetterOrDigit(kinds[at]!); i++) at++;
  return at;
}

function isLetterOrDigit(kind: number): boolean {
  return kind >= Class.Lower && kind <= Class.Letter;
}

/** Writes what the run of characters without white space around a candidate is like. */
function writeRun(
  row: Float32Array,
  k: number,
  kinds: Uint8Array,
  candidates: Int32Array,
  candidate: number,
): number {
  const at = candidates[candidate]!;
  let leftJoiners = 0;
  let rightJoiners = 0;
  let from = at;
  for (; from > at - WINDOW && kinds[from - 1] !== Class.Space; from--) {
    if (kinds[from - 1] === Class.Joiner) leftJoiners++;
  }
  let to = at;
  for (; to < at + WINDOW && kinds[to] !== Class.Space; to++) {
    if (kinds[to] === Class.Joiner) rightJoiners++;
  }
  let inRun = 0;
  for (let i = candidate; i >= 0 && candidates[i]! > from && inRun < 20; i--) inRun++;
  for (let i = candidate + 1; i < candidates.length && candidates[i]! < to && inRun < 40; i++) inRun++;
  row[k] = at - from;
  row[k + 1] = to - at;
  row[k + 2] = leftJoiners;
  row[k + 3] = rightJoiners;
  row[k + 4] = inRun;
  return k + RUN.length;
}
