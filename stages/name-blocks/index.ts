/**
 * name-blocks: says which lines are headings, and of which level, and which are list items. It runs behind deboilerplate,
 * since what stands around a line tells more once menus and teasers are out of the way; a line that went with them but
 * heads what is kept comes back.
 *
 * Two trained judges look at each line (`line-features.ts` has what they see, `judged.ts` which lines). What they know too
 * little of has a rule each: scripts without capitals (`caseless.ts`), live blogs (`clock-times.ts`), lists below their
 * heads (`list-heads.ts`).
 */
import { z } from 'zod';
import { type Block, type Document, type Kind, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { Class, classAt } from '../../text/character-classes.js';
import { isListItem } from '../../text/list-items.js';
import { openTrees } from '../../text/models.js';
import type { Trees } from '../../text/trees.js';
import { CASELESS_SCORE, isCaselessHeading } from './caseless.js';
import { CLOCK_TIME_SCORE, findClockTimes } from './clock-times.js';
import { LONGEST_HEADING } from './judged.js';
import { headingLevels } from './levels.js';
import { type Knowledge, readKnowledge } from './lexicon.js';
import { LINE_FEATURES, type LineReading, readLines } from './line-features.js';
import { LONGEST_LINE } from './lines.js';
import { findLists, LIST_SCORE } from './list-heads.js';

const STAGE = 'name-blocks';
/** Next to no heading that ends with a stop is longer. */
const LONGEST_SENTENCE = 60;
/**
 * How many of a judge's trees are asked first, and the sum below which the others are not: on WCXB's articles, 4 of 4,053 headings
 * and no list item are lost so, at the thresholds that ship.
 */
const GLANCE = { headings: { trees: 30, least: -2 }, listItems: { trees: 20, least: -1.6 } };
/** How probable it must be that a removed line is a heading for it to come back. */
const RETURNING = 0.5;

/** How probably a line is what it is asked for, by its features. */
type Judge = (row: Float32Array) => number;

interface Judges {
  readonly heading: Judge;
  readonly listItem: Judge;
}

/** Least probabilities for a line to be called a heading or a list item. */
type Least = Readonly<Record<Verdict['kind'], number>>;

interface Verdict {
  readonly kind: Extract<Kind, 'heading' | 'list-item'>;
  readonly rule: string;
  readonly score: number;
}

export const nameBlocks = defineStage({
  name: STAGE,
  summary:
    'Says which kept lines are headings, with their level where it can be told, or list items; brings removed headings of kept text back.',
  settles: true,
  options: z.strictObject({
    min_heading: z
      .number()
      .min(0)
      .max(1)
      .default(0.4)
      .describe('Least probability that a line is a heading for it to be called one'),
    min_list_item: z
      .number()
      .min(0)
      .max(1)
      .default(0.55)
      .describe('Least probability that a line is a list item for it to be called one'),
  }),
  create(options, resources) {
    const judges: Judges = {
      heading: judgeOf(openTrees(resources, 'headings.json', LINE_FEATURES), GLANCE.headings),
      listItem: judgeOf(openTrees(resources, 'list-items.json', LINE_FEATURES), GLANCE.listItems),
    };
    const knowledge = readKnowledge(resources);
    const least = { heading: options.min_heading, 'list-item': options.min_list_item };
    return (document) => nameDocument(document, knowledge, judges, least);
  },
});

/** A judge that most lines cost a glance only. */
function judgeOf(judge: Trees, { trees, least }: { trees: number; least: number }): Judge {
  const glance = judge.guess(trees);
  return (row) => (glance(row) < least ? 0 : judge.probability(row));
}

function nameDocument(document: Document, knowledge: Knowledge, judges: Judges, least: Least): Document {
  const reading = readLines(document, knowledge);
  const { lines } = reading;
  const verdicts = judgeLines(reading, judges, least);
  for (const [line, verdict] of nameByShape(document, reading, knowledge.listHeads, verdicts)) {
    if (verdict.score >= least[verdict.kind]) verdicts.set(line, verdict);
  }
  for (const [line, score] of findReturning(reading, judges, Math.max(least.heading, RETURNING))) {
    verdicts.set(line, { kind: 'heading', rule: 'heading-of-kept-text', score });
  }
  dropLoneItems(lines, verdicts);
  const named = lines.filter((line) => verdicts.get(line)?.kind === 'heading');
  const levels = headingLevels(named.map((heading) => heading.text));
  const levelOf = new Map(named.map((heading, i) => [heading, levels[i]!]));
  return {
    ...document,
    blocks: document.blocks.map((block) => {
      const verdict = verdicts.get(block);
      if (!verdict) return block;
      const { kind, rule, score } = verdict;
      return relabel(
        block,
        { part: 'article', kind },
        { stage: STAGE, rule, score },
        levelOf.get(block) ?? null,
      );
    }),
  };
}

/** What the judges, and the shape of headings without capitals, say of the lines that are kept. */
function judgeLines(reading: LineReading, judges: Judges, least: Least): Map<Block, Verdict> {
  const { lines, sentences } = reading;
  const kept = lines.filter((line) => !isRemoved(line));
  const places = new Map(kept.map((line, k) => [line, k]));
  const judge = (line: Block, i: number): Verdict | null => {
    if (CASELESS_SCORE >= least.heading && isCaselessHeading(kept, places.get(line)!)) {
      return { kind: 'heading', rule: 'caseless-heading', score: CASELESS_SCORE };
    }
    const isShort = mayBeHeading(line.text);
    // A line of several sentences is a paragraph, unless it has a bullet or number.
    const isSimple = sentences[i] === 0 || isListItem(line.text);
    if (!isShort && !isSimple) return null;
    const row = reading.row(i);
    const heading = isShort ? judges.heading(row) : 0;
    if (heading >= least.heading) return { kind: 'heading', rule: 'reads-like-heading', score: heading };
    if (!isSimple) return null;
    const item = judges.listItem(row);
    return item < least['list-item']
      ? null
      : { kind: 'list-item', rule: 'reads-like-list-item', score: item };
  };
  const verdicts = new Map<Block, Verdict>();
  lines.forEach((line, i) => {
    if (line.text.length > LONGEST_LINE || isRemoved(line)) return;
    const verdict = judge(line, i);
    if (verdict) verdicts.set(line, verdict);
  });
  return verdicts;
}

/**
 * Names what the judges know little of: times of a live blog, and lists below the heads that they are known by, up to what the
 * judges call a heading.
 */
function nameByShape(
  document: Document,
  { lines, sentences }: LineReading,
  listHeads: ReadonlySet<string>,
  judged: ReadonlyMap<Block, Verdict>,
): Map<Block, Verdict> {
  const found = new Map<Block, Verdict>();
  const numbers = new Map(lines.map((line, i) => [line, i]));
  // What the page's own markup names is no part of a list, but ends it, and may stand below a time.
  const around = document.blocks
    .filter((block) => block.place.part === 'article' || numbers.has(block))
    .map((block) => ({
      block,
      text: block.text,
      isFree: numbers.has(block) && !isRemoved(block),
      sentences: sentences[numbers.get(block) ?? -1] ?? 0,
    }));
  for (const i of findClockTimes(around)) {
    const { block } = around[i]!;
    if (numbers.has(block))
      found.set(block, { kind: 'heading', rule: 'clock-time', score: CLOCK_TIME_SCORE });
  }
  const isHeading = (i: number) => {
    const { block } = around[i]!;
    return (found.get(block) ?? judged.get(block))?.kind === 'heading';
  };
  const { heads, items } = findLists(around, listHeads, isHeading);
  for (const i of heads)
    found.set(around[i]!.block, { kind: 'heading', rule: 'heads-list', score: LIST_SCORE });
  for (const i of items)
    found.set(around[i]!.block, { kind: 'list-item', rule: 'below-list-head', score: LIST_SCORE });
  return found;
}

/** The removed lines that are headings, and how probably. */
function findReturning({ lines, row }: LineReading, judges: Judges, least: number): Map<Block, number> {
  const found = new Map<Block, number>();
  lines.forEach((line, i) => {
    if (!isRemoved(line) || line.text.length > LONGEST_LINE) return;
    const judge = () => (mayBeHeading(line.text) ? judges.heading(row(i)) : 0);
    const heading = isCaselessHeading(lines, i) ? CASELESS_SCORE : judge();
    if (heading >= least) found.set(line, heading);
  });
  return found;
}

function isRemoved({ place }: Block): boolean {
  return place.part === 'removed';
}

/** Whether a line is short enough for a heading: next to none is longer, and fewer still if a stop ends them. */
function mayBeHeading(text: string): boolean {
  return text.length <= (classAt(text, text.length - 1) === Class.Stop ? LONGEST_SENTENCE : LONGEST_HEADING);
}

/** A list has two items at least: one that stands alone and has no bullet or number stays a paragraph. */
function dropLoneItems(lines: readonly Block[], verdicts: Map<Block, Verdict>): void {
  const isItem = (line: Block | undefined) => line !== undefined && verdicts.get(line)?.kind === 'list-item';
  const lone = lines.filter(
    (line, i) => isItem(line) && !isItem(lines[i - 1]) && !isItem(lines[i + 1]) && !isListItem(line.text),
  );
  for (const line of lone) verdicts.delete(line);
}
