/** All candidates of a document, and what is known of the document as a whole. */
import { findCandidates } from './candidates.js';
import { Class, classAt } from './characters.js';
import { type Context, describeDocument, FEATURES, writeFeatures } from './features.js';
import type { Names } from './lexicon.js';
import { findSmallBoundaries } from './small-letters.js';
import { Vocabulary, type WordTable } from './words.js';

/** What the stage knows before it sees a document. */
export interface Knowledge {
  readonly table: WordTable;
  readonly names: Names;
}

export interface Scan {
  readonly texts: readonly string[];
  /** Offsets in each text, rising. */
  readonly candidates: readonly (readonly number[])[];
  /** Number of candidates in all texts. */
  readonly size: number;
  readonly context: Context;
}

/** Glued capitals that a document must show, in all and a thousand characters, to be searched for glued small letters. */
const FEWEST_GLUED_CAPITALS = 4;

/** Finds the candidates in the texts of a document; null where there are none. */
export function scan(texts: readonly string[], { table, names }: Knowledge): Scan | null {
  let candidates = texts.map(findCandidates);
  if (candidates.every((offsets) => offsets.length === 0)) return null;
  const vocabulary = new Vocabulary(texts);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const capitals = countGluedCapitals(texts, candidates);
  if (capitals >= FEWEST_GLUED_CAPITALS && 1000 * capitals >= length) {
    candidates = texts.map((text, t) => merge(candidates[t]!, findSmallBoundaries(text, table, vocabulary)));
  }
  const size = candidates.reduce((sum, offsets) => sum + offsets.length, 0);
  const document = describeDocument(texts, candidates);
  return { texts, candidates, size, context: { table, names, vocabulary, document } };
}

function countGluedCapitals(texts: readonly string[], candidates: readonly (readonly number[])[]): number {
  let count = 0;
  texts.forEach((text, t) => {
    for (const at of candidates[t]!) {
      if (classAt(text, at) === Class.Upper && classAt(text, at - 1) === Class.Lower) count++;
    }
  });
  return count;
}

function merge(a: readonly number[], b: readonly number[]): number[] {
  return b.length === 0 ? [...a] : [...a, ...b].sort((x, y) => x - y);
}

/**
 * Calls `visit` with the features of each candidate in turn: the row (one and the same), the candidate's number in the
 * document, its text and its number there.
 */
export function eachRow(
  scan: Scan,
  visit: (row: Float32Array, candidate: number, text: number, index: number) => void,
): void {
  const row = new Float32Array(FEATURES.length);
  let candidate = 0;
  for (let t = 0; t < scan.texts.length; t++) {
    const offsets = scan.candidates[t]!;
    for (let i = 0; i < offsets.length; i++) {
      writeFeatures(row, scan.texts[t]!, offsets, i, scan.context);
      visit(row, candidate++, t, i);
    }
  }
}
