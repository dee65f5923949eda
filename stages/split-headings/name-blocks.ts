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
import { LINE_FEATURES, type LineReading, readLines } from './line-features.js';
import { NO_HEADING, SECOND_LINE_FEATURES, secondRows } from './line-opinions.js';
import { LONGEST_LINE } from './lines.js';
import { isListItem } from './list-items.js';
import { openTrees, openWordTable } from './models.js';
import type { WordTable } from './words.js';

const STAGE = 'name-blocks';
/** Margin (log-odds) below which the first judge is believed. */
const HOPELESS = -5;

interface Judges {
  readonly first: Trees;
  readonly second: Trees;
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
      .default(0.45)
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
      first: openTrees(resources, 'headings.json', LINE_FEATURES),
      second: openTrees(resources, 'headings-second.json', SECOND_LINE_FEATURES),
      listItems: openTrees(resources, 'list-items.json', LINE_FEATURES),
      table: openWordTable(resources),
    };
    return (document) => nameDocument(document, judges, options.min_heading, options.min_list_item);
  },
});

function nameDocument(document: Document, judges: Judges, minHeading: number, minListItem: number): Document {
  const lines = document.blocks.filter(isLine);
  const verdicts = new Map<Block, Verdict>();
  const reading = readLines(document.source, lines, document.metadata.title, judges.table);
  const headings = judgeHeadings(reading, judges);
  lines.forEach((line, i) => {
    if (line.text.length > LONGEST_LINE) return;
    if (CASELESS_SCORE >= minHeading && isCaselessHeading(lines, i)) {
      verdicts.set(line, { kind: 'heading', rule: 'caseless-heading', score: CASELESS_SCORE });
      return;
    }
    if (headings[i]! >= minHeading) {
      verdicts.set(line, { kind: 'heading', rule: 'reads-like-heading', score: headings[i]! });
      return;
    }
    const item = judges.listItems.probability(rowOf(reading.rows, LINE_FEATURES, i));
    if (item >= minListItem)
      verdicts.set(line, { kind: 'list-item', rule: 'reads-like-list-item', score: item });
  });
  dropLoneItems(lines, verdicts);
  const named = lines.filter((line) => verdicts.get(line)?.kind === 'heading');
  const levels = headingLevels(named.map((heading) => heading.text));
  const levelOf = new Map(named.map((heading, i) => [heading, levels[i]!]));
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

/** The probability of each line that it is a heading: one judge looks at the line, another at what the first one says. */
function judgeHeadings(reading: LineReading, { first, second }: Judges): Float32Array {
  const margins = Float32Array.from(reading.lines, (line, i) =>
    line.length > LONGEST_LINE ? NO_HEADING : first.margin(rowOf(reading.rows, LINE_FEATURES, i)),
  );
  const rows = secondRows(reading, margins);
  return margins.map((margin, i) =>
    margin < HOPELESS ? 0 : second.probability(rowOf(rows, SECOND_LINE_FEATURES, i)),
  );
}

function rowOf(rows: Float32Array, features: readonly string[], i: number): Float32Array {
  return rows.subarray(i * features.length, (i + 1) * features.length);
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
export function isLine(block: Block): block is Block & { place: { part: 'article' } } {
  const { place } = block;
  if (block.evidence.some((e) => e.rule === 'html:p')) return false;
  return place.part === 'article' && (place.kind === 'paragraph' || place.kind === 'list-item');
}
