/** All candidates of a document, and what is known of the document as a whole. */

import { Class } from '../../text/character-classes.js';
import { type Page, readPage } from '../../text/page.js';
import { findCandidates } from './candidates.js';
import { documentValues, FEATURES, writeFeatures } from './features.js';
import { findFragments } from './fragments.js';
import type { Knowledge, Scan } from './knowledge.js';
import { findLineStarts } from './line-starts.js';
import { Regions } from './regions.js';
import { findSmallBoundaries } from './small-letters.js';
import { Vocabulary } from './vocabulary.js';

/** Glued capitals that a document must show, in all and a thousand characters, to be searched for less likely boundaries. */
const FEWEST_GLUED_CAPITALS = 4;

/** Finds the candidates in the texts of a document; null where there are none. */
export function scan(texts: readonly string[], knowledge: Knowledge): Scan | null {
  const page = readPage(texts);
  const lineStarts = findLineStarts(page, knowledge.names.codeLabels, knowledge.table);
  let found = merge(findCandidates(page), [...lineStarts.keys()]);
  if (found.length === 0) return null;
  const vocabulary = new Vocabulary(page);
  const capitals = countGluedCapitals(page, found);
  if (capitals >= FEWEST_GLUED_CAPITALS && 1000 * capitals >= page.kinds.length) {
    const fragments = findFragments(page, found);
    found = merge(merge(found, findSmallBoundaries(page, knowledge.table, vocabulary)), fragments);
  }
  const candidates = Int32Array.from(found);
  const regions = new Regions(page, candidates);
  const document = documentValues(page, candidates, regions);
  const textOf = textsOf(page, candidates);
  return { ...knowledge, page, candidates, textOf, vocabulary, regions, lineStarts, document };
}

function countGluedCapitals({ kinds }: Page, candidates: readonly number[]): number {
  let count = 0;
  for (const at of candidates) if (kinds[at] === Class.Upper && kinds[at - 1] === Class.Lower) count++;
  return count;
}

/** The offsets of two rising lists, rising, each once. */
function merge(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  const merged: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const next = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    merged.push(next);
    if (a[i] === next) i++;
    if (b[j] === next) j++;
  }
  return merged;
}

function textsOf({ ends }: Page, candidates: Int32Array): Int32Array {
  let text = 0;
  return candidates.map((at) => {
    while (at >= ends[text]!) text++;
    return text;
  });
}

/** Calls `visit` with the number of each candidate and its features; the row is one and the same. */
export function eachRow(scan: Scan, visit: (row: Float32Array, candidate: number) => void): void {
  const row = new Float32Array(FEATURES.length);
  for (let candidate = 0; candidate < scan.candidates.length; candidate++) {
    writeFeatures(row, scan, candidate);
    visit(row, candidate);
  }
}

/** The offset in its text of a candidate. */
export function offsetInText({ page, candidates, textOf }: Scan, candidate: number): number {
  return candidates[candidate]! - page.starts[textOf[candidate]!]!;
}
