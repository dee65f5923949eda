/** The blocks of content of a document, measured: what the judge looks at. */
import type { Document } from '../../pipeline/document.js';
import type { Marks } from './marks.js';
import type { Rarity } from './rarity.js';
import { type Shape, shapeOf } from './shape.js';
import { readWords, type Words } from './words.js';

export interface Unit {
  /** Index of the block in the document. */
  readonly block: number;
  readonly text: string;
  readonly shape: Shape;
  readonly label: boolean;
  readonly continues: boolean;
  readonly byline: boolean;
  readonly refersBack: boolean;
  /** Line ends between this unit and the block before it. */
  readonly lines: number;
}

export interface Units {
  readonly units: readonly Unit[];
  readonly words: Words;
}

/** Measures the blocks of a document that are still in the article. */
export function readUnits(document: Document, marks: Marks, rarity: Rarity): Units {
  const { blocks, source } = document;
  const units: Unit[] = [];
  blocks.forEach((block, i) => {
    if (block.place.part !== 'article') return;
    const { text } = block;
    units.push({
      block: i,
      text,
      shape: shapeOf(text),
      label: marks.isLabel(text),
      continues: marks.continues(text),
      byline: marks.isByline(text),
      refersBack: marks.refersBack(text),
      lines: i === 0 ? 0 : lineEnds(source, blocks[i - 1]!.end, block.start),
    });
  });
  return {
    units,
    words: readWords(
      units.map((u) => u.text),
      rarity,
    ),
  };
}

/** Whether a unit tells something, rather than heading or labelling it. */
export function isLong({ shape }: Unit): boolean {
  return shape.words >= 14 || shape.chars >= 100;
}

function lineEnds(source: string, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (source.charCodeAt(i) === 10) n++;
  return n;
}
