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
}

const CLOSERS = new Set('"\'”’»)]}*_」』）');
const SENTENCE_ENDS = new Set('.!?。！？؟।');
const KICKER_MARKS = new Set(':|：');
const LONGEST_KICKER = 48;

/** Measures a text in one pass. */
export function shapeOf(text: string): Shape {
  let words = 0;
  let long = 0;
  let capital = 0;
  let sentences = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i === text.length ? 32 : text.charCodeAt(i);
    if (code !== 32 && code !== 10 && code !== 9 && code !== 0xa0) continue;
    if (i > start) {
      words++;
      if (i - start >= 4) {
        long++;
        if (isUpper(text.charCodeAt(start))) capital++;
      }
      if (i < text.length && SENTENCE_ENDS.has(text[i - 1]!)) sentences++;
    }
    start = i + 1;
  }
  const first = text.charCodeAt(0);
  return {
    chars: text.length,
    words,
    ending: endingOf(text),
    titleCase: long > 0 ? capital / long : 0,
    sentences,
    kicker: kickerLength(text),
    bullet: /^[-–—•*·▪◦‣]\s/.test(text),
    startsLower: isLower(first),
    question: /[?？؟]["'”’»)]?$/.test(text),
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

/** A paragraph that stops before its end. */
export function isTruncated(shape: Shape): boolean {
  return shape.ending === 'dots' || (shape.ending === 'open' && shape.chars > 160);
}

function endingOf(text: string): Ending {
  let end = text.length;
  while (end > 0 && CLOSERS.has(text[end - 1]!)) end--;
  const last = text[end - 1] ?? '';
  if (last === '…' || text.endsWith('...', end)) return 'dots';
  if (SENTENCE_ENDS.has(last)) return 'sentence';
  return last === ':' || last === '：' ? 'colon' : 'open';
}

function kickerLength(text: string): number {
  const most = Math.min(text.length, LONGEST_KICKER);
  let letters = 0;
  for (let i = 0; i < most; i++) {
    const code = text.charCodeAt(i);
    if (KICKER_MARKS.has(text[i]!)) return letters >= 3 ? i : 0;
    if (isLower(code)) return 0;
    if (isUpper(code)) letters++;
  }
  return 0;
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
