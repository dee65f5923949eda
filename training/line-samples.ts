/** Pages as scrapers leave them, and which share of each line's words belongs to the main content. */
import { type Block, createBlock, type Document, layOutLines } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { align, wordsOf } from './align.js';
import { encipher } from './cipher.js';
import { documentOf } from './documents.js';
import { type Flattener, flatten } from './flatten.js';
import { readPage } from './page.js';
import { randomFrom } from './random.js';
import { makeSample } from './stories.js';
import type { Text } from './story-text.js';
import { FOLDS, foldOf, readWcxb, type WcxbPage } from './wcxb.js';

export const LAYOUTS = ['blocks', 'lines', 'glued', 'nodes', 'foreign', 'clean', 'tail'] as const;
export type Layout = (typeof LAYOUTS)[number] | 'mixed';

export interface LineSample {
  readonly layout: Layout;
  readonly type: string;
  readonly fold: number;
  readonly source: string;
  /** Start and end of each line in `source`, one after the other. */
  readonly spans: Int32Array;
  /** Share of each line's words that belong to the main content. */
  readonly shares: Float32Array;
  /** Words of each line as the word F1 counts them. */
  readonly words: Float32Array;
  /** Words of the main content. */
  readonly gold: number;
}

/** Layouts that are made of others, or of the main content alone. */
const DERIVED: ReadonlySet<Layout> = new Set(['foreign', 'tail', 'clean']);
/** A page must show this share of its main content to teach anything. */
const LEAST_SHOWN = 0.6;

/**
 * Samples of every page, in order: `split` cuts lines where boundaries were lost, `headings` are lines that stand above
 * trailing stories.
 */
export function* lineSamples(
  wcxb: string,
  layouts: readonly Layout[],
  split: Transform,
  headings: readonly string[],
): Generator<LineSample> {
  const texts: Text[][] = Array.from({ length: FOLDS }, () => []);
  for (const page of readWcxb(wcxb)) {
    if (page.gold === '') continue;
    texts[foldOf(page.url)]!.push({ gold: page.gold, title: page.title, type: page.type });
    const gold = wordsOf(page.gold);
    const html = readPage(page.html);
    const withNoscript = readPage(page.html, { noscript: true });
    const head = /<title[^>]*>([^<]*)</i.exec(page.html)?.[1]?.trim() ?? null;
    const id = Number(page.id);
    const samples: LineSample[] = [];
    for (const layout of layouts) {
      if (DERIVED.has(layout)) continue;
      const text = flatten(
        layout === 'glued' || layout === 'nodes' ? html : withNoscript,
        head,
        layout as Flattener,
      );
      let document = documentOf(text);
      if (layout === 'glued') document = split(document);
      const sample = label(page, layout, document, gold);
      if (shown(sample) >= LEAST_SHOWN) samples.push(sample);
    }
    yield* samples;
    const blocks = samples.find((sample) => sample.layout === 'blocks');
    if (!blocks) continue;
    if (layouts.includes('foreign')) {
      yield { ...blocks, layout: 'foreign', source: encipher(blocks.source, id) };
    }
    if (layouts.includes('tail')) yield keepFromMain({ ...blocks, layout: 'tail' }, id);
  }
  if (layouts.includes('clean')) yield* cleanSamples(texts, headings);
}

/** Main contents alone, half of them under their title, many with stories of other pages behind: no boilerplate. */
function* cleanSamples(texts: readonly Text[][], headings: readonly string[]): Generator<LineSample> {
  for (let fold = 0; fold < FOLDS; fold++) {
    const random = randomFrom(fold + 1);
    const articles = texts[fold]!.filter((text) => text.type === 'article');
    for (const main of texts[fold]!) {
      const { text, mainEnd, stories, style } = makeSample(
        main,
        { others: articles, labels: headings, cards: new Map(), codas: [] },
        random,
      );
      const title = random() < 0.5 && main.title ? `${main.title}\n\n` : '';
      const source = title + text;
      const blocks = layOutLines(source);
      const shares = blocks.map(({ start }) => {
        const at = start - title.length;
        const story = style !== 'list' && stories.some((s) => at >= s.start && at < s.end);
        return at >= 0 && (at < mainEnd || story) ? 1 : 0;
      });
      yield {
        layout: 'clean',
        type: main.type,
        fold,
        source,
        spans: Int32Array.from(blocks.flatMap((block) => [block.start, block.end])),
        shares: Float32Array.from(shares),
        words: Float32Array.from(blocks, (block) => wordsOf(block.text).length),
        gold: wordsOf(main.gold).length,
      };
    }
  }
}

/** The document that a sample was taken from. */
export function documentOfSample({ source, spans }: LineSample): Document {
  const blocks: Block[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const span = { start: spans[i]!, end: spans[i + 1]! };
    blocks.push(createBlock(source, span, { part: 'article', kind: 'paragraph' }));
  }
  return documentOf(source, blocks);
}

function label({ url, type }: WcxbPage, layout: Layout, document: Document, gold: string[]): LineSample {
  const lines = document.blocks.map((block) => wordsOf(block.text));
  const matched = align(lines.flat(), gold);
  let at = 0;
  const shares = lines.map((words) => {
    let hits = 0;
    for (let w = 0; w < words.length; w++) hits += matched[at++]!;
    return words.length === 0 ? 0 : hits / words.length;
  });
  return {
    layout,
    type,
    fold: foldOf(url),
    source: document.source,
    spans: Int32Array.from(document.blocks.flatMap((block) => [block.start, block.end])),
    shares: Float32Array.from(shares),
    words: Float32Array.from(lines, (words) => words.length),
    gold: gold.length,
  };
}

function shown({ shares, words, gold }: LineSample): number {
  let sum = 0;
  for (let i = 0; i < shares.length; i++) sum += shares[i]! * words[i]!;
  return sum / Math.max(1, gold);
}

/** The sample from the first line of the main content on, a third of the time up to the last one. */
function keepFromMain(sample: LineSample, id: number): LineSample {
  const { shares } = sample;
  const from = Math.max(0, shares.findIndex((share) => share > 0.5) - (id % 3));
  const to = id % 3 === 0 ? shares.findLastIndex((share) => share > 0.5) + 1 : shares.length;
  return {
    ...sample,
    spans: sample.spans.slice(2 * from, 2 * to),
    shares: shares.slice(from, to),
    words: sample.words.slice(from, to),
  };
}
