/** What phrases say about a line: a label over other stories, a link to the rest of one, an author, a way back. */
import { z } from 'zod';
import type { CodeUnits } from '../../text/code-units.js';
import { BREAK, isIn, POINTER, WORD } from './characters.js';
import { type WordSet, wordSet } from './word-set.js';

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
  /** It leads to another story by its headline: "Read more: Trams return to Ostra Street". */
  readonly pointer: boolean;
}

export interface Marks {
  /** Reads text `t` of some; `text` is the same as a string. */
  read(texts: CodeUnits, t: number, text: string): LineMarks;
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
  const back = wordSet(set(phrases.back_references));
  const openers = set(phrases.openers);
  const lastWords = wordSet([...continues].map((phrase) => phrase.split(' ').at(-1)!));
  const labelWords = firstWordsOf(labels);
  const pointerWords = firstWordsOf(pointers);
  const bylineWords = firstWordsOf(bylines);
  const isLabel = (text: string) => {
    const words = plain(text).split(' ');
    const least = Math.max(2, words.length - LABEL_TAIL);
    return prefixes(words).some((p, i) => labels.has(p) && (i + 1 === words.length || i + 1 >= least));
  };
  const goesOn = (text: string) => {
    const words = plain(text.slice(-LONGEST_LABEL)).split(' ');
    if (text.length <= LONGEST_LABEL && continues.has(words.join(' '))) return true;
    return [2, 3, 4].some((n) => words.length > n && continues.has(words.slice(-n).join(' ')));
  };
  const isByline = (text: string) => {
    if (/[.!?]$/.test(text)) return false;
    const words = plain(text).split(' ');
    return words.length > 1 && words.length <= 10 && prefixes(words).some((p) => bylines.has(p));
  };
  const isPointer = (text: string) => {
    const start = text.search(LETTER);
    const pointer = text.slice(start, start + LONGEST_LABEL);
    const end = pointer.search(POINTER_END);
    return end > 0 && pointers.has(plain(pointer.slice(0, end)));
  };
  return {
    // Of most lines the first and last words tell that no phrase is there.
    read: (texts, t, text) => ({
      label: text.length <= LONGEST_LABEL && firstLettersAre(labelWords, texts, t) && isLabel(text),
      continues: lastWordIs(lastWords, texts, t) && goesOn(text),
      byline: text.length <= LONGEST_BYLINE && firstWordIs(bylineWords, texts, t) && isByline(text),
      refersBack: firstWordIs(back, texts, t),
      pointer: text.length <= LONGEST_POINTER && firstLettersAre(pointerWords, texts, t) && isPointer(text),
    }),
    opensSentence: (word) => openers.has(word.toLowerCase()),
  };
}

function firstWordsOf(phrases: ReadonlySet<string>): WordSet {
  return wordSet([...phrases].map((phrase) => phrase.split(' ')[0]!));
}

/** Whether the first letters of a text, whatever stands before them, are one of some words. */
function firstLettersAre(words: WordSet, { codes, starts, ends }: CodeUnits, t: number): boolean {
  let from = starts[t]!;
  while (from < ends[t]! && !isIn(WORD, codes[from]!)) from++;
  let to = from;
  while (isIn(WORD, codes[to]!)) to++;
  return words.has(codes, from, to);
}

/** Whether what stands before the first space, comma, bracket or apostrophe of a text is one of some words. */
function firstWordIs(words: WordSet, { codes, starts, ends }: CodeUnits, t: number): boolean {
  const from = starts[t]!;
  const most = Math.min(ends[t]!, from + PHRASE_WORD);
  let to = from;
  while (to < most && !isIn(BREAK, codes[to]!)) to++;
  return words.has(codes, from, to);
}

/** Whether the last word of a text, without what points on (dots, arrows, brackets), is one of some words. */
function lastWordIs(words: WordSet, { codes, starts, ends }: CodeUnits, t: number): boolean {
  let to = ends[t]!;
  const least = Math.max(starts[t]!, to - PHRASE_WORD);
  while (to > least && isIn(POINTER, codes[to - 1]!)) to--;
  let from = to;
  while (from > least && !isIn(BREAK, codes[from - 1]!)) from--;
  return words.has(codes, from, to);
}

/** Longest word of the lexicon, in characters, with room for what stands around it. */
const PHRASE_WORD = 28;

const LETTER = /[\p{L}\p{N}\p{M}]/u;

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
