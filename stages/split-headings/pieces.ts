/** The words on both sides of a candidate, and the stretches of text they belong to. */
import { Class, classAt, isWordCharacter } from './characters.js';

/** How a word is written; the numbers are features. */
export const Shape = {
  None: 0,
  Small: 1,
  Title: 2,
  Capitals: 3,
  Letter: 4,
  Mixed: 5,
  Digits: 6,
  Caseless: 7,
} as const;
export type Shape = (typeof Shape)[keyof typeof Shape];

export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Longer words are looked at no further than this. */
const LONGEST = 48;
const MOST_PUNCTUATION = 3;

/**
 * The part of a word that ends at `at` or before the punctuation there: `Alliance` in `AllianceThe`. A candidate before
 * it, at `limit`, ends it.
 */
export function pieceBefore(text: string, at: number, limit: number): Piece {
  let to = at;
  while (to > at - MOST_PUNCTUATION && isEnding(classAt(text, to - 1))) to--;
  let from = to;
  const least = Math.max(limit < to ? limit : 0, to - LONGEST);
  const last = classAt(text, to - 1);
  if (last === Class.Lower || last === Class.Mark) {
    while (from > least && isSmall(classAt(text, from - 1))) from--;
    if (from > least && classAt(text, from - 1) === Class.Upper) from--;
  } else if (isWordCharacter(last)) {
    while (from > least && classAt(text, from - 1) === last) from--;
  }
  return { from, to };
}

/** The part of a word that starts at `at` or behind the punctuation there, up to `limit`: `The` in `AllianceThe`. */
export function pieceAfter(text: string, at: number, limit: number): Piece {
  let from = at;
  while (from < at + MOST_PUNCTUATION && isOpening(classAt(text, from))) from++;
  let to = from;
  const most = Math.min(limit > from ? limit : text.length, from + LONGEST);
  const first = classAt(text, from);
  if (first === Class.Upper && isSmall(classAt(text, from + 1))) to++;
  if (first === Class.Lower || to > from) {
    while (to < most && isSmall(classAt(text, to))) to++;
  } else if (isWordCharacter(first)) {
    while (to < most && classAt(text, to) === first) to++;
  }
  return { from, to };
}

/** The whole run of word characters around `at`, as far as both sides are in one. */
export function wordAround(text: string, at: number): Piece {
  return { from: wordStart(text, at), to: wordEnd(text, at) };
}

export function wordStart(text: string, at: number): number {
  const least = Math.max(0, at - LONGEST);
  while (at > least && isWordPart(classAt(text, at - 1))) at--;
  return at;
}

export function wordEnd(text: string, at: number): number {
  const most = Math.min(text.length, at + LONGEST);
  while (at < most && isWordPart(classAt(text, at))) at++;
  return at;
}

export function shapeOf(text: string, { from, to }: Piece): Shape {
  if (to <= from) return Shape.None;
  const first = classAt(text, from);
  if (first === Class.Digit) return Shape.Digits;
  if (first === Class.Letter) return Shape.Caseless;
  let capitals = 0;
  for (let i = from; i < to; i++) if (classAt(text, i) === Class.Upper) capitals++;
  if (capitals === 0) return Shape.Small;
  if (to - from === 1) return Shape.Letter;
  if (capitals === to - from) return Shape.Capitals;
  return capitals === 1 && first === Class.Upper ? Shape.Title : Shape.Mixed;
}

/** What a look from a candidate to one side sees, up to a sentence's end, a line's end or the window's. */
export interface Stretch {
  readonly length: number;
  readonly words: number;
  /** Words with a capital. */
  readonly capitals: number;
  /** Small words of at most three letters, which in most languages are function words. */
  readonly short: number;
  readonly digits: number;
  /** Characters of code and addresses. */
  readonly code: number;
  /** Why the look ended: 0 the window, 1 the line, 2 a sentence's end, 3 another candidate. */
  readonly reason: number;
}

/** Looks back from `at` to `limit` (the candidate before it, or less). */
export function stretchBefore(text: string, at: number, limit: number, window: number): Stretch {
  const least = Math.max(0, limit, at - window);
  let from = at;
  let reason = least === 0 ? 1 : least === limit ? 3 : 0;
  while (from > least) {
    const kind = classAt(text, from - 1);
    if (text.charCodeAt(from - 1) === 10) {
      reason = 1;
      break;
    }
    if (kind === Class.Space && from < at - 3 && isSentenceEnd(text, from - 2)) {
      reason = 2;
      break;
    }
    from--;
  }
  return measure(text, from, at, reason);
}

/** Looks ahead from `at` to `limit` (the next candidate, or more). */
export function stretchAfter(text: string, at: number, limit: number, window: number): Stretch {
  const most = Math.min(text.length, limit, at + window);
  let to = at;
  let reason = most === text.length ? 1 : most === limit ? 3 : 0;
  while (to < most) {
    const kind = classAt(text, to);
    if (text.charCodeAt(to) === 10) {
      reason = 1;
      break;
    }
    if (kind === Class.Space && to > at + 3 && isSentenceEnd(text, to - 1)) {
      reason = 2;
      break;
    }
    to++;
  }
  return measure(text, at, to, reason);
}

function isSentenceEnd(text: string, last: number): boolean {
  const kind = classAt(text, last);
  if (kind === Class.Close || kind === Class.Quote) return isFinal(classAt(text, last - 1));
  return isFinal(kind);
}

function isFinal(kind: Class): boolean {
  return kind === Class.Stop || kind === Class.Ask;
}

function measure(text: string, from: number, to: number, reason: number): Stretch {
  let words = 0;
  let capitals = 0;
  let short = 0;
  let digits = 0;
  let code = 0;
  let start = -1;
  for (let i = from; i <= to; i++) {
    const kind = i < to ? classAt(text, i) : Class.Space;
    if (isWordPart(kind)) {
      if (start < 0) start = i;
      if (kind === Class.Digit) digits++;
      continue;
    }
    if (start >= 0) {
      words++;
      const first = classAt(text, start);
      if (first === Class.Upper) capitals++;
      else if (first === Class.Lower && i - start <= 3) short++;
      start = -1;
    }
    if (kind === Class.Joiner || CODE.has(text.charCodeAt(i))) code++;
  }
  return { length: to - from, words, capitals, short, digits, code, reason };
}

const CODE = new Set([...'{}()[]<>;$#*"'].map((c) => c.charCodeAt(0)));

function isSmall(kind: Class): boolean {
  return kind === Class.Lower || kind === Class.Mark;
}

function isWordPart(kind: Class): boolean {
  return isWordCharacter(kind) || kind === Class.Mark;
}

function isEnding(kind: Class): boolean {
  return (
    (kind >= Class.Stop && kind <= Class.Apostrophe) || kind === Class.Percent || kind === Class.Invisible
  );
}

function isOpening(kind: Class): boolean {
  return (
    kind === Class.Quote ||
    kind === Class.Apostrophe ||
    kind === Class.Open ||
    kind === Class.Dash ||
    kind === Class.Bullet ||
    kind === Class.Space ||
    kind === Class.Invisible
  );
}
