import { z } from 'zod';
import { type Block, type Document, type Label, type Place, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { readProfile } from '../../text/profile.js';
import { type Boxes, findBoxes } from './boxes.js';
import { findByline } from './byline.js';
import { chooseThreshold } from './choose.js';
import { nameLines } from './labels.js';
import { type Lexicon, readLexicon } from './lexicon.js';
import { type Reading, readAlone, readLines, wordCounts } from './lines.js';
import { COUNT, COUNTS } from './measure.js';
import { readLineModel } from './model.js';
import { type Judged, settle } from './settle.js';
import { weighShapes } from './shape.js';
import { weighBoxes, weighEnds, weighMarkup, weighProfile, weighSigns } from './signs.js';
import { findTitle } from './title.js';

const STAGE = 'deboilerplate';
/** How sure the rules are that know a line by its form. */
const SURE = 0.95;
/** Lines of an article are kept from this probability on: a page without an article comes out empty. */
const LEAST = 0.3;
/** A page that is an article less probably is read as any page. */
const HARDLY = 0.05;
/** A kept line of running text has this many words. */
const RUNNING = 10;
/** A line with as many words is running text even where it does not end like a sentence. */
const LONG = 45;

export const deboilerplate = defineStage({
  name: STAGE,
  summary: 'Says of each block whether it is content of the page, and if not, what it is.',
  options: z.strictObject({
    page: z
      .enum(['article', 'any', 'auto'])
      .default('article')
      .describe(
        'What the pages are: articles, any kind of page, or (auto) both readings weighed by what each page looks like',
      ),
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
    profile: z
      .string()
      .nullable()
      .default(null)
      .describe(
        'A file that "winnow profile" made: lines that many pages of a site show are not the article',
      ),
  }),
  create({ page, favour, threshold, profile }, resources) {
    const lexicon = readLexicon(resources);
    const model = readLineModel(resources);
    const corpus = profile === null ? null : readProfile(resources.file(profile));
    const judgeAs = (document: Document, reading: Reading, article: boolean): Judgement => {
      const content = model.judge(reading, article);
      const boxes = findBoxes(document, reading, lexicon, article);
      weighBoxes(content, boxes.names);
      weighShapes(document, reading, content);
      weighMarkup(document, reading, content, article);
      if (corpus) weighProfile(document, reading, content, corpus);
      if (!article) return { content, words: wordCounts(reading), signs: [], boxes };
      const weighed = weighSigns(reading, content, lexicon);
      weighEnds(reading, weighed.content);
      return { ...weighed, words: wordCounts(reading), boxes };
    };
    const judge = (document: Document, reading: Reading): Judgement => {
      if (page === 'article') return judgeAs(document, reading, true);
      const any = judgeAs(document, reading, false);
      const p = page === 'any' ? 0 : model.articleProbability(reading, any.content);
      if (p < HARDLY) return any;
      const article = judgeAs(document, reading, true);
      const content = any.content.map((q, line) => p * article.content[line]! + (1 - p) * q);
      return { ...(p < 0.5 ? any : article), content };
    };
    const floor = page === 'article' ? LEAST : 0;
    return (document: Document): Document => {
      const reading = readLines(document, lexicon);
      if (reading.lines.count === 0) return document;
      const judgement = judge(document, reading);
      const { kept, expected } = settle(
        judgement,
        (some) => threshold ?? chooseThreshold(some, favour, floor),
        (lines) => judge(document, readAlone(document, reading, lines, lexicon)),
      );
      const labelled = labelBlocks(document, reading, lexicon, judgement, kept);
      const confidence = Math.round(expected.best * 1e4) / 1e4;
      return { ...labelled, metadata: { ...labelled.metadata, confidence } };
    };
  },
});

/** What is thought of each line. */
interface Judgement extends Judged {
  /** What its phrases say it is. */
  readonly signs: readonly (Label | null)[];
  readonly boxes: Boxes;
}

/** Puts every line in its place: the title, the byline, content, or what it is instead. */
function labelBlocks(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
  { content, signs, boxes }: Judgement,
  kept: readonly boolean[],
): Document {
  const { metadata } = document;
  const bounds = boundsOf(reading, kept);
  const forms = boxes.names.map((box, line) => {
    const sign = signs[line];
    return box ?? (sign ? { label: sign, rule: `phrase-${sign}` } : null);
  });
  const title = findTitle(document, reading, lexicon, forms, metadata.title, bounds[0]);
  const { author, published, bylines, datelines } = findByline(
    document,
    reading,
    lexicon,
    title?.line ?? null,
    bounds[0],
  );
  const names = nameLines(document, reading, kept, forms, bounds);
  const blocks: Block[] = [...document.blocks];
  const put = (line: number, place: Place, rule: string, score: number) => {
    const index = reading.blocks[line]!;
    blocks[index] = relabel(document.blocks[index]!, place, { stage: STAGE, rule, score });
  };

  names.forEach((name, line) => {
    if (name) put(line, { part: 'removed', label: name.label }, name.rule, 1 - content[line]!);
  });
  for (const line of datelines) {
    if (!kept[line] || line < bounds[0])
      put(line, { part: 'article', kind: 'dateline' }, 'date-near-title', SURE);
  }
  for (const line of bylines) {
    put(line, { part: 'article', kind: 'byline' }, 'name-near-title', SURE);
  }
  if (title && title.line !== null) {
    for (const line of title.repeats)
      put(line, { part: 'removed', label: 'duplicate-title' }, title.rule, SURE);
    put(title.line, { part: 'article', kind: 'title' }, title.rule, SURE);
  }
  const shown = title && title.line !== null ? document.blocks[reading.blocks[title.line]!]!.text : null;
  return {
    ...document,
    blocks,
    metadata: {
      ...metadata,
      title: shown ?? metadata.title,
      author: metadata.author ?? author ?? boxes.author,
      published: metadata.published ?? published,
    },
  };
}

/** The first line of the running text and the first behind it. */
function boundsOf({ lines }: Reading, kept: readonly boolean[]): [number, number] {
  const { count, counts, wordStart } = lines;
  const running = (line: number) => {
    const words = wordStart[line + 1]! - wordStart[line]!;
    return kept[line]! && words >= RUNNING && (counts[line * COUNTS + COUNT.sentences]! > 0 || words >= LONG);
  };
  let first = 0;
  while (first < count && !running(first)) first++;
  if (first === count) first = Math.max(0, kept.indexOf(true));
  let end = count;
  while (end > first && !kept[end - 1]) end--;
  return [first, end];
}
