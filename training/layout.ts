/** Flat texts of a page, laid out from its tokens, with what the page's own structure says of each offset. */
import type { Page, PageElement, PageToken } from './page.js';

/** What meets at an offset, with nothing between or white space that the page has there. */
export type Meeting = 'block' | 'inline';

export interface Layout {
  readonly text: string;
  /** Offsets (UTF-16 units) of the characters before which elements meet on one line. */
  readonly meetings: ReadonlyMap<number, Meeting>;
}

/**
 * What stands where blocks meet: what the page has there (`textContent`), nothing, or a line break, and then white space
 * elsewhere is one space, as where a page is shown.
 */
export type BlockSeparator = 'as-is' | 'nothing' | 'newline';

const NOT_SPACE = /\S/;

/** Lays out the tokens `from` to `to` of a page. */
export function layOut(page: Page, separator: BlockSeparator, from = 0, to = page.tokens.length): Layout {
  const meetings = new Map<number, Meeting>();
  let text = '';
  let edges: Meeting | null = null;
  for (let i = from; i < to; i++) {
    const token = page.tokens[i]!;
    if (token.type === 'edge') {
      if (token.block) edges = 'block';
      else edges ??= 'inline';
      continue;
    }
    let piece = separator === 'newline' ? token.text.replace(/\s+/g, ' ') : token.text;
    if (edges === 'block' && separator !== 'as-is') {
      text = text.trimEnd();
      piece = piece.trimStart();
      if (separator === 'newline' && text !== '') text += '\n';
    }
    if (piece === '') continue;
    const shown = piece.search(NOT_SPACE);
    if (edges && text !== '' && shown >= 0) meetings.set(text.length + shown, edges);
    text += piece;
    if (shown >= 0) edges = null;
  }
  return { text, meetings };
}

/** The deepest element that holds nearly all of the annotated main content, or null where none does. */
export function findMain(page: Page, gold: string): PageElement | null {
  const squashed = squash(gold);
  /** Characters of the main content in the tokens before each one. */
  const before: number[] = [0];
  for (const token of page.tokens) before.push(before.at(-1)! + mainCharacters(token, squashed));
  const all = before.at(-1)!;
  if (all === 0) return null;
  return page.elements.find((e) => before[e.to]! - before[e.from]! >= 0.95 * all) ?? null;
}

function mainCharacters(token: PageToken, gold: string): number {
  if (token.type === 'edge') return 0;
  const text = squash(token.text);
  return text.length >= 25 && gold.includes(text) ? text.length : 0;
}

function squash(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
