/** Finds who wrote a page and when, near its title. */
import type { Label } from '../../pipeline/document.js';
import { findDate, hasDate, isOtherDate } from './dates.js';
import { marked, nameByPhrase } from './labels.js';
import { isRunning } from './length.js';
import { beginsWith } from './lexicon.js';
import { type Reading, textOf } from './lines.js';
import { COUNT, countIn, wordsIn } from './measure.js';
import {
  authorsAtStart,
  authorsIn,
  goesOnBehind,
  isName,
  mayBeName,
  mayBePlace,
  nameBeforeDate,
  namesAlone,
  singleNameIn,
} from './names.js';
import { findCommonWords, findSignature } from './signature.js';
import { DATELINE, MOST_BYLINE_WORDS, type Surroundings } from './surroundings.js';
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
/** Lines below the title in which a name may stand that only a credit knows. */
const BELOW = 10;
/** The share of words beside a date, such as the day of the week, with which a line is a date and nothing else; one may always be. */
const BESIDE_DATE = 1 / 8;
/** Behind this share of the running text, what begins with a name may be a life. */
const LIFE_FROM = 0.6;
/** Labels of lines that name the author again. */
const CREDITS: readonly Label[] = ['caption', 'byline', 'author-bio'];

/** A byline's words come first, then a name alone near the title, then what signs the page far from it. */
export function findByline(page: Surroundings): Byline {
  const { reading, title, first, kept } = page;
  const near = readNear(page);
  const alone = near.authors.length === 0 ? findNameAlone(page, new Set(near.dated)) : null;
  const bylines = alone ? [alone.line] : near.bylines;
  const authors = alone ? alone.names : near.authors;
  const isBeside = (line: number) =>
    line - 1 === title || bylines.includes(line - 1) || bylines.includes(line + 1);
  // Above the title of a page that is dated below it stands today's date.
  const isToday = (line: number) => title !== null && line < title && near.below !== null;
  const isText = (line: number) =>
    kept[line] && line >= first && !(isBeside(line) && isDateAlone(reading, line));
  const others = near.dated.filter((line) => !bylines.includes(line));
  return {
    authors: authors.length > 0 ? authors : findSignature(page),
    published: near.below ?? near.above ?? dateOfText(page),
    bylines,
    datelines: others.filter((line) => !isToday(line) && !isText(line)),
    today: others.filter((line) => isToday(line) && isDateAlone(reading, line)),
  };
}

interface Near {
  readonly authors: readonly string[];
  readonly bylines: readonly number[];
  /** Other lines with a date. */
  readonly dated: readonly number[];
  /** The first date above the title, and the first below it or of a page without one. */
  readonly above: string | null;
  readonly below: string | null;
}

/** The lines near the title: from the first to before the second; below a standfirst that is kept, to before the third. */
function boundsOf(page: Surroundings): readonly [from: number, near: number, to: number] {
  const { reading, title, first } = page;
  const from = Math.max(0, (title ?? first) - ABOVE);
  const near = Math.min(reading.lines.count, Math.max(first, title ?? 0) + BEHIND);
  return [from, near, Math.max(near, endOfHead(page))];
}

/** The line of text below a standfirst that is kept: between them a byline may stand. */
function endOfHead({ reading, title, first, kept }: Surroundings): number {
  if (title === null) return 0;
  const end = Math.min(reading.lines.count, first + 1 + BELOW);
  for (let line = first + 1; line < end; line++) {
    if (kept[line] && isRunning(reading.lines, line)) return line;
  }
  return 0;
}

/** What the short lines near the title say of authors, where a byline's words name them, and of dates. */
function readNear(page: Surroundings): Near {
  const { reading, lexicon, title, kept } = page;
  const bylines: number[] = [];
  const dated: number[] = [];
  let authors: readonly string[] = [];
  let isReviewed = false;
  let above: string | null = null;
  let below: string | null = null;
  const [from, near, to] = boundsOf(page);
  for (let line = from; line < to; line++) {
    if (line === title || wordsIn(reading.lines, line) > MOST_BYLINE_WORDS) continue;
    if (line >= near && kept[line] && !isDateAlone(reading, line)) continue;
    const text = textOf(reading, line);
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
      if (authors.length > 0) bylines.push(line);
      else if (isPhraseAboveName(page, line)) {
        authors = [textOf(reading, line + 1)];
        bylines.push(line, line + 1);
      }
    }
    if (!isOther && hasDate(text, lexicon) && !bylines.includes(line)) dated.push(line);
    if (title !== null && line < title) above ??= date;
    else below ??= date;
  }
  return { authors, bylines, dated, above, below };
}

/** Whether a line is a byline's phrase and nothing else, and the next one a name. */
function isPhraseAboveName({ reading, lexicon }: Surroundings, line: number): boolean {
  const words = wordsIn(reading.lines, line);
  const isPhrase = words > 0 && beginsWith(hashWords(textOf(reading, line)), 'byline', lexicon) === words;
  return isPhrase && line + 1 < reading.lines.count && isName(textOf(reading, line + 1), lexicon);
}

/** Names below the title that no byline's words speak for: beside a date, or one that the page credits elsewhere. */
function findNameAlone(
  page: Surroundings,
  dates: ReadonlySet<number>,
): { readonly line: number; readonly names: readonly string[] } | null {
  const { reading, lexicon, title, first, kept } = page;
  if (title === null) return null;
  const [, , to] = boundsOf(page);
  const lines: number[] = [];
  for (let line = title + 1; line < to; line++) {
    if (line < first || !kept[line] || readsLikeByline(page, dates, line)) lines.push(line);
  }
  const dated = namesWithDates(page, lines, dates);
  const common = findCommonWords([...dated.values()].flat(), reading.document.source);
  for (const line of lines) {
    const text = textOf(reading, line);
    const single = singleNameAt(page, dates, line);
    const names = single !== null ? [single] : (dated.get(line) ?? [text]);
    const name = names[0]!;
    if (name === text && nameByPhrase(reading, line) !== null) continue;
    // Nobody begins a text with their own name: it is about that person.
    if (first < reading.lines.count && goesOnBehind(name, textOf(reading, first))) continue;
    const isDated = dated.has(line) && !names.some((one) => common.has(one));
    const isNear = line < first && line <= title + BELOW;
    const isKnown = isNear && mayBeName(text, lexicon) && isCredited(page, text);
    if (single !== null || isDated || isKnown) return { line, names };
  }
  return null;
}

/**
 * Who may have written the page in each of some lines: names alone, next to a line with a date or with a place between, or one
 * in front of a date.
 */
function namesWithDates(
  { reading, lexicon }: Surroundings,
  lines: readonly number[],
  dates: ReadonlySet<number>,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, readonly string[]>();
  for (const line of lines) {
    const text = textOf(reading, line);
    const isPlaced = dates.has(line + 2) && mayBePlace(textOf(reading, line + 1));
    const isBeside = isPlaced || dates.has(line - 1) || dates.has(line + 1);
    const alone = isBeside ? namesAlone(text, lexicon) : [];
    const inFront = dates.has(line) ? nameBeforeDate(text, lexicon) : null;
    if (alone.length > 0) found.set(line, alone);
    else if (inFront !== null) found.set(line, [inFront]);
  }
  return found;
}

/** Whether a line below a standfirst that is kept is no text all the same. */
function readsLikeByline(page: Surroundings, dates: ReadonlySet<number>, line: number): boolean {
  const { reading, lexicon } = page;
  const isByDateAlone = [line - 1, line + 1].some(
    (beside) => dates.has(beside) && isDateAlone(reading, beside),
  );
  if (isByDateAlone && isName(textOf(reading, line), lexicon)) return true;
  return singleNameAt(page, dates, line) !== null;
}

/**
 * The single name that a line names in a byline, where the line has a date, stands beside one, or is all that stands between
 * title and text: others may be a menu's.
 */
function singleNameAt(
  { reading, lexicon, title, first }: Surroundings,
  dates: ReadonlySet<number>,
  line: number,
): string | null {
  const isBetween = title !== null && line === title + 1 && line + 1 === first;
  const isByDate = [line - 1, line, line + 1].some((other) => dates.has(other));
  return isBetween || isByDate ? singleNameIn(textOf(reading, line), lexicon) : null;
}

/** Whether a line is a date and hardly a word more. */
function isDateAlone(reading: Reading, line: number): boolean {
  const { lines } = reading;
  const words = wordsIn(lines, line);
  const phrases = Math.max(countIn(lines, line, COUNT.functionWords), marked(reading, line, 'byline'));
  // "17h42" is a number here.
  const numbers = textOf(reading, line).match(/(?<![\p{L}\p{N}])\p{N}/gu)?.length ?? 0;
  const inDate = numbers + countIn(lines, line, COUNT.months) + phrases;
  return words - inDate <= Math.max(1, BESIDE_DATE * words);
}

/** Whether a credit in the text or below it names somebody, or a life behind it. */
function isCredited({ reading, lexicon, forms, first }: Surroundings, name: string): boolean {
  const { lines, page } = reading;
  for (let line = first; line < lines.count; line++) {
    const form = forms[line] ?? null;
    if (form && CREDITS.includes(form.label) && textOf(reading, line).includes(name)) return true;
    const isBehind = page.proseAbove[line]! >= LIFE_FROM * page.proseWords;
    if (isBehind && isName(name, lexicon) && goesOnBehind(name, textOf(reading, line))) return true;
  }
  return false;
}

/** The date with which the text begins, as in "WHITMERE, 4 May 2030 – The bridge ...". */
function dateOfText({ reading, lexicon, first }: Surroundings): string | null {
  const front = first < reading.lines.count ? DATELINE.exec(textOf(reading, first))?.[0] : undefined;
  return front === undefined ? null : findDate(front, lexicon);
}
