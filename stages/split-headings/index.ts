import { z } from 'zod';
import { type Block, type Document, splitBlock } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { findCandidates } from './candidates.js';

const STAGE = 'split-headings';

export const splitHeadings = defineStage({
  name: STAGE,
  summary: 'Splits blocks that lost the white space between them, and says which pieces are headings.',
  options: z.strictObject({}),
  create:
    () =>
    (document: Document): Document => ({
      ...document,
      blocks: document.blocks.flatMap((block) => split(document.source, block)),
    }),
});

function split(source: string, block: Block): Block[] {
  if (block.place.part !== 'article' || block.place.kind !== 'paragraph') return [block];
  const offsets = findCandidates(block.text).filter((at) => isLikely(block.text, at));
  return splitBlock(source, block, offsets, { stage: STAGE, rule: 'lost-boundary', score: 0.8 });
}

function isLikely(text: string, at: number): boolean {
  const around = text.slice(at - 4, at + 2);
  return (
    /\p{Ll}{4}\p{Lu}\p{Ll}|\p{Ll}{2}[.?!]["”)]?\p{Lu}/u.test(around) &&
    !/\S*[/@]/.test(text.slice(at - 12, at))
  );
}
