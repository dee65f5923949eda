/** Finds who wrote a page and when, near its title. */
import type { Document, Label } from '../../pipeline/document.js';
import { type Naming, nameByPhrase } from './labels.js';
import { beginsWith, type Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { findDate, isName, mayBeName, nameBefore, nameBehind } from './people.js';
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
/** Lines below the title in which a name may stand alone. */
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
  const bylines: number[] = [];
  const datelines: number[] = [];
  let author: string | null = null;
  let published: string | null = null;
  for (let line = from; line < to; line++) {
    if (line === title || wordStart[line + 1]! - wordStart[line]! > MOST_WORDS) continue;
    const text = document.blocks[reading.blocks[line]!]!.text;
    const date = findDate(text, lexicon);
    const phrase = beginsWith(hashWords(text), 'byline', lexicon);
    if (author === null) {
      const next = line + 1 < count ? document.blocks[reading.blocks[line + 1]!]!.text : '';
      const alone = phrase > 0 && phrase === wordStart[line + 1]! - wordStart[line]!;
      author = (phrase > 0 ? nameBehind(text, phrase, lexicon) : null) ?? nameBefore(text);
      if (author !== null) bylines.push(line);
      else if (alone && isName(next)) {
        author = next;
        bylines.push(line, line + 1);
      }
    }
    if (date !== null && !bylines.includes(line)) datelines.push(line);
    published ??= date;
  }
  if (author === null && title !== null) {
    const named = findNamed(document, reading, forms, datelines, title + 1, Math.min(first, count));
    if (named !== null) {
      author = document.blocks[reading.blocks[named]!]!.text;
      bylines.push(named);
    }
  }
  return { author, published, bylines, datelines };
}

/**
 * The line between the title and the text that is a name and nothing else: next to a date, or the name of somebody whom a
 * credit further down names too.
 */
function findNamed(
  document: Document,
  reading: Reading,
  forms: readonly (Naming | null)[],
  datelines: readonly number[],
  from: number,
  to: number,
): number | null {
  const textOf = (line: number) => document.blocks[reading.blocks[line]!]!.text;
  for (let line = from; line < Math.min(to, from + BELOW); line++) {
    const text = textOf(line);
    if (!mayBeName(text) || nameByPhrase(reading, line) !== null) continue;
    const isDated = datelines.includes(line - 1) || datelines.includes(line + 1);
    if ((isDated && isName(text)) || isCredited(text)) return line;
  }
  return null;

  function isCredited(name: string): boolean {
    for (let line = to; line < reading.lines.count; line++) {
      const form = forms[line] ?? null;
      if (form && CREDITS.includes(form.label) && textOf(line).includes(name)) return true;
    }
    return false;
  }
}
