/** Finds the page's title among its lines. */
import { findDate } from './dates.js';
import { marked, type Naming, nameByPhrase } from './labels.js';
import { lengthOf } from './length.js';
import type { Lexicon } from './lexicon.js';
import { type Reading, textOf } from './lines.js';
import { COUNT, countIn, wordsIn, wordsOf } from './measure.js';
import { isName } from './names.js';
import { MOST_BYLINE_WORDS } from './surroundings.js';
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
/** A line repeats the title where it begins with it and that is this share of its words. */
const REPEATED_SHARE = 0.4;
/** The same where it is the page's first line, which may have the site's name behind it. */
const BEGUN_SHARE = 0.3;
/** Lines below a title in which its byline stands. */
const BYLINE_BELOW = 4;
/** Characters at a line's end that tell how it ends. */
const ENDING = 12;
/** Lead-ins, greetings and sentences end so, and titles do not. */
const ENDS_OPEN = /[,;:，；：][^\p{L}\p{N}]*$/u;
const ENDS_SENTENCE = /(?:[^.\s]{3}\.|。)["'”’»)\]]*$/u;

/** `given` is the title that came with the page; `first` the first line of its running text. */
export function findTitle(
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  given: string | null,
  first: number,
): Title | null {
  const found =
    given === null
      ? chooseTitle(reading, lexicon, forms, first)
      : findGiven(reading, hashWords(given), first);
  if (!found) return null;
  const { lines } = reading;
  const { hashes } = lines;
  const line = hashes.indexOf(hashes[found.line]!);
  const title = wordsOf(lines, found.line);
  const repeats: number[] = [];
  for (let i = 0; i <= first && i < lines.count; i++) {
    const begins = i < first && startsWith(wordsOf(lines, i), title, REPEATED_SHARE);
    if (i !== line && (hashes[i] === hashes[line] || begins)) repeats.push(i);
  }
  return { line, repeats, rule: found.rule, stays: false };
}

type Found = Pick<Title, 'line' | 'rule'>;

/** The last line that is a title of these words, or begins it. */
function findGiven(reading: Reading, words: Int32Array, first: number): Found | null {
  const isGiven = (line: number) => isPrefix(reading, line, words);
  const line = findCandidates(reading, first, isGiven).findLast(isGiven);
  return line === undefined ? null : { line, rule: 'title-given' };
}

/** The line for which most speaks, or the headline above it where it is a standfirst. */
function chooseTitle(
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  first: number,
): Found | null {
  const { hashes } = reading.lines;
  const { weights, least, standfirst } = lexicon.titles;
  const page = {
    reading,
    lexicon,
    forms,
    first,
    repeated: findRepeated(hashes.subarray(0, first + 1)),
    firstLine: new Set(wordsOf(reading.lines, 0)),
    bylines: findBylines(reading, lexicon, first),
  };
  const isDoubled = (line: number) => line === first - 1 && hashes[line] === hashes[line - 1];
  const clues = new Map<number, number>();
  let best: number | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const line of findCandidates(reading, first, isDoubled)) {
    if (best !== null && hashes[best] === hashes[line]) continue;
    const own = weighTitle(page, line);
    clues.set(line, own);
    const score = own + weights.first_line * Number(line === 0);
    if (score <= most) continue;
    most = score;
    best = line;
  }
  if (best === null || clues.get(best)! < least) return null;
  const ahead = clues.get(best)! - (clues.get(best - 1) ?? Number.NEGATIVE_INFINITY);
  // Headlines above one another are a list of links.
  const isList = clues.has(best - 2) && wordsIn(reading.lines, best - 2) >= standfirst.headline_words;
  const isStandfirst = !isList && readsLikeStandfirst(page, best, ahead);
  if (isStandfirst && !page.repeated.has(hashes[best]!) && clues.get(best - 1)! >= least) best--;
  if (page.repeated.has(hashes[best]!)) return { line: best, rule: 'title-repeated' };
  return endsOtherwise(textOf(reading, best)) ? null : { line: best, rule: 'title-above' };
}

/** A page among whose lines a title is looked for. */
interface Page {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  readonly forms: readonly (Naming | null)[];
  /** The first line of the running text. */
  readonly first: number;
  /** Hashes of lines that stand above it more than once. */
  readonly repeated: ReadonlySet<number>;
  /** The words of the page's first line. */
  readonly firstLine: ReadonlySet<number>;
  /** 1 for each line that is a byline. */
  readonly bylines: Uint8Array;
}

/**
 * Short lines down to the running text, of one sentence at most and not boilerplate by their words. A single word is mostly a
 * menu's; `isTitleOfOne` says where it may be a title.
 */
function findCandidates(reading: Reading, first: number, isTitleOfOne: (line: number) => boolean): number[] {
  const { lines } = reading;
  const candidates: number[] = [];
  for (let i = 0; i <= first && i < lines.count; i++) {
    const words = wordsIn(lines, i);
    const numbers = countIn(lines, i, COUNT.numbers) + countIn(lines, i, COUNT.months);
    const sentences = countIn(lines, i, COUNT.sentences);
    if (
      words === 0 ||
      (words < FEWEST_WORDS && !isTitleOfOne(i)) ||
      words > MOST_WORDS ||
      numbers * 2 > words ||
      countIn(lines, i, COUNT.separators) > 2 ||
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

/** What speaks for a line as the title, as log odds. */
function weighTitle(page: Page, line: number): number {
  const { reading, lexicon, forms, first, repeated, bylines } = page;
  const { weights, counted } = lexicon.titles;
  const { lines } = reading;
  const words = lengthOf(lines, line);
  const text = textOf(reading, line);
  const start = first < lines.count ? textOf(reading, first) : '';
  const isPerson = isName(text, lexicon);
  return (
    weights.word * Math.min(counted.words, words) +
    weights.word_too_many * Math.max(0, words - counted.words) +
    weights.shared_word * Math.min(counted.shared_words, reading.page.mainOverlap[line]! * words) +
    weights.function_share * reading.page.functionShare[line]! +
    weights.line_from_text * Math.min(counted.lines, first - line) +
    weights.repeated * Number(repeated.has(lines.hashes[line]!)) +
    weighByFirstLine(page, line) +
    weights.sentence * Number(countIn(lines, line, COUNT.sentences) > 0) +
    weights.byline_below * Number(bylines.subarray(line + 1, line + 1 + BYLINE_BELOW).includes(1)) +
    weights.boilerplate * Number(forms[line] !== null) +
    weights.dated * Number(findDate(text, lexicon) !== null) +
    weights.name * Number(isPerson) +
    weights.begins_text * Number(line < first && isPerson && /^(?:, | \()/.test(behindName(start, text)))
  );
}

/** What the page's first line says of another one. */
function weighByFirstLine({ reading, lexicon, firstLine }: Page, line: number): number {
  if (line === 0) return 0;
  const { weights } = lexicon.titles;
  const words = wordsOf(reading.lines, line);
  if (startsWith(wordsOf(reading.lines, 0), words, BEGUN_SHARE)) return weights.begins_first_line;
  return weights.in_first_line * shareIn(firstLine, words);
}

/**
 * Whether a line with the clues of a title, so much more than the line above it, reads like the sentence below a headline: with
 * few capitals, below a line that has words of the text. Where the page's first line has its words it is the title: that is what
 * browsers show.
 */
function readsLikeStandfirst({ reading, lexicon, firstLine }: Page, line: number, ahead: number): boolean {
  if (!Number.isFinite(ahead)) return false;
  const { lines, page } = reading;
  const { standfirst } = lexicon.titles;
  const words = wordsIn(lines, line);
  const wordsAbove = wordsIn(lines, line - 1);
  const isLonger = words >= standfirst.longer * wordsAbove;
  return (
    ahead <= (isLonger ? standfirst.ahead_if_longer : standfirst.ahead) &&
    wordsAbove >= standfirst.headline_words &&
    findDate(textOf(reading, line - 1), lexicon) === null &&
    page.mainOverlap[line - 1]! >= standfirst.headline_overlap &&
    countIn(lines, line - 1, COUNT.separators) * standfirst.words_a_separator <= wordsAbove &&
    countIn(lines, line, COUNT.caseless) === 0 &&
    countIn(lines, line, COUNT.capitalized) < standfirst.capitals * words &&
    (line === 1 || shareIn(firstLine, wordsOf(lines, line)) < standfirst.in_first_line)
  );
}

/** 1 for each short line that says who wrote the page or when, up to a little behind where its text starts. */
function findBylines(reading: Reading, lexicon: Lexicon, first: number): Uint8Array {
  const { lines } = reading;
  const found = new Uint8Array(lines.count);
  for (let line = 0; line < Math.min(lines.count, first + BYLINE_BELOW); line++) {
    if (wordsIn(lines, line) > MOST_BYLINE_WORDS) continue;
    const text = textOf(reading, line);
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
  const words = wordsOf(reading.lines, line);
  if (words.length === given.length) return words.every((word, i) => word === given[i]);
  return startsWith(given, words, REPEATED_SHARE);
}

/** What stands more than once among the first lines, as hashes. */
function findRepeated(hashes: Int32Array): ReadonlySet<number> {
  const seen = new Set<number>();
  const repeated = new Set<number>();
  for (const hash of hashes) (seen.has(hash) ? repeated : seen).add(hash);
  return repeated;
}
