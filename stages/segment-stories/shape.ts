/** How a block of text looks: how it opens, how it ends, and whether it reads like a headline or a teaser. */

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
/** No list counts so far. */
const HIGHEST_NUMBER = 999;

/** Measures a text in one pass. */
export function shapeOf(text: string): Shape {
  let words = 0;
  let long = 0;
  let capital = 0;
  let sentences = 0;
  for (let i = 0; i < text.length; ) {
    const start = i;
    while (i < text.length && !isIn(SPACE, text.charCodeAt(i))) i++;
    if (i > start) {
      words++;
      if (i - start >= 4) {
        long++;
        if (isIn(UPPER, text.charCodeAt(start))) capital++;
      }
      if (i < text.length && isIn(SENTENCE_END, text.charCodeAt(i - 1))) sentences++;
    }
    i++;
  }
  const first = text.charCodeAt(0);
  const last = lastLetter(text);
  return {
    chars: text.length,
    words,
    ending: endingOf(text, last),
    titleCase: long > 0 ? capital / long : 0,
    sentences,
    kicker: kickerLength(text),
    dateline: datelineLength(text),
    digits: digitShare(text),
    bullet: isIn(BULLET, first) && isIn(SPACE, text.charCodeAt(1)),
    startsLower: isIn(LOWER, first),
    question: isIn(QUESTION_MARK, text.charCodeAt(last)),
    number: numberOf(text),
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

/** A text that tells something, rather than heading or labelling it. */
export function isLong(shape: Shape): boolean {
  return shape.words >= 14 || shape.chars >= 100;
}

/** A paragraph that stops before its end. */
export function isTruncated(shape: Shape): boolean {
  return shape.ending === 'dots' || (shape.ending === 'open' && shape.chars > 160);
}

/** Index of the last character that closes nothing; -1 without. */
function lastLetter(text: string): number {
  let last = text.length - 1;
  while (last >= 0 && isIn(CLOSER, text.charCodeAt(last))) last--;
  return last;
}

function endingOf(text: string, last: number): Ending {
  const code = text.charCodeAt(last);
  if (code === 0x2026 || (code === 46 && text.endsWith('...', last + 1))) return 'dots';
  if (isIn(SENTENCE_END, code)) return 'sentence';
  return code === 0x3a || code === 0xff1a ? 'colon' : 'open';
}

function kickerLength(text: string): number {
  const most = Math.min(text.length, LONGEST_KICKER);
  let letters = 0;
  for (let i = 0; i < most; i++) {
    const code = text.charCodeAt(i);
    if (isIn(KICKER_MARK, code)) return letters >= 3 ? i : 0;
    if (isIn(LOWER, code)) return 0;
    if (isIn(UPPER, code)) letters++;
  }
  return 0;
}

/** Up to a dash between spaces, where the text begins with a capital or a digit. */
function datelineLength(text: string): number {
  const first = text.charCodeAt(0);
  if (!isIn(UPPER, first) && !isIn(DIGIT, first)) return 0;
  const most = Math.min(text.length - 1, LONGEST_DATELINE);
  for (let i = 2; i < most; i++) {
    if (
      isIn(DASH, text.charCodeAt(i)) &&
      isIn(SPACE, text.charCodeAt(i - 1)) &&
      isIn(SPACE, text.charCodeAt(i + 1))
    )
      return i;
  }
  return 0;
}

function digitShare(text: string): number {
  const length = Math.min(text.length, BEGINNING);
  let digits = 0;
  for (let i = 0; i < length; i++) if (isIn(DIGIT, text.charCodeAt(i))) digits++;
  return digits / length;
}

/** The first number in the first two words of a text. */
function numberOf(text: string): number {
  let number = 0;
  let word = 0;
  for (let i = 0; i < text.length && word < 2; i++) {
    const code = text.charCodeAt(i);
    if (isIn(DIGIT, code)) number = number * 10 + code - 48;
    else if (number > 0) break;
    else if (isIn(SPACE, code)) word++;
  }
  return number <= HIGHEST_NUMBER ? number : 0;
}
