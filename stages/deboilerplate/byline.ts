/** Finds who wrote a page and when, near its title. */
import type { Document } from '../../pipeline/document.js';
import { nameByPhrase } from './labels.js';
import { beginsWith, type Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { findDate, isName, nameBefore, nameBehind } from './people.js';
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

/** `title` is the title's line or null, `first` the first line of the running text. */
export function findByline(
  document: Document,
  reading: Reading,
  lexicon: Lexicon,
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
  for (const line of author === null && title !== null ? datelines : []) {
    const near = [line - 1, line + 1].filter((l) => l > title! && l < Math.min(first, to));
    const named = near.find(
      (l) => isName(document.blocks[reading.blocks[l]!]!.text) && nameByPhrase(reading, l) === null,
    );
    if (named === undefined) continue;
    author = document.blocks[reading.blocks[named]!]!.text;
    bylines.push(named);
    break;
  }
  return { author, published, bylines, datelines };
}
