/** Lays out pages in the states in which scrapers leave them, for training on all of them. */
import type { Page } from './page.js';

export const FLATTENERS = ['blocks', 'lines', 'glued', 'nodes'] as const;
export type Flattener = (typeof FLATTENERS)[number];

/** Elements that stand apart by a blank line. */
const APART = new Set('blockquote dl figure h1 h2 h3 h4 h5 h6 ol p pre table ul'.split(' '));

/** The text of a page as a scraper of some kind would leave it; `title` is that of its head. */
export function flatten(page: Page, title: string | null, flattener: Flattener): string {
  switch (flattener) {
    case 'blocks':
      return `${title ?? ''}\n\n${layOutApart(page)}`;
    case 'lines':
      return layOutApart(page).replace(/\n+/g, '\n');
    case 'glued':
      return page.tokens.map((token) => (token.type === 'text' ? token.text : '')).join('');
    case 'nodes':
      return page.tokens
        .filter((token) => token.type === 'text')
        .map((token) => token.text.trim())
        .filter((text) => text !== '')
        .join('\n');
  }
}

/** A line a block, and blank lines around paragraphs, headings and lists. */
function layOutApart(page: Page): string {
  const pieces: string[] = [];
  let breaks = 0;
  let space = true;
  for (const token of page.tokens) {
    if (token.type === 'edge') {
      if (token.block) breaks = Math.max(breaks, APART.has(token.tag) ? 2 : 1);
      continue;
    }
    const piece = token.text.replace(/\s+/g, ' ');
    if (piece.trim() === '') {
      if (!space && piece !== '') pieces.push(' ');
      space ||= piece !== '';
      continue;
    }
    if (breaks > 0) pieces.push('\n'.repeat(breaks));
    pieces.push(breaks > 0 || space ? piece.trimStart() : piece);
    space = piece.endsWith(' ');
    breaks = 0;
  }
  return pieces.join('').replace(/ +\n/g, '\n').trim();
}
