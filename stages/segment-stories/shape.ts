/** How a block of text looks: how it opens, how it ends, and whether it reads like a headline or a teaser. */

import type { CodeUnits } from '../../text/code-units.js';
import {
  BULLET,
  CLOSER,
  DASH,
  DIGIT,
  isIn,
  KICKER_MARK,
  LOWER,
  QUESTION_MARK,
  SENTENCE_END,
  SPACE,
  UPPER,
} from './characters.js';

/** How a text ends: with a finished sentence, cut off with dots, announcing something, or anywhere. */
export type Ending = 'sentence' | 'dots' | 'colon' | 'open';

export interface Shape {
  readonly chars: number;
  /** Words by white space. */
  readonly words: number;
  readonly ending: Ending;
  /** Share of the words of four letters or more that begin with a capital. */
  readonly titleCase: number;
  /** Sentence ends inside the text. */
  readonly sentences: number;
  /** Length of an opening in capitals before a colon or bar ("ON ALERT: ..."), 0 without. */
  readonly kicker: number;
  /** Length of an opening before a dash ("BERLIN (Wire) — ...", "3 May - ..."), 0 without. */
  readonly dateline: number;
  /** Share of digits in its beginning. */
  readonly digits: number;
  readonly bullet: boolean;
  readonly startsLower: boolean;
  readonly question: boolean;
  /** The number it begins with, or that follows a headline's first word ("Step 3"); 0 without. */
  readonly number: number;
}

const LONGEST_KICKER = 48;
const LONGEST_DATELINE = 44;
/** Characters that digits are counted in. */
const BEGINNING = 80;
const ELLIPSIS = 0x2026;
const DOT = 0x2e;
/** No list counts so far. */
const HIGHEST_NUMBER = 999;

/** Measures text `t`. */
export function shapeOf({ codes, starts, ends }: CodeUnits, t: number): Shape {
  const from = starts[t]!;
  const to = ends[t]!;
  let words = 0;
  let long = 0;
  let capital = 0;
  let sentences = 0;
  const beginning = Math.min(to, from + BEGINNING);
  let digits = 0;
  /** Where the first dash between spaces stands. */
  let dash = 0;
  for (let i = from; i < to; i++) {
    const start = i;
    // The line break behind the text ends its last word.
    while (!isIn(SPACE | DIGIT, codes[i]!)) i++;
    for (; !isIn(SPACE, codes[i]!); i++) digits += Number(i < beginning && isIn(DIGIT, codes[i]!));
    if (i === start) continue;
    words++;
    if (i - start >= 4) {
      long++;
      if (isIn(UPPER, codes[start]!)) capital++;
    } else if (i === start + 1 && i < to && dash === 0 && isIn(DASH, codes[start]!)) dash = start - from;
    if (i < to && isIn(SENTENCE_END, codes[i - 1]!)) sentences++;
  }
  const first = codes[from]!;
  const last = lastLetter(codes, from, to);
  return {
    chars: to - from,
    words,
    ending: endingOf(codes, last),
    titleCase: long > 0 ? capital / long : 0,
    sentences,
    kicker: kickerLength(codes, from, to),
    dateline: isIn(UPPER | DIGIT, first) && dash < LONGEST_DATELINE ? dash : 0,
    digits: digits / (beginning - from),
    bullet: isIn(BULLET, first) && from + 1 < to && isIn(SPACE, codes[from + 1]!),
    startsLower: isIn(LOWER, first),
    question: isIn(QUESTION_MARK, codes[last]!),
    number: numberOf(codes, from, to),
  };
}

/** A line that could head a story: short, with no sentence end behind or within it. */
export function isHeadline(shape: Shape): boolean {
  return (
    shape.words > 0 &&
    shape.words <= 24 &&
    shape.chars <= 160 &&
    shape.sentences === 0 &&
    (shape.ending === 'open' || shape.question) &&
    !shape.bullet
  );
}

/** A line with little but a date, a time or a length in it. */
export function isStamp(shape: Shape): boolean {
  return shape.words <= 6 && shape.digits >= 0.1 && shape.ending === 'open' && shape.sentences === 0;
}

/** A text that tells something, rather than heading or labelling it. */
export function isLong(shape: Shape): boolean {
  return shape.words >= 14 || shape.chars >= 100;
}

/** A paragraph that stops before its end. */
export function isTruncated(shape: Shape): boolean {
  return shape.ending === 'dots' || (shape.ending === 'open' && shape.chars > 160);
}

/** Index of the last character that closes nothing; the one before the text where there is none. */
function lastLetter(codes: Uint16Array, from: number, to: number): number {
  let last = to - 1;
  while (last >= from && isIn(CLOSER, codes[last]!)) last--;
  return last;
}

function endingOf(codes: Uint16Array, last: number): Ending {
  const code = codes[last]!;
  if (code === ELLIPSIS || (code === DOT && codes[last - 1] === DOT && codes[last - 2] === DOT))
    return 'dots';
  if (isIn(SENTENCE_END, code)) return 'sentence';
  return code === 0x3a || code === 0xff1a ? 'colon' : 'open';
}

function kickerLength(codes: Uint16Array, from: number, to: number): number {
  const end = Math.min(to, from + LONGEST_KICKER);
  let letters = 0;
  for (let i = from; i < end; i++) {
    const code = codes[i]!;
    if (isIn(KICKER_MARK, code)) return letters >= 3 ? i - from : 0;
    if (isIn(LOWER, code)) return 0;
    if (isIn(UPPER, code)) letters++;
  }
  return 0;
}

/** The first number in the first two words of a text. */
function numberOf(codes: Uint16Array, from: number, to: number): number {
  let number = 0;
  let word = 0;
  for (let i = from; i < to && word < 2; i++) {
    const code = codes[i]!;
    if (isIn(DIGIT, code)) number = number * 10 + code - 48;
    else if (number > 0) break;
    else if (isIn(SPACE, code)) word++;
  }
  return number <= HIGHEST_NUMBER ? number : 0;
}
