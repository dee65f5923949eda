/** The words on both sides of a candidate. All looks end at white space, so none leaves its text. */
import { Class, isWordCharacter } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';

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

/** Longer words are looked at no further than this. */
const LONGEST = 48;
const MOST_PUNCTUATION = 3;

/** Where the white space before `at` begins; `at` where there is none. */
export function gapStart({ kinds }: Page, at: number): number {
  while (kinds[at - 1] === Class.Space) at--;
  return at;
}

/** Where the word before `at` ends: before the punctuation there. */
export function pieceEnd({ kinds }: Page, at: number): number {
  let to = at;
  while (to > at - MOST_PUNCTUATION && isEnding(kinds[to - 1]!)) to--;
  return to;
}

/**
 * Where the part of a word begins that ends at `to`: `Alliance` in `AllianceThe`. A candidate before it, at `limit`,
 * ends it.
 */
export function pieceStart({ kinds }: Page, to: number, limit: number): number {
  let from = to;
  const least = Math.max(limit < to ? limit : 0, to - LONGEST);
  const last = kinds[to - 1]!;
  if (last === Class.Lower || last === Class.Mark) {
    while (from > least && isSmall(kinds[from - 1]!)) from--;
    if (from > least && kinds[from - 1] === Class.Upper) from--;
  } else if (isWordCharacter(last)) {
    while (from > least && kinds[from - 1] === last) from--;
  }
  return from;
}

/** Where the word behind `at` begins: behind the punctuation there. */
export function nextPieceStart({ kinds }: Page, at: number): number {
  let from = at;
  while (from < at + MOST_PUNCTUATION && isOpening(kinds[from]!)) from++;
  return from;
}

/** Where the part of a word ends that begins at `from`, at `limit` or before: `The` in `AllianceThe`. */
export function nextPieceEnd({ kinds }: Page, from: number, limit: number): number {
  let to = from;
  const most = Math.min(limit > from ? limit : kinds.length, from + LONGEST);
  const first = kinds[from]!;
  if (first === Class.Upper && isSmall(kinds[from + 1]!)) to++;
  if (first === Class.Lower || to > from) {
    while (to < most && isSmall(kinds[to]!)) to++;
  } else if (isWordCharacter(first)) {
    while (to < most && kinds[to] === first) to++;
  }
  return to;
}

export function wordStart({ kinds }: Page, at: number): number {
  const least = Math.max(0, at - LONGEST);
  while (at > least && isWordPart(kinds[at - 1]!)) at--;
  return at;
}

export function wordEnd({ kinds }: Page, at: number): number {
  const most = at + LONGEST;
  while (at < most && isWordPart(kinds[at]!)) at++;
  return at;
}

export function shapeOf({ kinds }: Page, from: number, to: number): Shape {
  if (to <= from) return Shape.None;
  const first = kinds[from];
  if (first === Class.Digit) return Shape.Digits;
  if (first === Class.Letter) return Shape.Caseless;
  let capitals = 0;
  for (let i = from; i < to; i++) if (kinds[i] === Class.Upper) capitals++;
  if (capitals === 0) return Shape.Small;
  if (to - from === 1) return Shape.Letter;
  if (capitals === to - from) return Shape.Capitals;
  return capitals === 1 && first === Class.Upper ? Shape.Title : Shape.Mixed;
}

export function isWordPart(kind: number): boolean {
  return isWordCharacter(kind) || kind === Class.Mark;
}

function isSmall(kind: number): boolean {
  return kind === Class.Lower || kind === Class.Mark;
}

function isEnding(kind: number): boolean {
  return (
    (kind >= Class.Stop && kind <= Class.Apostrophe) || kind === Class.Percent || kind === Class.Invisible
  );
}

function isOpening(kind: number): boolean {
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
