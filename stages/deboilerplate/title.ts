/** Finds the page's title among its lines. */
import type { Document } from '../../pipeline/document.js';
import { marked, type Naming, nameByPhrase } from './labels.js';
import { lengthOf } from './length.js';
import type { Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS } from './measure.js';
import { findDate, isName } from './people.js';
import { hashWords } from './words.js';

export interface Title {
  /** The line that is the title. */
  readonly line: number;
  /** Other lines that repeat it, or begin with it and say little more. */
  readonly repeats: readonly number[];
  readonly rule: 'title-given' | 'title-repeated' | 'title-above';
  /** Whether it stays in the text, as a heading. */
  readonly stays: boolean;
}

const FEWEST_WORDS = 2;
const MOST_WORDS = 40;
/** A line that stands on the page more often is the label of something. */
const MOST_TIMES = 4;
/**
 * What speaks for a line, by how much; fitted by logistic regression on part of WCXB's articles, then rounded.
 * What stands first in the text is chosen before others, but that alone makes no title.
 */
const WEIGHT = {
  word: 0.25,
  wordTooMany: -0.1,
  /** Words that the running text has too. */
  sharedWord: 0.35,
  functionShare: 3,
  lineFromText: -0.1,
  bylineBelow: 2,
  dated: -1.5,
  repeated: 1.4,
  sentence: -1,
  /** It is boilerplate by its form. */
  boilerplate: -2,
  name: -1,
  /** The text begins with it and a comma or bracket: it is the name of whom the page is about. */
  beginsText: 3,
  beginsFirstLine: 3,
  /** The share of its words that the first line has too, where that says more than it. */
  inFirstLine: 1.5,
  firstLine: 2,
} as const;
const WORDS_THAT_COUNT = 8;
const SHARED_THAT_COUNT = 6;
const LINES_THAT_COUNT = 20;
/** Lines below a title in which its byline stands, and the words of such a line at most. */
const BYLINE_BELOW = 4;
const MOST_BYLINE_WORDS = 16;
/** What must speak for the title. */
const ENOUGH = 0.4;
/**
 * A standfirst has more words of the text than the headline above it, so that more speaks for it: how much more at most, also
 * where it is longer by this factor, and what the two must be like. On WCXB's articles the line above a title is a rubric or a
 * menu's as a rule.
 */
const AHEAD = 1;
const AHEAD_IF_LONGER = 4;
const LONGER = 1.2;
const FEWEST_HEADLINE_WORDS = 4;
const HEADLINE_OVERLAP = 0.15;
/** Quotation marks and dashes of a headline stand between so many words at least; the lines of menus have more of them. */
const WORDS_A_SEPARATOR = 5;
const STANDFIRST_CAPITALS = 0.5;
const IN_FIRST_LINE = 0.5;
/** Characters at a line's end that tell how it ends. */
const ENDING = 12;
/** Lead-ins, greetings and sentences end so, and titles do not. */
const ENDS_OPEN = /[,;:，；：][^\p{L}\p{N}]*$/u;
const ENDS_SENTENCE = /(?:[^.\s]{3}\.|。)["'”’»)\]]*$/u;

/** `given` is the title that came with the page; `first` the first line of its running text. */
export function findTitle(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  given: string | null,
  first: number,
): Title | null {
  const { hashes } = reading.lines;
  const words = given === null ? null : hashWords(given);
  const isTitleOfOne = (line: number) =>
    words ? isPrefix(reading, line, words) : line === first - 1 && hashes[line] === hashes[line - 1];
  const candidates = findCandidates(reading, first, isTitleOfOne);
  const repeated = findRepeated(hashes.subarray(0, first + 1));
  let best: number | null = null;
  let rule: Title['rule'] = 'title-above';
  if (words) {
    const line = candidates.findLast((i) => isPrefix(reading, i, words));
    if (line === undefined) return null;
    best = line;
    rule = 'title-given';
  } else {
    const bylines = findBylines(document, reading, lexicon, first);
    const firstLine = new Set(wordsOf(reading, 0));
    let most = -Infinity;
    const clues = new Map<number, number>();
    const start = document.blocks[reading.blocks[first]!]?.text ?? '';
    for (const line of candidates) {
      if (best !== null && hashes[best] === hashes[line]) continue;
      const text = document.blocks[reading.blocks[line]!]!.text;
      const own =
        scoreTitle(reading, line, first, repeated, firstLine) +
        WEIGHT.bylineBelow * Number(bylines.subarray(line + 1, line + 1 + BYLINE_BELOW).includes(1)) +
        WEIGHT.boilerplate * Number(forms[line] !== null) +
        WEIGHT.dated * Number(findDate(text, lexicon) !== null) +
        WEIGHT.name * Number(isName(text)) +
        WEIGHT.beginsText *
          Number(line < first && isName(text) && /^(?:, | \()/.test(behindName(start, text)));
      clues.set(line, own);
      const score = own + WEIGHT.firstLine * Number(line === 0);
      if (score <= most) continue;
      most = score;
      best = line;
    }
    if (best === null || clues.get(best)! < ENOUGH) return null;
    const ahead = clues.get(best)! - (clues.get(best - 1) ?? -Infinity);
    // Headlines above one another are a list of links.
    const isList = clues.has(best - 2) && wordsOf(reading, best - 2).length >= FEWEST_HEADLINE_WORDS;
    const above = document.blocks[reading.blocks[best - 1] ?? -1]?.text ?? '';
    const isStandfirst =
      !isList && findDate(above, lexicon) === null && readsLikeStandfirst(reading, best, ahead, firstLine);
    if (isStandfirst && !repeated.has(hashes[best]!) && clues.get(best - 1)! >= ENOUGH) best--;
    if (repeated.has(hashes[best]!)) rule = 'title-repeated';
    else if (endsOtherwise(document.blocks[reading.blocks[best]!]!.text)) return null;
  }
  const line = hashes.indexOf(hashes[best]!);
  const own = wordsOf(reading, best);
  const repeats: number[] = [];
  for (let i = 0; i <= first && i < hashes.length; i++) {
    const begins = i < first && startsWith(wordsOf(reading, i), own, 0.4);
    if (i !== line && (hashes[i] === hashes[line] || begins)) repeats.push(i);
  }
  return { line, repeats, rule, stays: false };
}

/**
 * Short lines down to the running text, of one sentence at most and not boilerplate by their words. A single word is mostly a
 * menu's; `isTitleOfOne` says where it may be a title.
 */
function findCandidates(reading: Reading, first: number, isTitleOfOne: (line: number) => boolean): number[] {
  const { lines } = reading;
  const candidates: number[] = [];
  for (let i = 0; i <= first && i < lines.count; i++) {
    const words = lines.wordStart[i + 1]! - lines.wordStart[i]!;
    const c = i * COUNTS;
    const numbers = lines.counts[c + COUNT.numbers]! + lines.counts[c + COUNT.months]!;
    const sentences = lines.counts[c + COUNT.sentences]!;
    if (
      words === 0 ||
      (words < FEWEST_WORDS && !isTitleOfOne(i)) ||
      words > MOST_WORDS ||
      numbers * 2 > words ||
      lines.counts[c + COUNT.separators]! > 2 ||
      reading.page.repeats[i]! > MOST_TIMES ||
      nameByPhrase(reading, i)
    )
      continue;
    if (i === first && (reading.page.prose[i]! > 0 || sentences > 0)) continue;
    if (sentences > 1) continue;
    candidates.push(i);
  }
  return candidates;
}

/** What a line's own words and its place say; `firstLine` has the words of the page's first line. */
function scoreTitle(
  reading: Reading,
  line: number,
  first: number,
  repeated: ReadonlySet<number>,
  firstLine: ReadonlySet<number>,
): number {
  const { lines, page } = reading;
  const words = lengthOf(lines, line);
  let score =
    WEIGHT.word * Math.min(WORDS_THAT_COUNT, words) +
    WEIGHT.wordTooMany * Math.max(0, words - WORDS_THAT_COUNT) +
    WEIGHT.sharedWord * Math.min(SHARED_THAT_COUNT, page.mainOverlap[line]! * words) +
    WEIGHT.functionShare * page.functionShare[line]! +
    WEIGHT.lineFromText * Math.min(LINES_THAT_COUNT, first - line);
  if (repeated.has(lines.hashes[line]!)) score += WEIGHT.repeated;
  if (line > 0 && startsWith(wordsOf(reading, 0), wordsOf(reading, line), 0.3))
    score += WEIGHT.beginsFirstLine;
  else if (line > 0) score += WEIGHT.inFirstLine * shareIn(firstLine, wordsOf(reading, line));
  if (lines.counts[line * COUNTS + COUNT.sentences]! > 0) score += WEIGHT.sentence;
  return score;
}

/**
 * Whether a line with the clues of a title, so much more than the line above it, reads like the sentence below a headline: with
 * few capitals, below a line that has words of the text. Where the page's first line has its words it is the title: that is what
 * browsers show.
 */
function readsLikeStandfirst(
  reading: Reading,
  line: number,
  ahead: number,
  firstLine: ReadonlySet<number>,
): boolean {
  const { lines, page } = reading;
  const { counts } = lines;
  if (!Number.isFinite(ahead)) return false;
  const [own, above] = [wordsOf(reading, line), wordsOf(reading, line - 1)];
  return (
    ahead <= (own.length >= LONGER * above.length ? AHEAD_IF_LONGER : AHEAD) &&
    above.length >= FEWEST_HEADLINE_WORDS &&
    page.mainOverlap[line - 1]! >= HEADLINE_OVERLAP &&
    counts[(line - 1) * COUNTS + COUNT.separators]! * WORDS_A_SEPARATOR <= above.length &&
    counts[line * COUNTS + COUNT.caseless] === 0 &&
    counts[line * COUNTS + COUNT.capitalized]! < STANDFIRST_CAPITALS * own.length &&
    (line === 1 || shareIn(firstLine, own) < IN_FIRST_LINE)
  );
}

/** 1 for each short line that says who wrote the page or when, up to a little behind where its text starts. */
function findBylines(document: Document, reading: Reading, lexicon: Lexicon, first: number): Uint8Array {
  const { count: lines, wordStart } = reading.lines;
  const found = new Uint8Array(lines);
  for (let line = 0; line < Math.min(lines, first + BYLINE_BELOW); line++) {
    if (wordStart[line + 1]! - wordStart[line]! > MOST_BYLINE_WORDS) continue;
    const text = document.blocks[reading.blocks[line]!]!.text;
    found[line] = Number(marked(reading, line, 'byline') > 0 || findDate(text, lexicon) !== null);
  }
  return found;
}

/** What follows a name that a text begins with; nothing where it does not. */
function behindName(text: string, name: string): string {
  return text.startsWith(name) ? text.slice(name.length, name.length + 2) : '';
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

/** The share of a line's words that are among others. */
function shareIn(others: ReadonlySet<number>, words: Int32Array): number {
  return words.reduce((n, word) => n + Number(others.has(word)), 0) / Math.max(1, words.length);
}

/** Whether a line is the given title, or the given title begins with it. */
function isPrefix(reading: Reading, line: number, given: Int32Array): boolean {
  const words = wordsOf(reading, line);
  if (words.length === given.length) return words.every((word, i) => word === given[i]);
  return startsWith(given, words, 0.4);
}

/** What stands more than once among the first lines, as hashes. */
function findRepeated(hashes: Int32Array): ReadonlySet<number> {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  for (const hash of hashes) (seen.has(hash) ? repeated : seen).add(hash);
  return repeated;
}
