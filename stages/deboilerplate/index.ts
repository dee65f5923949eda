import { z } from 'zod';
import { type Block, type Document, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { chooseThreshold } from './choose.js';
import { nameLines } from './labels.js';
import { readLexicon } from './lexicon.js';
import { readLines, wordCounts } from './lines.js';
import { readLineModel } from './model.js';

const STAGE = 'deboilerplate';

export const deboilerplate = defineStage({
  name: STAGE,
  summary: 'Says of each block whether it is content of the page, and if not, what it is.',
  options: z.strictObject({
    page: z
      .enum(['article', 'any', 'auto'])
      .default('article')
      .describe('What the pages are: articles, any kind of page, or to be told page by page'),
    favour: z
      .enum(['precision', 'balanced', 'recall'])
      .default('balanced')
      .describe('Which is worse: boilerplate in the text (precision) or text that is missing (recall)'),
    threshold: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .default(null)
      .describe('Least probability of content for a block to be kept; null finds the best for each page'),
  }),
  create({ page, favour, threshold }, resources) {
    const lexicon = readLexicon(resources);
    const model = readLineModel(resources);
    return (document: Document): Document => {
      const reading = readLines(document, lexicon);
      const { count } = reading.lines;
      if (count === 0) return document;
      const kept = model.judge(reading, page === 'article');
      const words = wordCounts(reading);
      const least = threshold ?? chooseThreshold(kept, words, favour).threshold;
      const names = nameLines(
        document,
        reading,
        Array.from(kept, (p) => p >= least),
      );
      const blocks: Block[] = [...document.blocks];
      for (let line = 0; line < count; line++) {
        const name = names.places[line];
        if (!name) continue;
        const index = reading.blocks[line]!;
        blocks[index] = relabel(blocks[index]!, name.place, {
          stage: STAGE,
          rule: name.rule,
          score: name.place.part === 'removed' ? 1 - kept[line]! : kept[line]!,
        });
      }
      return { ...document, blocks, metadata: { ...document.metadata, ...names.metadata } };
    };
  },
});
