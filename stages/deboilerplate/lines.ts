/** From a document's blocks to what the models see. */
import type { Block, Document } from '../../pipeline/document.js';
import { lineFeatures } from './features.js';
import type { Lexicon } from './lexicon.js';
import { type Lines, measure, wordsIn } from './measure.js';
import { type Page, surveyPage } from './page.js';

/** The blocks of a document that are still taken for the article, measured. */
export interface Reading {
  readonly document: Document;
  /** Index in `document.blocks` of each line. */
  readonly blocks: Int32Array;
  readonly lines: Lines;
  readonly page: Page;
  /** Line breaks in front of each line, 3 at most, and behind the last. */
  readonly gaps: Uint8Array;
}

/** The block that is a line. */
export function blockOf({ document, blocks }: Reading, line: number): Block {
  return document.blocks[blocks[line]!]!;
}

/** The text of a line. */
export function textOf(reading: Reading, line: number): string {
  return blockOf(reading, line).text;
}

const MOST_BREAKS = 3;
/** Line breaks that make a blank line. */
const BLANK_LINE = 2;

export function readLines(document: Document, lexicon: Lexicon): Reading {
  const blocks: number[] = [];
  document.blocks.forEach((block, index) => {
    if (block.place.part === 'article') blocks.push(index);
  });
  return readBlocks(document, blocks, readGaps(document.source, document.blocks, blocks), lexicon);
}

/** Some of a reading's lines as they would be read from a text of their own, with a blank line between any two. */
export function readAlone(
  { document, blocks }: Reading,
  lines: readonly number[],
  lexicon: Lexicon,
): Reading {
  const some = lines.map((line) => blocks[line]!);
  const gaps = new Uint8Array(some.length + 1).fill(BLANK_LINE);
  gaps[0] = gaps[some.length] = MOST_BREAKS;
  return readBlocks(document, some, gaps, lexicon);
}

function readBlocks(
  document: Document,
  blocks: readonly number[],
  gaps: Uint8Array,
  lexicon: Lexicon,
): Reading {
  const lines = measure(
    blocks.map((index) => document.blocks[index]!.text),
    lexicon,
  );
  return { document, blocks: Int32Array.from(blocks), lines, page: surveyPage(lines), gaps };
}

/** What the first model sees of each line. */
export function readFeatures(
  { lines, page, gaps }: Reading,
  scores: Float32Array,
  article: boolean,
): Float32Array {
  return lineFeatures(lines, page, gaps, scores, article);
}

/** Words of each line, as the models count them. */
export function wordCounts({ lines }: Reading): Float32Array {
  const words = new Float32Array(lines.count);
  for (let line = 0; line < lines.count; line++) words[line] = wordsIn(lines, line);
  return words;
}

function readGaps(source: string, all: readonly Block[], blocks: readonly number[]): Uint8Array {
  const gaps = new Uint8Array(blocks.length + 1).fill(MOST_BREAKS);
  for (let line = 1; line < blocks.length; line++) {
    let breaks = 0;
    const to = all[blocks[line]!]!.start;
    for (let at = all[blocks[line - 1]!]!.end; at < to && breaks < MOST_BREAKS; at++) {
      if (source.charCodeAt(at) === 10) breaks++;
    }
    gaps[line] = breaks;
  }
  return gaps;
}
