/** What phrases say about a line: a label over other stories, a link to the rest of one, an author, a way back. */
import { z } from 'zod';
import { ASCII_WORD, BREAK, isIn, POINTER } from './characters.js';

const byLanguage = z.record(z.string(), z.array(z.string()));
const file = z.strictObject({
  labels: byLanguage,
  pointers: byLanguage,
  continues: byLanguage,
  bylines: byLanguage,
  back_references: byLanguage,
  openers: byLanguage,
});

/** What the phrases in a line say about it. */
export interface LineMarks {
  /** It announces other stories: "Related stories", "More from World". */
  readonly label: boolean;
  /** It, or its end, leads to the rest of a story: "Read more". */
  readonly continues: boolean;
  /** It names an author: "By Ada Smith". */
  readonly byline: boolean;
  /** It makes sense only after another one: "He said ...". */
  readonly refersBack: boolean;
}

export interface Marks {
  read(text: string): LineMarks;
  /** A line that leads to another story by its headline: "Read more: Trams return to Ostra Street". */
  isPointer(text: string): boolean;
  /** Whether a word, capitalised, often opens a sentence. */
  opensSentence(word: string): boolean;
}

/** Words that may follow a label: "More from World Politics". */
const LABEL_TAIL = 3;
const LONGEST_LABEL = 60;
const LONGEST_BYLINE = 80;
const LONGEST_POINTER = 200;
/** What stands between a pointer and a headline. */
const POINTER_END = /[:：|–—»>]\s*\S/;
/** Longest phrase of the lexicon, in words. */
const PHRASE = 8;

/** Makes the marks from `config/lexicons/segment-stories.yaml`; throws where it is not in the expected form. */
export function readMarks(lexicon: unknown): Marks {
  const phrases = file.parse(lexicon);
  const set = (lists: Record<string, string[]>) => new Set(Object.values(lists).flat().map(plain));
  const labels = set(phrases.labels);
  const pointers = set(phrases.pointers);
  const continues = set(phrases.continues);
  const bylines = set(phrases.bylines);
  const back = set(phrases.back_references);
  const openers = set(phrases.openers);
  const lastWords = new Set([...continues].map((phrase) => phrase.split(' ').at(-1)!));
  const labelWords = firstWordsOf(labels);
  const pointerWords = firstWordsOf(pointers);
  const bylineWords = firstWordsOf(bylines);
  const isLabel = (text: string) => {
    if (text.length > LONGEST_LABEL) return false;
    if (!labelWords.has(firstLetters(text).word)) return false;
    const words = plain(text).split(' ');
    const least = Math.max(2, words.length - LABEL_TAIL);
    return prefixes(words).some((p, i) => labels.has(p) && (i + 1 === words.length || i + 1 >= least));
  };
  const goesOn = (text: string) => {
    if (!lastWords.has(lastWord(text))) return false;
    const words = plain(text.slice(-LONGEST_LABEL)).split(' ');
    if (text.length <= LONGEST_LABEL && continues.has(words.join(' '))) return true;
    return [2, 3, 4].some((n) => words.length > n && continues.has(words.slice(-n).join(' ')));
  };
  const isByline = (text: string, first: string) => {
    if (text.length > LONGEST_BYLINE || !bylineWords.has(first) || /[.!?]$/.test(text)) return false;
    const words = plain(text).split(' ');
    return words.length > 1 && words.length <= 10 && prefixes(words).some((p) => bylines.has(p));
  };
  return {
    read: (text) => {
      const first = firstWord(text);
      return {
        label: isLabel(text),
        continues: goesOn(text),
        byline: isByline(text, first),
        refersBack: back.has(first),
      };
    },
    isPointer: (text) => {
      if (text.length > LONGEST_POINTER) return false;
      const { word, start } = firstLetters(text);
      if (!pointerWords.has(word)) return false;
      const pointer = text.slice(start, start + LONGEST_LABEL);
      const end = pointer.search(POINTER_END);
      return end > 0 && pointers.has(plain(pointer.slice(0, end)));
    },
    opensSentence: (word) => openers.has(word.toLowerCase()),
  };
}

/** What `plain` leaves of a text up to its first space, and where that stands. */
function firstLetters(text: string): { word: string; start: number } {
  let end = 0;
  while (end < text.length && isIn(ASCII_WORD, text.charCodeAt(end))) end++;
  // Most texts begin with such a word, and need no regular expression.
  if (end > 0 && !(text.charCodeAt(end) >= 0x80)) return { word: text.slice(0, end).toLowerCase(), start: 0 };
  const found = FIRST_LETTERS.exec(text);
  return { word: found?.[0].toLowerCase() ?? '', start: found?.index ?? 0 };
}

const FIRST_LETTERS = /[\p{L}\p{N}\p{M}]+/u;

function firstWordsOf(phrases: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...phrases].map((phrase) => phrase.split(' ')[0]!));
}

/** Letters up to the first space, comma, bracket or apostrophe, lower case. */
function firstWord(text: string): string {
  let end = 0;
  while (end < text.length && end < PHRASE_WORD && !isIn(BREAK, text.charCodeAt(end))) end++;
  return text.slice(0, end).toLowerCase();
}

/** The last letters of a text, lower case, without what points on: dots, arrows, brackets. */
function lastWord(text: string): string {
  let end = text.length;
  const least = Math.max(0, end - PHRASE_WORD);
  while (end > least && isIn(POINTER, text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > least && !isIn(BREAK, text.charCodeAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}

/** Longest word of the lexicon, in characters, with room for what stands around it. */
const PHRASE_WORD = 28;

/** Lower case words with single spaces between them. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}

function prefixes(words: readonly string[]): string[] {
  return words.slice(0, PHRASE).map((_, i) => words.slice(0, i + 1).join(' '));
}
