/** The training texts of the boundary judge: pages laid out in several ways, each offset with its label and weight. */
import { layOutLines } from '../pipeline/document.js';
import { labelSamples } from './code-samples.js';
import type { WordCounts } from './glue-words.js';
import { findMain, type Layout, layOut } from './layout.js';
import { type Page, readPage } from './page.js';
import { randomFrom } from './random.js';
import { foldOf, readWcxb } from './wcxb.js';

export interface GlueText {
  readonly page: string;
  readonly type: string;
  readonly fold: number;
  readonly layout: Layout;
  readonly weight: number;
  /** As if in a language that the word table does not know. */
  readonly foreign?: boolean;
  /** How it was laid out, for figures by kind. */
  readonly kind: 'main' | 'flat' | 'tight' | 'body' | 'labelled';
}

/** What a text of a page type weighs: the judge is for articles first; documentation is rare, but hard. */
const TYPE_WEIGHT: Readonly<Record<string, number>> = { article: 1, documentation: 3 };

const FOREIGN = [
  ['flat', 'newline'],
  ['tight', 'nothing'],
  ['main', 'as-is'],
] as const;

/** Lays out all pages of WCXB and counts their words on the way. */
export function* layOutPages(wcxb: string, counts: WordCounts): Generator<GlueText> {
  for (const { id, type, url, html, gold } of readWcxb(wcxb)) {
    const page = readPage(html);
    const fold = foldOf(url);
    counts.add(layOut(page, 'newline').text, headingsOf(page), fold);
    const main = findMain(page, gold);
    const weight = TYPE_WEIGHT[type] ?? 0.5;
    const of = (kind: GlueText['kind'], layout: Layout, share: number): GlueText => ({
      page: id,
      type,
      fold,
      layout,
      weight: weight * share,
      kind,
    });
    const number = Number(id);
    if (main) {
      yield of('main', layOut(page, 'as-is', main.from, main.to), 1);
      yield of('flat', layOut(page, 'newline', main.from, main.to), 1);
      if (number % 5 === 0 || type === 'documentation')
        yield of('tight', layOut(page, 'nothing', main.from, main.to), 1);
    }
    const whole = { tag: 'html', from: 0, to: page.tokens.length };
    const labelled = labelSamples(page, main ?? whole, randomFrom(number));
    if (labelled) {
      yield of('labelled', layOut(labelled, 'as-is'), 0.5);
      yield of('labelled', layOut(labelled, 'newline'), 0.3);
    }
    // So that the judge does not lean on the words alone.
    if (main && type === 'article' && number % 5 === 1) {
      for (const [kind, separator] of FOREIGN) {
        yield { ...of(kind, layOut(page, separator, main.from, main.to), 0.7), foreign: true };
      }
    }
    if (number % 3 === 0 || type === 'documentation') yield of('body', layOut(page, 'as-is'), 0.5);
    if (number % 3 === 1) yield of('body', layOut(page, 'newline'), 0.5);
  }
}

/** The page's h1 to h6, as they read on a line of their own. */
function headingsOf({ tokens, elements }: Page): Set<string> {
  const headings = elements.filter(({ tag }) => /^h[1-6]$/.test(tag));
  return new Set(
    headings.map(({ from, to }) => {
      const texts = tokens.slice(from, to).map((token) => (token.type === 'text' ? token.text : ''));
      return texts.join('').replace(/\s+/g, ' ').trim();
    }),
  );
}

/** The lines of a text as the stage gets them, with the offset of each. */
export function linesOf(text: string): { text: string; start: number }[] {
  return layOutLines(text).map((block) => ({ text: block.text, start: block.start }));
}
