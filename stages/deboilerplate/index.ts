import { z } from 'zod';
import { type Block, type Document, type Label, type Place, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { readProfile } from '../../text/profile.js';
import { type Boxes, findBoxes, weighBoxes } from './boxes.js';
import { chooseThreshold, expectF1 } from './choose.js';
import { weighEnds } from './ends.js';
import { type Front, findFront, settleFront } from './front.js';
import { type Naming, nameLines } from './labels.js';
import { isRunning } from './length.js';
import { readLexicon } from './lexicon.js';
import { findLife } from './life.js';
import { type Reading, readAlone, readLines, wordCounts } from './lines.js';
import { weighMarkup } from './markup.js';
import { readLineModel } from './model.js';
import { isNameOrDate } from './people.js';
import { weighRows } from './rows.js';
import { weighShapes } from './shape.js';
import { weighSigns } from './signs.js';
import { weighProfile } from './site-lines.js';

const STAGE = 'deboilerplate';
/** How sure the rules are that know a line by its form. */
const SURE = 0.95;
const UNLIKELY = 1 - SURE;
/** Lines of an article are kept from this probability on: a page without an article comes out empty. */
const LEAST = 0.3;
/** A page that is an article less probably is read as any page. */
const HARDLY = 0.05;

export const deboilerplate = defineStage({
  name: STAGE,
  summary: 'Says of each block whether it is content of the page, and if not, what it is.',
  settles: true,
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
      weighRows(document, reading, content);
      const weighed = weighSigns(document, reading, content, lexicon);
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
      const { content } = judgement;
      const expected = expectF1(content, judgement.words);
      const least = threshold ?? chooseThreshold(expected, favour, floor);
      const kept = Array.from(content, (p) => p >= least);
      const forms = formsOf(judgement);
      const { title: given } = document.metadata;
      const titleAlone = (lines: readonly number[]) => {
        if (lines.length === 0 || isRunning(reading.lines, lines[0]!)) return null;
        const alone = readAlone(document, reading, lines, lexicon);
        const all = lines.map(() => true);
        const { title } = findFront(document, alone, lexicon, formsOf(judge(document, alone)), all, null);
        const isByline = title && isNameOrDate(document.blocks[alone.blocks[title.line]!]!.text, lexicon);
        return isByline ? null : title;
      };
      let found = findFront(document, reading, lexicon, forms, kept, given);
      const { authors, bylines } = found.byline;
      const life = findLife(document, reading, authors, kept, bylines);
      for (const line of life) {
        kept[line] = false;
        content[line] = Math.min(content[line]!, UNLIKELY);
        forms[line] = { label: 'author-bio', rule: 'author-life' };
      }
      if (life.length > 0) found = findFront(document, reading, lexicon, forms, kept, given);
      const front = settleFront(found, kept, given, titleAlone);
      const labelled = labelBlocks(document, reading, {
        kept,
        content,
        forms,
        front,
        author: judgement.boxes.author,
      });
      const confidence = Math.round(expected.best * 1e4) / 1e4;
      return { ...labelled, metadata: { ...labelled.metadata, confidence } };
    };
  },
});

/** What is thought of each line. */
interface Judgement {
  /** How probably it is content. */
  readonly content: Float32Array;
  readonly words: Float32Array;
  /** What its phrases say it is. */
  readonly signs: readonly (Label | null)[];
  readonly boxes: Boxes;
}

/** What lines are by their form or their phrases. */
function formsOf({ signs, boxes }: Judgement): (Naming | null)[] {
  return boxes.names.map((box, line) => {
    const sign = signs[line];
    return box ?? (sign ? { label: sign, rule: `phrase-${sign}` } : null);
  });
}

interface Decision {
  readonly kept: readonly boolean[];
  readonly content: Float32Array;
  readonly forms: readonly (Naming | null)[];
  readonly front: Front;
  /** The author that a box names. */
  readonly author: string | null;
}

/** Puts every line in its place: the title, the byline, content, or what it is instead. */
function labelBlocks(
  document: Document,
  reading: Reading,
  { kept, content, forms, front, author }: Decision,
): Document {
  const { title, byline, bounds } = front;
  const blocks: Block[] = [...document.blocks];
  const put = (line: number, place: Place, rule: string, score: number) => {
    const index = reading.blocks[line]!;
    blocks[index] = relabel(document.blocks[index]!, place, { stage: STAGE, rule, score });
  };
  const own = kept.map((isKept, line) => isKept && !byline.today.includes(line));
  nameLines(document, reading, own, forms, bounds, title?.line ?? null).forEach((name, line) => {
    if (name) put(line, { part: 'removed', label: name.label }, name.rule, 1 - content[line]!);
  });
  for (const line of byline.datelines) {
    put(line, { part: 'article', kind: 'dateline' }, 'date-near-title', SURE);
  }
  for (const line of byline.bylines) {
    put(line, { part: 'article', kind: 'byline' }, 'name-near-title', SURE);
  }
  if (title) {
    for (const line of title.repeats)
      put(line, { part: 'removed', label: 'duplicate-title' }, title.rule, SURE);
    put(title.line, { part: 'article', kind: title.stays ? 'heading' : 'title' }, title.rule, SURE);
  }
  const { metadata } = document;
  return {
    ...document,
    blocks,
    metadata: {
      ...metadata,
      title: title ? document.blocks[reading.blocks[title.line]!]!.text : metadata.title,
      author: metadata.author ?? (byline.authors.join(', ') || author),
      published: metadata.published ?? byline.published,
    },
  };
}
