/** All candidates of a document, and what is known of the document as a whole. */
import { findCandidates } from './candidates.js';
import { type Context, describeDocument, FEATURES, writeFeatures } from './features.js';
import type { Names } from './lexicon.js';
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

/** Finds the candidates in the texts of a document; null where there are none. */
export function scan(texts: readonly string[], { table, names }: Knowledge): Scan | null {
  const candidates = texts.map(findCandidates);
  const size = candidates.reduce((sum, c) => sum + c.length, 0);
  if (size === 0) return null;
  const document = describeDocument(texts, candidates);
  return { texts, candidates, size, context: { table, names, vocabulary: new Vocabulary(texts), document } };
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
