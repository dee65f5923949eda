/**
 * split-headings: finds the places where two blocks met and lost the white space between them, and splits there.
 *
 * Candidates are found by the characters on both sides (`candidates.ts`), by known words that met in small letters
 * (`small-letters.ts`), by labels of code samples (`line-starts.ts`) and by sentences that nothing ends (`fragments.ts`).
 * A trained judge weighs each of them (`features.ts` has what it looks at), and a second one does so again with the first
 * one's opinions of all others (`second.ts`).
 */
import { z } from 'zod';
import { type Block, type Document, relabel, splitBlock } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { isListItem } from '../../text/list-items.js';
import { openTrees } from '../../text/models.js';
import { openWordTable } from '../../text/word-table.js';
import { FEATURES } from './features.js';
import { type Boundary, findBoundaries, type Judges, type Thresholds } from './judge.js';
import type { Knowledge } from './knowledge.js';
import { readNames } from './lexicon.js';
import { SECOND_FEATURES } from './second.js';

const STAGE = 'split-headings';

export const splitHeadings = defineStage({
  name: STAGE,
  summary: 'Splits blocks that lost the white space between them: headings, paragraphs, list items.',
  settles: true,
  options: z.strictObject({
    min_probability: z
      .number()
      .min(0)
      .max(1)
      .default(0.24)
      .describe('Least probability that two blocks met at a place for it to be split, in a glued document'),
    min_probability_sparse: z
      .number()
      .min(0)
      .max(1)
      .default(0.8)
      .describe('The same where next to nothing in the document is glued'),
  }),
  create(options, resources) {
    const judges: Judges = {
      first: openTrees(resources, 'glue-first.json', FEATURES),
      second: openTrees(resources, 'glue-second.json', SECOND_FEATURES),
    };
    const knowledge: Knowledge = {
      table: openWordTable(resources),
      names: readNames(resources.lexicon(STAGE)),
    };
    const thresholds = { dense: options.min_probability, sparse: options.min_probability_sparse };
    return (document) => splitDocument(document, knowledge, judges, thresholds);
  },
});

/** A document that was split before comes back as it is: its blocks no longer tell how the page was glued. */
function splitDocument(
  document: Document,
  knowledge: Knowledge,
  judges: Judges,
  thresholds: Thresholds,
): Document {
  if (document.blocks.some((block) => block.evidence.some((e) => e.stage === STAGE))) return document;
  const texts = document.blocks.map((block) => (isProse(block) ? block.text : ''));
  const boundaries = findBoundaries(texts, knowledge, judges, thresholds, document.metadata.language);
  return {
    ...document,
    blocks: document.blocks.flatMap((block, i) =>
      boundaries[i]!.length === 0
        ? markListItem(block)
        : split(document.source, block, boundaries[i]!).map(markListItem),
    ),
  };
}

function isProse(block: Block): boolean {
  return block.place.part === 'article' && block.place.kind === 'paragraph';
}

function split(source: string, block: Block, boundaries: readonly Boundary[]): readonly Block[] {
  const score = boundaries.reduce((least, b) => Math.min(least, b.probability), 1);
  return splitBlock(
    source,
    block,
    boundaries.map((b) => b.at),
    { stage: STAGE, rule: 'lost-boundary', score },
  );
}

function markListItem(block: Block): Block {
  if (!isProse(block) || !isListItem(block.text)) return block;
  return relabel(
    block,
    { part: 'article', kind: 'list-item' },
    { stage: STAGE, rule: 'list-marker', score: 0.9 },
  );
}
