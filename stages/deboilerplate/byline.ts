/** Finds who wrote a page and when, near its title. */
import type { Document, Label } from '../../pipeline/document.js';
import { marked, type Naming, nameByPhrase } from './labels.js';
import { isRunning } from './length.js';
import { beginsWith, type Lexicon, STARTS_BEFORE_NAME } from './lexicon.js';
import { goesOnBehind } from './life.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS } from './measure.js';
import {
  authorsAtStart,
  authorsIn,
  findDate,
  hasDate,
  isName,
  isOtherDate,
  mayBeName,
  mayBePlace,
  nameBeforeDate,
  namesAlone,
  singleNameIn,
} from './people.js';
import { hashWords } from './words.js';

export interface Byline {
  /** Those who wrote the page; none where it does not say. */
  readonly authors: readonly string[];
  /** ISO 8601 date. */
  readonly published: string | null;
  /** Lines that name the author, and lines that give the date and are no part of the text. */
  readonly bylines: readonly number[];
  readonly datelines: readonly number[];
  /** Lines with the date on which the page was read. */
  readonly today: readonly number[];
}

/** Lines above the title and behind the start of the text in which bylines are looked for. */
const ABOVE = 4;
const BEHIND = 3;
const MOST_WORDS = 16;
/** Lines below the title in which a name may stand that only a credit knows. */
const BELOW = 10;
/** The share of words beside a date, such as the day of the week, with which a line is a date and nothing else; one may always be. */
const BESIDE_DATE = 1 / 8;
/** Behind this share of the running text, what begins with a name may be a life. */
const LIFE_FROM = 0.6;
/** Behind this share of the running text, what is signed and dated is another story. */
const ANOTHER_FROM = 0.2;
/** What stands before a text's first dash, in capitals at its start. */
const DATELINE = /^\p{Lu}{3}.{0,60}?\s[–—-]{1,2}\s/u;
/** Labels of lines that name the author again. */
const CREDITS: readonly Label[] = ['caption', 'byline', 'author-bio'];

/** Where bylines are looked for. */
interface Surroundings {
  /** The title's line. */
  readonly title: number | null;
  /** The first line of the running text. */
  readonly first: number;
  /** Whether each line is kept as content. */
  readonly kept: readonly boolean[];
}

/** `forms` are names that lines have by their form. */
export function findByline(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  { title, first, kept }: Surroundings,
): Byline {
  const { page } = reading;
  const { bits, count, counts, wordStart } = reading.lines;
  const from = Math.max(0, (title ?? first) - ABOVE);
  const near = Math.min(count, Math.max(first, title ?? 0) + BEHIND);
  const to = Math.max(near, endOfHead());
  const wordsOf = (line: number) => wordStart[line + 1]! - wordStart[line]!;
  const textOf = (line: number) => document.blocks[reading.blocks[line]!]!.text;
  const isDated = (line: number) => findDate(textOf(line), lexicon) !== null;
  const bylines: number[] = [];
  const dated: number[] = [];
  let authors: readonly string[] = [];
  let isReviewed = false;
  let above: string | null = null;
  let below: string | null = null;
  for (let line = from; line < to; line++) {
    const words = wordsOf(line);
    if (line === title || words > MOST_WORDS) continue;
    if (line >= near && kept[line] && !isDateAlone(line)) continue;
    const text = textOf(line);
    const isOther = isOtherDate(text, lexicon);
    const date = isOther ? null : findDate(text, lexicon);
    // Who reviewed or edited a page gives way to who wrote it.
    const writers = isReviewed ? authorsAtStart(text, lexicon) : [];
    if (writers.length > 0) {
      authors = writers;
      bylines.push(line);
      isReviewed = false;
    } else if (authors.length === 0) {
      authors = authorsIn(text, date !== null, lexicon);
      isReviewed = authors.length > 0 && date === null && authorsAtStart(text, lexicon).length === 0;
      const isPhrase = beginsWith(hashWords(text), 'byline', lexicon) === words && words > 0;
      if (authors.length > 0) bylines.push(line);
      else if (isPhrase && line + 1 < count && isName(textOf(line + 1))) {
        authors = [textOf(line + 1)];
        bylines.push(line, line + 1);
      }
    }
    if (!isOther && hasDate(text, lexicon) && !bylines.includes(line)) dated.push(line);
    if (title !== null && line < title) above ??= date;
    else below ??= date;
  }
  const dates = new Set(dated);
  if (authors.length === 0 && title !== null) {
    const lines: number[] = [];
    for (let line = title + 1; line < to; line++) {
      if (line < first || !kept[line] || readsLikeByline(line)) lines.push(line);
    }
    const names = namesWithDates(lines, dates, textOf, lexicon);
    const common = findCommon([...names.values()].flat(), document.source);
    for (const line of lines) {
      const text = textOf(line);
      const single = isByDateOrText(line) ? singleNameIn(text, lexicon) : null;
      const found = single !== null ? [single] : (names.get(line) ?? [text]);
      const name = found[0]!;
      if (name === text && nameByPhrase(reading, line) !== null) continue;
      // Nobody begins a text with their own name: it is about that person.
      if (first < count && goesOnBehind(name, textOf(first))) continue;
      const isDatedName = names.has(line) && !found.some((one) => common.has(one));
      const isNear = line < first && line <= title + BELOW;
      if (single === null && !isDatedName && !(isNear && mayBeName(text) && isCredited(text))) continue;
      authors = found;
      bylines.push(line);
      break;
    }
  }
  const isBeside = (line: number) =>
    line - 1 === title || bylines.includes(line - 1) || bylines.includes(line + 1);
  if (authors.length === 0) authors = authorsElsewhere();
  // Above the title of a page that is dated below it stands today's date.
  const isToday = (line: number) => title !== null && line < title && below !== null;
  const isText = (line: number) => kept[line] && line >= first && !(isBeside(line) && isDateAlone(line));
  const others = dated.filter((line) => !bylines.includes(line));
  const today = others.filter((line) => isToday(line) && isDateAlone(line));
  const datelines = others.filter((line) => !isToday(line) && !isText(line));
  return { authors, published: below ?? above ?? dateOfText(), bylines, datelines, today };

  /** The line of text below a standfirst that is kept: between them a byline may stand. */
  function endOfHead(): number {
    const isText = (line: number) => kept[line]! && isRunning(reading.lines, line);
    const end = Math.min(count, first + 1 + BELOW);
    for (let line = first + 1; title !== null && line < end; line++) if (isText(line)) return line;
    return 0;
  }

  /** The date with which the text begins, as in "WHITMERE, 4 May 2030 – The bridge ...". */
  function dateOfText(): string | null {
    const front = first < count ? DATELINE.exec(textOf(first))?.[0] : undefined;
    return front === undefined ? null : findDate(front, lexicon);
  }

  /** Those whom a byline far from the title names, where no other one names others. */
  function authorsElsewhere(): readonly string[] {
    const found = new Map<string, readonly string[]>();
    for (let line = 0; line < count; line++) {
      if (!(bits[line]! & STARTS_BEFORE_NAME)) continue;
      if (line === title || wordsOf(line) > MOST_WORDS || signsAnother(line)) continue;
      const names = authorsAtStart(textOf(line), lexicon);
      // "By Audience" is of a menu, and so is "By Event Type" beside it.
      const key = names.join() || singleNameIn(textOf(line), lexicon);
      if (key !== null) found.set(key, names);
    }
    const [only = []] = found.values();
    return found.size === 1 && findCommon(only, document.source).size === 0 ? only : [];
  }

  /** Whether a line signs another story: a headline above it, text above that, and a time or a place behind it. */
  function signsAnother(line: number): boolean {
    const isFar = page.proseAbove[line]! >= ANOTHER_FROM * page.proseWords;
    if (line <= first || !isFar || wordsOf(line - 1) > MOST_WORDS) return false;
    return [line + 1, line + 2].some((next) => {
      if (next >= count) return false;
      return wordsOf(next) > MOST_WORDS ? DATELINE.test(textOf(next)) : isDated(next);
    });
  }

  /** Whether a line below a standfirst that is kept is no text all the same. */
  function readsLikeByline(line: number): boolean {
    const beside = [line - 1, line + 1].filter((other) => dates.has(other));
    const text = textOf(line);
    const isSingle = isByDateOrText(line) && singleNameIn(text, lexicon) !== null;
    return isSingle || (isName(text) && beside.some(isDateAlone));
  }

  /** Whether a line has a date, stands beside one, or is all that stands between title and text: others may be a menu's. */
  function isByDateOrText(line: number): boolean {
    const isBetween = title !== null && line === title + 1 && line + 1 === first;
    return isBetween || [line - 1, line, line + 1].some((other) => dates.has(other));
  }

  /** Whether a line is a date and hardly a word more. */
  function isDateAlone(line: number): boolean {
    const c = line * COUNTS;
    const phrases = Math.max(counts[c + COUNT.functionWords]!, marked(reading, line, 'byline'));
    // "17h42" is a number here.
    const numbers = textOf(line).match(/(?<![\p{L}\p{N}])\p{N}/gu)?.length ?? 0;
    const said = numbers + counts[c + COUNT.months]! + phrases;
    return wordsOf(line) - said <= Math.max(1, BESIDE_DATE * wordsOf(line));
  }

  /** Whether a credit in the text or below it names somebody, or a life behind it. */
  function isCredited(name: string): boolean {
    for (let line = first; line < count; line++) {
      const form = forms[line] ?? null;
      if (form && CREDITS.includes(form.label) && textOf(line).includes(name)) return true;
      const isBehind = page.proseAbove[line]! >= LIFE_FROM * page.proseWords;
      if (isBehind && isName(name) && goesOnBehind(name, textOf(line))) return true;
    }
    return false;
  }
}

/**
 * Who may have written the page in each of some lines: names alone, next to a line with a date or with a place between, or one
 * in front of a date.
 */
function namesWithDates(
  lines: readonly number[],
  dates: ReadonlySet<number>,
  textOf: (line: number) => string,
  lexicon: Lexicon,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  for (const line of lines) {
    const text = textOf(line);
    const isPlaced = dates.has(line + 2) && mayBePlace(textOf(line + 1));
    const isBeside = isPlaced || dates.has(line - 1) || dates.has(line + 1);
    const alone = isBeside ? namesAlone(text, lexicon) : [];
    const inFront = dates.has(line) ? nameBeforeDate(text, lexicon) : null;
    if (alone.length > 0) found.set(line, alone);
    else if (inFront !== null) found.set(line, [inFront]);
  }
  return found;
}

/**
 * The names all of whose words the page uses in small letters too, at the start of a word at least: it does so with those of
 * rubrics, but not with those of people. One pass, however many the names are.
 */
function findCommon(names: readonly string[], source: string): ReadonlySet<string> {
  if (names.length === 0) return new Set();
  const smallWords = (name: string) => name.split(' ').map((word) => word.toLowerCase());
  const wanted = new Set(names.flatMap(smallWords));
  const lengths = new Set([...wanted].map((word) => word.length));
  const found = new Set<string>();
  for (const word of source.split(' ').slice(1)) {
    for (const length of lengths) {
      const start = word.slice(0, length);
      if (wanted.has(start)) found.add(start);
    }
  }
  return new Set(names.filter((name) => smallWords(name).every((word) => found.has(word))));
}
