/** Finds the page's title among its lines. */
import type { Document } from '../../pipeline/document.js';
import { CLASS } from './characters.js';
import { nameByPhrase } from './labels.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS } from './measure.js';
import { hashWords } from './words.js';

export interface Title {
  /** The line that is the title; null where the page does not show it. */
  readonly line: number | null;
  /** Other lines that repeat it. */
  readonly repeats: readonly number[];
  readonly rule: 'title-given' | 'title-repeated' | 'title-above';
}

const FEWEST_WORDS = 2;
const MOST_WORDS = 40;
/** A line that stands on the page more often is the label of something. */
const MOST_TIMES = 4;
/** The score from which a line is taken for the title; more is asked of the first line where nothing stands above it. */
const ENOUGH = 0.5;
const ENOUGH_FIRST = 0.9;
/** Characters at a line's end that tell how it ends. */
const ENDING = 12;
/** Lead-ins, greetings and sentences end so, and titles do not. */
const ENDS_OPEN = /[,;:，；：][^\p{L}\p{N}]*$/u;
const ENDS_SENTENCE = /(?:[^.\s]{3}\.|。)["'”’»)\]]*$/u;

/** `given` is the title that came with the page; `first` the first line of its running text. */
export function findTitle(
  document: Document,
  reading: Reading,
  given: string | null,
  first: number,
): Title | null {
  const { hashes } = reading.lines;
  const candidates = findCandidates(reading, first);
  let best: number | null = null;
  let rule: Title['rule'] = 'title-above';
  if (given !== null) {
    const words = hashWords(given);
    const line = candidates.findLast((i) => isPrefix(reading, i, words));
    if (line === undefined) return null;
    best = line;
    rule = 'title-given';
  } else {
    let most = ENOUGH;
    for (const line of candidates) {
      const score = scoreTitle(reading, line, first);
      if (score < most || (best !== null && hashes[best] === hashes[line])) continue;
      most = score;
      best = line;
    }
    if (best === null) return null;
    if (count(hashes, hashes[best]!, first) > 1) rule = 'title-repeated';
    else if (
      most < (best === 0 ? ENOUGH_FIRST : ENOUGH) ||
      endsOtherwise(document.blocks[reading.blocks[best]!]!.text)
    )
      return null;
  }
  const line = hashes.indexOf(hashes[best]!);
  const own = wordsOf(reading, best);
  const repeats: number[] = [];
  for (let i = 0; i <= first && i < hashes.length; i++) {
    if (i !== line && (hashes[i] === hashes[line] || startsWith(wordsOf(reading, i), own, 0.4)))
      repeats.push(i);
  }
  return { line, repeats, rule };
}

/** Short lines above the running text that do not end like a sentence and are not boilerplate by their words. */
function findCandidates(reading: Reading, first: number): number[] {
  const { lines } = reading;
  const candidates: number[] = [];
  for (let i = 0; i <= first && i < lines.count; i++) {
    const words = lines.wordStart[i + 1]! - lines.wordStart[i]!;
    const c = i * COUNTS;
    const numbers = lines.counts[c + COUNT.numbers]! + lines.counts[c + COUNT.months]!;
    const sentences = lines.counts[c + COUNT.sentences]!;
    if (
      words < FEWEST_WORDS ||
      words > MOST_WORDS ||
      numbers * 2 > words ||
      lines.counts[c + COUNT.separators]! > 2 ||
      reading.page.repeats[i]! > MOST_TIMES ||
      nameByPhrase(reading, i)
    )
      continue;
    if (i === first && (reading.page.prose[i]! > 0 || sentences > 0)) continue;
    if (sentences > 1 || (sentences === 1 && lines.counts[c + COUNT.last] !== CLASS.stop)) continue;
    candidates.push(i);
  }
  return candidates;
}

/** Repeated above the text, in front of the site's name in the first line, near the text, about what it is about. */
function scoreTitle(reading: Reading, line: number, first: number): number {
  const { lines, page } = reading;
  const words = lines.wordStart[line + 1]! - lines.wordStart[line]!;
  let score = Math.min(2, 2 * page.mainOverlap[line]!) + Math.min(1, words / 4);
  if (words >= 3 && count(lines.hashes, lines.hashes[line]!, first) > 1) score += 2;
  if (line > 0 && startsWith(wordsOf(reading, 0), wordsOf(reading, line), 0.3)) score += 3;
  if (line === 0) score += 0.5;
  if (lines.counts[line * COUNTS + COUNT.sentences]! > 0) score -= 1;
  return score - Math.min(2, 0.1 * (first - line));
}

/** Whether a line ends as no title does. */
function endsOtherwise(text: string): boolean {
  const end = text.slice(-ENDING);
  return ENDS_OPEN.test(end) || ENDS_SENTENCE.test(end);
}

function wordsOf({ lines }: Reading, line: number): Int32Array {
  return lines.words.subarray(lines.wordStart[line]!, lines.wordStart[line + 1]!);
}

/** Whether a longer text begins with a title that makes up at least a share of its words. */
function startsWith(text: Int32Array, title: Int32Array, share: number): boolean {
  if (title.length < 3 || title.length > text.length || title.length < share * text.length) return false;
  return title.every((word, i) => word === text[i]);
}

/** Whether a line is the given title, or the given title begins with it. */
function isPrefix(reading: Reading, line: number, given: Int32Array): boolean {
  const words = wordsOf(reading, line);
  if (words.length === given.length) return words.every((word, i) => word === given[i]);
  return startsWith(given, words, 0.4);
}

function count(hashes: Int32Array, hash: number, to: number): number {
  let n = 0;
  for (let i = 0; i <= to && i < hashes.length; i++) n += +(hashes[i] === hash);
  return n;
}
