/**
 * The second stage of the folder: says which lines are headings, and of which level. It runs behind deboilerplate,
 * since what stands around a line tells more once menus and teasers are out of the way.
 */
import { z } from 'zod';
import { type Document, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { readTrees, type Trees } from '../../text/trees.js';
import { eachHeadingRow } from './heading-features.js';
import { headingLevels } from './levels.js';
import { LONGEST_HEADING } from './lines.js';
import { readModel } from './models.js';
import { WordTable } from './words.js';

const STAGE = 'name-headings';

export const nameHeadings = defineStage({
  name: STAGE,
  summary: 'Says which of the lines that are kept are headings, and their level where it can be told.',
  options: z.strictObject({
    min_probability: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('how probable it must be that a line is a heading for it to be called one'),
  }),
  create(options, resources) {
    const judge = readTrees(readModel(resources, 'headings.json'));
    const table = WordTable.read(readModel(resources, 'glue-words.json'));
    return (document) => nameDocument(document, judge, table, options.min_probability);
  },
});

function nameDocument(document: Document, judge: Trees, table: WordTable, threshold: number): Document {
  const { source } = document;
  const lines = document.blocks.filter(
    ({ place }) => place.part === 'article' && (place.kind === 'paragraph' || place.kind === 'list-item'),
  );
  const probabilities = new Map<(typeof lines)[number], number>();
  eachHeadingRow(source, lines, table, (row, index) => {
    const line = lines[index]!;
    if (line.text.length > LONGEST_HEADING) return;
    const probability = judge.probability(row);
    if (probability >= threshold) probabilities.set(line, probability);
  });
  const headings = [...probabilities.keys()];
  const levels = headingLevels(headings.map((heading) => heading.text));
  const levelOf = new Map(headings.map((heading, i) => [heading, levels[i]!]));
  return {
    ...document,
    blocks: document.blocks.map((block) => {
      const score = probabilities.get(block);
      if (score === undefined) return block;
      const evidence = { stage: STAGE, rule: 'reads-like-heading', score };
      return relabel(block, { part: 'article', kind: 'heading' }, evidence, levelOf.get(block) ?? null);
    }),
  };
}
