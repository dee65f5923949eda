/** How a block of text looks: how it opens, how it ends, and whether it reads like a headline or a teaser. */

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
  readonly bullet: boolean;
  readonly startsLower: boolean;
  readonly question: boolean;
  /** The number it begins with, or that follows a headline's first word ("Step 3"); 0 without. */
  readonly number: number;
}

const CLOSERS = codes('"\'”’»)]}*_」』）');
const SENTENCE_ENDS = codes('.!?。！？؟।');
const QUESTION_MARKS = codes('?？؟');
const KICKER_MARKS = codes(':|：');
const BULLETS = codes('-–—•*·▪◦‣');
const LONGEST_KICKER = 48;
/** No list counts so far. */
const HIGHEST_NUMBER = 999;

/** Measures a text in one pass. */
export function shapeOf(text: string): Shape {
  let words = 0;
  let long = 0;
  let capital = 0;
  let sentences = 0;
  let start = 0;
  let before = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 32 : text.charCodeAt(i);
    if (isSpace(code)) {
      if (i > start) {
        words++;
        if (i - start >= 4) {
          long++;
          if (isUpper(text.charCodeAt(start))) capital++;
        }
        if (i < text.length && SENTENCE_ENDS.has(before)) sentences++;
      }
      start = i + 1;
    }
    before = code;
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
    bullet: BULLETS.has(first) && isSpace(text.charCodeAt(1)),
    startsLower: isLower(first),
    question: QUESTION_MARKS.has(text.charCodeAt(last)),
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
  while (last >= 0 && CLOSERS.has(text.charCodeAt(last))) last--;
  return last;
}

function endingOf(text: string, last: number): Ending {
  const code = text.charCodeAt(last);
  if (code === 0x2026 || (code === 46 && text.endsWith('...', last + 1))) return 'dots';
  if (SENTENCE_ENDS.has(code)) return 'sentence';
  return code === 0x3a || code === 0xff1a ? 'colon' : 'open';
}

function kickerLength(text: string): number {
  const most = Math.min(text.length, LONGEST_KICKER);
  let letters = 0;
  for (let i = 0; i < most; i++) {
    const code = text.charCodeAt(i);
    if (KICKER_MARKS.has(code)) return letters >= 3 ? i : 0;
    if (isLower(code)) return 0;
    if (isUpper(code)) letters++;
  }
  return 0;
}

/** The first number in the first two words of a text. */
function numberOf(text: string): number {
  let number = 0;
  let word = 0;
  for (let i = 0; i < text.length && word < 2; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) number = number * 10 + code - 48;
    else if (number > 0) break;
    else if (isSpace(code)) word++;
  }
  return number <= HIGHEST_NUMBER ? number : 0;
}

function codes(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (c) => c.charCodeAt(0)));
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 0xa0;
}

function isUpper(code: number): boolean {
  if (code < 0x80) return code >= 65 && code <= 90;
  const c = String.fromCharCode(code);
  return c !== c.toLowerCase();
}

function isLower(code: number): boolean {
  if (code < 0x80) return code >= 97 && code <= 122;
  const c = String.fromCharCode(code);
  return c !== c.toUpperCase();
}
