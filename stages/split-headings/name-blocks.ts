/**
 * The second stage of the folder: says which lines are headings, and of which level, and which are list items. It runs
 * behind deboilerplate, since what stands around a line tells more once menus and teasers are out of the way.
 */
import { z } from 'zod';
import { type Block, type Document, type Kind, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import type { Trees } from '../../text/trees.js';
import { CASELESS_SCORE, isCaselessHeading } from './caseless.js';
import { headingLevels } from './levels.js';
import { LINE_FEATURES, lineRows } from './line-features.js';
import { LONGEST_LINE } from './lines.js';
import { isListItem } from './list-items.js';
import { openTrees, openWordTable } from './models.js';
import type { WordTable } from './words.js';

const STAGE = 'name-blocks';

interface Judges {
  readonly headings: Trees;
  readonly listItems: Trees;
  readonly table: WordTable;
}

interface Verdict {
  readonly kind: Kind;
  readonly rule: string;
  readonly score: number;
}

export const nameBlocks = defineStage({
  name: STAGE,
  summary:
    'Says which of the lines that are kept are headings, with their level where it can be told, or list items.',
  options: z.strictObject({
    min_heading: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('how probable it must be that a line is a heading for it to be called one'),
    min_list_item: z
      .number()
      .min(0)
      .max(1)
      .default(0.55)
      .describe('how probable it must be that a line is a list item for it to be called one'),
  }),
  create(options, resources) {
    const judges: Judges = {
      headings: openTrees(resources, 'headings.json', LINE_FEATURES),
      listItems: openTrees(resources, 'list-items.json', LINE_FEATURES),
      table: openWordTable(resources),
    };
    return (document) => nameDocument(document, judges, options.min_heading, options.min_list_item);
  },
});

function nameDocument(document: Document, judges: Judges, minHeading: number, minListItem: number): Document {
  const lines = document.blocks.filter(isLine);
  const verdicts = new Map<Block, Verdict>();
  const rows = lineRows(document.source, lines, judges.table);
  lines.forEach((line, i) => {
    if (line.text.length > LONGEST_LINE) return;
    const row = rows.subarray(i * LINE_FEATURES.length, (i + 1) * LINE_FEATURES.length);
    const heading = judges.headings.probability(row);
    if (CASELESS_SCORE >= minHeading && isCaselessHeading(lines, i)) {
      verdicts.set(line, { kind: 'heading', rule: 'caseless-heading', score: CASELESS_SCORE });
      return;
    }
    if (heading >= minHeading) {
      verdicts.set(line, { kind: 'heading', rule: 'reads-like-heading', score: heading });
      return;
    }
    const item = judges.listItems.probability(row);
    if (item >= minListItem)
      verdicts.set(line, { kind: 'list-item', rule: 'reads-like-list-item', score: item });
  });
  dropLoneItems(lines, verdicts);
  const headings = lines.filter((line) => verdicts.get(line)?.kind === 'heading');
  const levels = headingLevels(headings.map((heading) => heading.text));
  const levelOf = new Map(headings.map((heading, i) => [heading, levels[i]!]));
  return {
    ...document,
    blocks: document.blocks.map((block) => {
      const verdict = verdicts.get(block);
      if (!verdict || !isLine(block)) return block;
      const { kind, rule, score } = verdict;
      return relabel(
        block,
        { ...block.place, kind },
        { stage: STAGE, rule, score },
        levelOf.get(block) ?? null,
      );
    }),
  };
}

/** A list has two items at least: one that stands alone and has no bullet or number stays a paragraph. */
function dropLoneItems(lines: readonly Block[], verdicts: Map<Block, Verdict>): void {
  const isItem = (line: Block | undefined) => line !== undefined && verdicts.get(line)?.kind === 'list-item';
  const lone = lines.filter(
    (line, i) => isItem(line) && !isItem(lines[i - 1]) && !isItem(lines[i + 1]) && !isListItem(line.text),
  );
  for (const line of lone) verdicts.delete(line);
}

/** Whether a block is a line of the article of which nothing better is known, such as the page's own markup. */
function isLine(block: Block): block is Block & { place: { part: 'article' } } {
  const { place } = block;
  if (block.evidence.some((e) => e.rule === 'html:p')) return false;
  return place.part === 'article' && (place.kind === 'paragraph' || place.kind === 'list-item');
}
