/** The stretches of text on both sides of a candidate, up to a sentence's end, a line's end or another candidate. */
import { Class } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { isWordPart } from './pieces.js';

/**
 * `short` are small words of at most three letters, which in most languages are function words; `code` are characters of
 * code and addresses; `reason` is why the look ended: 0 the window, 1 the line, 2 a sentence's end, 3 another candidate.
 */
export const STRETCH_FEATURES = ['length', 'words', 'capitals', 'short', 'digits', 'code', 'reason'];

const LINE_BREAK = 10;

/**
 * Writes what a look back from `at` sees, up to `limit` (the candidate before it, or less), into `row` from `k` on; the
 * text starts at `start`. Gives the next place in the row.
 */
export function writeStretchBefore(
  row: Float32Array,
  k: number,
  page: Page,
  at: number,
  limit: number,
  start: number,
  window: number,
): number {
  const { codes, kinds } = page;
  const least = Math.max(start, limit, at - window);
  let from = at;
  let reason = least === start ? 1 : least === limit ? 3 : 0;
  while (from > least) {
    if (codes[from - 1] === LINE_BREAK) {
      reason = 1;
      break;
    }
    if (kinds[from - 1] === Class.Space && from < at - 3 && isSentenceEnd(kinds, from - 2)) {
      reason = 2;
      break;
    }
    from--;
  }
  return writeStretch(row, k, page, from, at, reason);
}

/** The same for a look ahead from `at` to `limit` (the next candidate, or more) in a text that ends at `end`. */
export function writeStretchAfter(
  row: Float32Array,
  k: number,
  page: Page,
  at: number,
  limit: number,
  end: number,
  window: number,
): number {
  const { codes, kinds } = page;
  const most = Math.min(end, limit, at + window);
  let to = at;
  let reason = most === end ? 1 : most === limit ? 3 : 0;
  while (to < most) {
    if (codes[to] === LINE_BREAK) {
      reason = 1;
      break;
    }
    if (kinds[to] === Class.Space && to > at + 3 && isSentenceEnd(kinds, to - 1)) {
      reason = 2;
      break;
    }
    to++;
  }
  return writeStretch(row, k, page, at, to, reason);
}

/** Whether a sentence may end with the character at an offset: a mark that ends one, or a quotation mark or bracket behind it. */
export function isSentenceEnd(kinds: Uint8Array, last: number): boolean {
  const kind = kinds[last]!;
  if (kind === Class.Close || kind === Class.Quote) return isFinal(kinds[last - 1]!);
  return isFinal(kind);
}

function isFinal(kind: number): boolean {
  return kind === Class.Stop || kind === Class.Ask;
}

function writeStretch(
  row: Float32Array,
  k: number,
  { codes, kinds }: Page,
  from: number,
  to: number,
  reason: number,
): number {
  let words = 0;
  let capitals = 0;
  let short = 0;
  let digits = 0;
  let code = 0;
  let start = -1;
  for (let i = from; i <= to; i++) {
    const kind = i < to ? kinds[i]! : Class.Space;
    if (isWordPart(kind)) {
      if (start < 0) start = i;
      if (kind === Class.Digit) digits++;
      continue;
    }
    if (start >= 0) {
      words++;
      const first = kinds[start];
      if (first === Class.Upper) capitals++;
      else if (first === Class.Lower && i - start <= 3) short++;
      start = -1;
    }
    if (i < to && (kind === Class.Joiner || isCode(codes[i]!))) code++;
  }
  row[k] = to - from;
  row[k + 1] = words;
  row[k + 2] = capitals / (words || 1);
  row[k + 3] = short / (words || 1);
  row[k + 4] = digits;
  row[k + 5] = code;
  row[k + 6] = reason;
  return k + STRETCH_FEATURES.length;
}

const codeCharacters = new Uint8Array(128);
for (const character of '{}()[]<>;$#*"') codeCharacters[character.charCodeAt(0)] = 1;

/** Whether a character is one that code is full of. */
export function isCode(unit: number): boolean {
  return unit < 128 && codeCharacters[unit] === 1;
}
