/**
 * Cards of other stories on real pages: what stands behind the main text and is proved by the HTML to be a headline that
 * links, with some text beside it.
 */
import { findMain, layOut } from './layout.js';
import { type Page, type PageElement, readPage } from './page.js';
import type { WcxbPage } from './wcxb.js';

/** A link with fewer words without digits is a button, a menu or a date; one with more words is a paragraph. */
const HEADLINE_WORDS = [4, 30] as const;
/** A card says at least so much beside its link, and is no longer than this in all. */
const PROSE_CHARS = 50;
const CARD_CHARS = 700;
/** One card alone may be anything. */
const FEWEST_CARDS = 2;
const MOST_CARDS = 8;

interface Card {
  readonly tag: string;
  readonly text: string;
}

/** The cards behind a page's main text, a line a block, in their order; none where there is only one. */
export function storyCards({ html, gold }: Pick<WcxbPage, 'html' | 'gold'>): string[] {
  const page = readPage(html);
  const main = findMain(page, gold);
  if (!main) return [];
  const own = squash(gold);
  const cards = findCards(page, main.to).filter(({ text }) => !own.includes(squash(text)));
  const alike = (tag: string) => cards.filter((card) => card.tag === tag);
  const largest = cards.map(({ tag }) => alike(tag)).reduce((a, b) => (b.length > a.length ? b : a), []);
  return largest.length < FEWEST_CARDS ? [] : largest.slice(0, MOST_CARDS).map(({ text }) => text);
}

/** The cards behind a token: the smallest elements that hold one headline that links and some prose. */
function findCards(page: Page, from: number): Card[] {
  const { elements } = page;
  const links = elements.flatMap((element, i) => (element.tag === 'a' && element.from >= from ? [i] : []));
  const headlines = links.filter((i) => isHeadline(textOf(page, elements[i]!)));
  const cards = new Map<string, Card>();
  let end = from;
  for (const i of headlines.sort((a, b) => elements[a]!.from - elements[b]!.from)) {
    const link = elements[i]!;
    if (link.from < end) continue;
    const headline = textOf(page, link);
    // Elements stand in the order in which they close, so the first one around the link is the smallest.
    const card = elements
      .slice(i + 1)
      .find(
        (e) =>
          e.from <= link.from && e.to >= link.to && textOf(page, e).length >= headline.length + PROSE_CHARS,
      );
    if (!card || card.from < end) continue;
    const text = textOf(page, card);
    const alone = headlines.every(
      (other) => !isInside(elements[other]!, card) || textOf(page, elements[other]!) === headline,
    );
    const tells =
      text.split('\n').some((line) => line.length >= PROSE_CHARS && !headline.includes(line)) &&
      text.includes(headline);
    if (!alone || !tells || text.length > CARD_CHARS) continue;
    cards.set(text, { tag: card.tag, text });
    end = card.to;
  }
  return [...cards.values()];
}

function isHeadline(text: string): boolean {
  const words = text.split(/\s+/);
  return (
    words.filter((word) => !/\d/.test(word)).length >= HEADLINE_WORDS[0] && words.length <= HEADLINE_WORDS[1]
  );
}

function isInside(inner: PageElement, outer: PageElement): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}

/** An element's text, a line a block. */
function textOf(page: Page, { from, to }: PageElement): string {
  return layOut(page, 'newline', from, to)
    .text.split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function squash(text: string): string {
  return text.replace(/\s+/g, '');
}
