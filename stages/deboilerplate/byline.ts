/** Finds who wrote a page and when, near its title. */
import type { Document, Label } from '../../pipeline/document.js';
import { type Naming, nameByPhrase } from './labels.js';
import { beginsWith, type Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { authorIn, findDate, isName, mayBeName, nameBeforeDate } from './people.js';
import { hashWords } from './words.js';

export interface Byline {
  readonly author: string | null;
  /** ISO 8601 date. */
  readonly published: string | null;
  /** Lines that name the author, and lines that give the date. */
  readonly bylines: readonly number[];
  readonly datelines: readonly number[];
}

/** Lines above the title and behind the start of the text in which bylines are looked for. */
const ABOVE = 4;
const BEHIND = 3;
const MOST_WORDS = 16;
/** Lines below the title in which a name may stand that only a credit knows. */
const BELOW = 10;
/** Labels of lines that name the author again. */
const CREDITS: readonly Label[] = ['caption', 'byline', 'author-bio'];

/**
 * `forms` are names that lines have by their form, `title` is the title's line or null, `first` the first line of the running
 * text.
 */
export function findByline(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  title: number | null,
  first: number,
): Byline {
  const { count, wordStart } = reading.lines;
  const from = Math.max(0, (title ?? first) - ABOVE);
  const to = Math.min(count, Math.max(first, title ?? 0) + BEHIND);
  const textOf = (line: number) => document.blocks[reading.blocks[line]!]!.text;
  const bylines: number[] = [];
  const datelines: number[] = [];
  let author: string | null = null;
  let published: string | null = null;
  for (let line = from; line < to; line++) {
    const words = wordStart[line + 1]! - wordStart[line]!;
    if (line === title || words > MOST_WORDS) continue;
    const text = textOf(line);
    const date = findDate(text, lexicon);
    if (author === null) {
      author = authorIn(text, date !== null, lexicon);
      const isPhrase = beginsWith(hashWords(text), 'byline', lexicon) === words && words > 0;
      if (author !== null) bylines.push(line);
      else if (isPhrase && line + 1 < count && isName(textOf(line + 1))) {
        author = textOf(line + 1);
        bylines.push(line, line + 1);
      }
    }
    if (date !== null && !bylines.includes(line)) datelines.push(line);
    published ??= date;
  }
  if (author === null && title !== null) {
    const named = findNamed(document, reading, lexicon, forms, datelines, title + 1, first, to);
    if (named !== null) {
      author = named.name;
      bylines.push(named.line);
    }
  }
  return { author, published, bylines, datelines };
}

/**
 * The line below the title that is a name and nothing else, next to a date, or a name and a date; or, above the text, the name
 * of somebody whom a credit further down names too.
 */
function findNamed(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  datelines: readonly number[],
  from: number,
  first: number,
  to: number,
): { readonly line: number; readonly name: string } | null {
  const textOf = (line: number) => document.blocks[reading.blocks[line]!]!.text;
  const dated = new Map<number, string>();
  for (const line of datelines) {
    for (const beside of [line - 1, line + 1]) {
      if (beside >= from && beside < to && isName(textOf(beside))) dated.set(beside, textOf(beside));
    }
    const name = line >= from ? nameBeforeDate(textOf(line), lexicon) : null;
    if (name !== null) dated.set(line, name);
  }
  const common = findCommon([...dated.values()], document.source);
  for (let line = from; line < to; line++) {
    const name = dated.get(line);
    if (nameByPhrase(reading, line) !== null && name === textOf(line)) continue;
    if (name !== undefined && !common.has(name)) return { line, name };
    const text = textOf(line);
    if (line < first && line < from + BELOW && mayBeName(text) && isCredited(text))
      return { line, name: text };
  }
  return null;

  function isCredited(name: string): boolean {
    for (let line = first; line < reading.lines.count; line++) {
      const form = forms[line] ?? null;
      if (form && CREDITS.includes(form.label) && textOf(line).includes(name)) return true;
    }
    return false;
  }
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
