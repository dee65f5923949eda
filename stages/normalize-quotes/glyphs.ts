/** From marks and their roles to the characters that a style writes. */
import type { Change } from '../../pipeline/document.js';
import { DOUBLE_MARKS, isDouble, isGuillemet, type Mark, readMarks, SINGLE_MARKS } from './marks.js';

/** A language's marks: `[opening, closing]`; `space` stands inside the outer ones. */
export interface Convention {
  readonly outer: readonly [string, string];
  readonly inner: readonly [string, string];
  readonly space: string;
}

/** White space that French puts inside guillemets. */
const INNER_SPACE = /[ \u00a0\u2009\u202f]/;
const CURLY = new RegExp(`[${DOUBLE_MARKS}${SINGLE_MARKS}]`, 'gu');
const GUILLEMET = /[«»‹›]/;
const STRAIGHT = /["']/;
const APOSTROPHE_LETTER = '\u02bc';

/** Straight marks for curly ones, one for one, as ftfy's uncurl_quotes does; `apostrophes` includes U+02BC. */
export function findCurly(text: string, apostrophes: boolean): Change[] {
  const changes: Change[] = [];
  for (const match of text.matchAll(CURLY)) {
    const [mark] = match;
    if (STRAIGHT.test(mark) || (mark === APOSTROPHE_LETTER && !apostrophes)) continue;
    const straight = isDouble(mark) ? '"' : "'";
    const start = match.index;
    changes.push({ start, end: start + mark.length, text: straight, rule: 'straight-quote' });
  }
  return changes;
}

/** Straight marks for guillemets that come in pairs; a lone one is an arrow or a bullet, and stays. */
export function findGuillemets(text: string): Change[] {
  if (!GUILLEMET.test(text)) return [];
  const changes: Change[] = [];
  for (const mark of readMarks(text, new Set())) {
    if (!isGuillemet(mark) || !mark.partner) continue;
    const straight = mark.shape === 'double' ? '"' : "'";
    changes.push(withoutInnerSpace(text, mark, straight, 'straight-quote'));
  }
  return changes;
}

/** The marks that the language's convention wants, by role and nesting. */
export function findTypographic(
  text: string,
  convention: Convention,
  elisions: ReadonlySet<string>,
  keep: { readonly apostrophes: boolean; readonly guillemets: boolean },
): Change[] {
  const changes: Change[] = [];
  for (const mark of readMarks(text, elisions)) {
    if (mark.role === 'apostrophe') {
      if (!keep.apostrophes && mark.text !== '\u2019') changes.push(change(mark, '\u2019', 'apostrophe'));
      continue;
    }
    if (mark.role !== 'open' && mark.role !== 'close') continue;
    if (isGuillemet(mark) && (keep.guillemets || !mark.partner)) continue;
    if (!mark.partner && mark.shape === 'single') continue;
    const outer = mark.depth % 2 === 0 && !(mark.depth === 0 && isInnerByShape(mark, convention));
    const [open, close] = outer ? convention.outer : convention.inner;
    const glyph = mark.role === 'open' ? open : close;
    const space = outer && mark.partner ? convention.space : '';
    const bare = withoutInnerSpace(text, mark, glyph, 'typographic-quote');
    const wanted = { ...bare, text: mark.role === 'open' ? glyph + space : space + glyph };
    if (text.slice(wanted.start, wanted.end) !== wanted.text) changes.push(wanted);
  }
  return changes;
}

/** Single marks stay single where the language has them, also when nothing stands around them. */
function isInnerByShape(mark: Mark, { outer, inner }: Convention): boolean {
  return mark.shape === 'single' && !isDouble(inner[0]) && isDouble(outer[0]);
}

function change(mark: Mark, text: string, rule: string): Change {
  return { start: mark.start, end: mark.end, text, rule };
}

/** A change of the mark and of a space between it and what it quotes, where guillemets bring one along. */
function withoutInnerSpace(text: string, mark: Mark, glyph: string, rule: string): Change {
  let { start, end } = mark;
  if (isGuillemet(mark) && mark.partner) {
    const empty = Math.abs(mark.partner.start - mark.start) <= 2;
    if (!empty && mark.role === 'open' && INNER_SPACE.test(text.charAt(end))) end++;
    if (!empty && mark.role === 'close' && INNER_SPACE.test(text.charAt(start - 1))) start--;
  }
  return { start, end, text: glyph, rule };
}

/** How primes are written. */
export function findPrimes(
  text: string,
  style: 'straight' | 'typographic',
  elisions: ReadonlySet<string>,
): Change[] {
  if (style === 'straight') {
    return Array.from(text.matchAll(/[\u2032\u2033]/g), (m) => ({
      start: m.index,
      end: m.index + 1,
      text: m[0] === '\u2032' ? "'" : '"',
      rule: 'prime',
    }));
  }
  return readMarks(text, elisions)
    .filter((mark) => mark.role === 'prime')
    .map((mark) => change(mark, mark.shape === 'single' ? '\u2032' : '\u2033', 'prime'));
}
