/**
 * segment-stories: finds where the page's own story ends and gives each other story behind it a place of its own.
 */
import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';
import { type Piece, place } from './place.js';
import { isTruncated, shapeOf } from './shape.js';

const NAME = 'segment-stories';

export const segmentStories = defineStage({
  name: NAME,
  summary: 'Finds where the own story of a page ends and cuts what follows into stories',
  options: z.strictObject({
    keep: z
      .enum(['separate', 'drop', 'inline'])
      .default('separate')
      .describe('Trailing stories become records of their own, are removed, or stay in the text'),
    min_score: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Least probability that the story ends at a place for it to be cut there'),
  }),
  create: (options) => (document) => {
    if (options.keep === 'inline') return document;
    const content = document.blocks.flatMap((block, i) => (block.place.part === 'article' ? [i] : []));
    let from = content.length;
    while (from > 1 && isTruncated(shapeOf(document.blocks[content[from - 1]!]!.text))) from--;
    if (from === content.length) return document;
    const pieces: Piece[] = content.slice(from).map((i) => ({ blocks: [i], score: 0.6 }));
    return place(document, pieces, options.keep);
  },
});
