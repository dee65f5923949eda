/**
 * Which lines of a text laid out from a page are its headings. The same words may stand on the page as a heading and
 * elsewhere, as in a table of contents: each line is told by its own place among the lines with those words.
 */
import { wordsOf } from './align.js';
import type { Page } from './page.js';

const HEADING = /^h[1-6]$/;
/** Longer elements, in tokens, hold no single line. */
const LONGEST = 200;

/** For each text that an element of the page holds, in the page's order, whether it is a heading there. */
export type HeadingPlaces = ReadonlyMap<string, readonly boolean[]>;

/** What counts of a line when two are compared: its words. */
export function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}

/** Finds where headings stand among the texts of a page, each of them read through `translate`. */
export function placeHeadings(page: Page, translate: (text: string) => string): HeadingPlaces {
  /** By the first token with text, for nested elements hold the same text. */
  const found = new Map<string, Map<number, boolean>>();
  const texts = page.tokens.map((token) => (token.type === 'text' ? token.text : ''));
  for (const { tag, from, to } of page.elements) {
    if (to - from > LONGEST) continue;
    const own = texts.slice(from, to);
    const first = from + own.findIndex((text) => text.trim() !== '');
    const key = keyOf(translate(own.join('')));
    if (key === '') continue;
    const places = found.get(key) ?? new Map<number, boolean>();
    found.set(key, places);
    places.set(first, (places.get(first) ?? false) || HEADING.test(tag));
  }
  return new Map(
    [...found].map(([key, places]) => [key, [...places].sort(([a], [b]) => a - b).map(([, is]) => is)]),
  );
}

/** Of lines in the page's order, whether each is a heading. */
export function findHeadings(lines: readonly string[], places: HeadingPlaces): boolean[] {
  const keys = lines.map(keyOf);
  const left = new Map<string, number>();
  for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
  return keys.map((key) => {
    const behind = left.get(key)!;
    left.set(key, behind - 1);
    // Counted from the end: what is missing at one end is a list above the text more often than a heading below it.
    return places.get(key)?.at(-behind) ?? places.get(key)?.[0] ?? false;
  });
}
