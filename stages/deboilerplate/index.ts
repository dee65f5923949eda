/**
 * deboilerplate: says of each block whether it is content of the page, and if not, what it is.
 *
 * Two trained models give each line a probability of being content (`model.ts`; `features.ts` and `second.ts` have what they see),
 * and rules move it where they know better (`judge.ts` has them in order). The lines from some probability on are kept (`choose.ts`).
 * The front of the page has its title, authors and date (`front.ts`); what is not kept gets a label (`labels.ts`).
 */
import { z } from 'zod';
import { type Block, type Document, type Place, relabel } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { readProfile } from '../../text/profile.js';
import { chooseThreshold, expectF1 } from './choose.js';
import { type Front, findFront, settleFront } from './front.js';
import { createJudge, formsOf, type Judge } from './judge.js';
import { type Naming, nameLines } from './labels.js';
import { isRunning } from './length.js';
import { type Lexicon, readLexicon } from './lexicon.js';
import { findLife } from './life.js';
import { type Reading, readAlone, readLines, textOf, wordCounts } from './lines.js';
import { readLineModel } from './model.js';
import { isNameOrDate } from './names.js';
import type { Title } from './title.js';

const STAGE = 'deboilerplate';
/** How sure the rules are that know a line of the front by its form. */
const SURE = 0.95;
/** The lines of an author's life are content at most this probably. */
const UNLIKELY = 1 - SURE;
/** Lines of an article are kept from this probability on: a page without an article comes out empty. */
const LEAST = 0.3;

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
    const corpus = profile === null ? null : readProfile(resources.file(profile));
    const judge = createJudge(readLineModel(resources), lexicon, corpus, page);
    const floor = page === 'article' ? LEAST : 0;
    return (document: Document): Document => {
      const reading = readLines(document, lexicon);
      if (reading.lines.count === 0) return document;
      const judgement = judge(reading);
      const { content } = judgement;
      const expected = expectF1(content, wordCounts(reading));
      const least = threshold ?? chooseThreshold(expected, favour, floor);
      const kept = Array.from(content, (p) => p >= least);
      const forms = formsOf(judgement);
      const given = document.metadata.title;
      let found = findFront(reading, lexicon, forms, kept, given);
      const life = findLife(reading, found.byline, kept);
      for (const line of life) {
        kept[line] = false;
        content[line] = Math.min(content[line]!, UNLIKELY);
        forms[line] = { label: 'author-bio', rule: 'author-life' };
      }
      if (life.length > 0) found = findFront(reading, lexicon, forms, kept, given);
      const front = settleFront(found, kept, given, (lines) =>
        findTitleAlone(reading, lines, lexicon, judge),
      );
      const decision = { kept, content, forms, front, author: judgement.boxes.author };
      const labelled = labelBlocks(reading, decision);
      const confidence = Math.round(expected.best * 1e4) / 1e4;
      return { ...labelled, metadata: { ...labelled.metadata, confidence } };
    };
  },
});

/** The title that some lines of a page would have as a text of their own; a name or a date is none. */
function findTitleAlone(
  reading: Reading,
  lines: readonly number[],
  lexicon: Lexicon,
  judge: Judge,
): Title | null {
  if (lines.length === 0 || isRunning(reading.lines, lines[0]!)) return null;
  const alone = readAlone(reading, lines, lexicon);
  const all = lines.map(() => true);
  const { title } = findFront(alone, lexicon, formsOf(judge(alone)), all, null);
  return title && isNameOrDate(textOf(alone, title.line), lexicon) ? null : title;
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
function labelBlocks(reading: Reading, { kept, content, forms, front, author }: Decision): Document {
  const { document } = reading;
  const { title, byline, bounds } = front;
  const blocks: Block[] = [...document.blocks];
  const put = (line: number, place: Place, rule: string, score: number) => {
    const index = reading.blocks[line]!;
    blocks[index] = relabel(document.blocks[index]!, place, { stage: STAGE, rule, score });
  };
  const own = kept.map((isKept, line) => isKept && !byline.today.includes(line));
  nameLines(reading, own, forms, bounds, title?.line ?? null).forEach((name, line) => {
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
      title: title ? textOf(reading, title.line) : metadata.title,
      author: metadata.author ?? (byline.authors.join(', ') || author),
      published: metadata.published ?? byline.published,
    },
  };
}
