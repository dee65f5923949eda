/** How a line reads: the figures that tell headings from paragraphs and list items. */
import { CLASSES, Class, classAt, isWordCharacter } from '../../text/character-classes.js';
import { isListItem } from '../../text/list-items.js';
import type { Page } from '../../text/page.js';
import { addFolded, hashFolded, hashPhrase, NO_LETTERS } from '../../text/word-hash.js';
import { Figure } from '../../text/word-table.js';
import type { Knowledge } from './lexicon.js';

/** Longer lines are neither headings nor list items that a judge could tell; no more of them is looked at. */
export const LONGEST_LINE = 250;
/** Characters at a line's start in which its number stands. */
const NUMBER_REACH = 30;
/** Words of at least so many letters say what a line is about. */
const SHORTEST_TOPIC = 4;

export interface Line {
  readonly length: number;
  readonly words: number;
  /** Share of the words behind the first that start with a capital. */
  readonly capitals: number;
  /** Share of the letters that are capitals. */
  readonly upper: number;
  /** Share of the words with at most three letters, all small. */
  readonly short: number;
  readonly digits: number;
  readonly commas: number;
  /** Ends of sentences inside the line. */
  readonly sentences: number;
  /** Where the first colon stands, in words; -1 for none. */
  readonly colon: number;
  readonly brackets: number;
  readonly joiners: number;
  readonly first: Class;
  readonly last: Class;
  /** Means over the words, from the word table. */
  readonly frequency: number;
  readonly name: number;
  readonly heading: number;
  /** Table figures of the first word as a start and of the last as an end. */
  readonly start: number;
  readonly end: number;
  /** How the first and the last word and the one that speaks most for it speak for a heading. */
  readonly firstHeading: number;
  readonly lastHeading: number;
  readonly mostHeading: number;
  /** The same of the line as a whole, and on how many pages it is one. */
  readonly phraseHeading: number;
  readonly phraseFrequency: number;
  readonly marker: boolean;
  /** The number at its start; -1 for none. */
  readonly number: number;
  readonly hash: number;
  /** Hashes of the words that say what it is about. */
  readonly topics: readonly number[];
}

/** Reads the line that is text `t` of a page. Costs what the line costs, up to `LONGEST_LINE` characters. */
export function readLine(page: Page, t: number, text: string, { table, numbered }: Knowledge): Line {
  const { codes, kinds, starts, ends } = page;
  const start = starts[t]!;
  const end = Math.min(ends[t]!, start + LONGEST_LINE);
  /** Characters of each class. */
  const counts = new Uint8Array(CLASSES);
  let words = 0;
  let capitals = 0;
  let small = 0;
  let short = 0;
  let sentences = 0;
  let colon = -1;
  let frequency = 0;
  let name = 0;
  let heading = 0;
  let mostHeading = 0;
  const topics: number[] = [];
  let first = table.unknown;
  let last = table.unknown;
  for (let i = start; i < end; i++) {
    const kind = kinds[i]!;
    if (!isWordCharacter(kind)) {
      counts[kind]!++;
      if (kind === Class.Space && i > start + 1 && isFinal(kinds[i - 1]!)) sentences++;
      else if (kind === Class.Colon && colon < 0) colon = words;
      continue;
    }
    const from = i;
    let hash = NO_LETTERS;
    for (; i < end && isWordCharacter(kinds[i]!); i++) {
      counts[kinds[i]!]!++;
      hash = addFolded(hash, codes[i]!);
    }
    last = table.find(hash);
    if (words === 0) first = last;
    frequency += table.figure(last, Figure.Frequency);
    name += table.figure(last, Figure.Name);
    const speaksForHeading = table.figure(last, Figure.Heading);
    heading += speaksForHeading;
    mostHeading = Math.max(mostHeading, speaksForHeading);
    if (i - from >= SHORTEST_TOPIC) topics.push(hash);
    if (kind === Class.Upper) {
      if (words > 0) capitals++;
    } else if (kind === Class.Lower) {
      small++;
      if (i - from <= 3) short++;
    }
    words++;
    i--;
  }
  const count = (kind: Class) => counts[kind]!;
  const upper = count(Class.Upper);
  const letters = count(Class.Lower) + upper + count(Class.Letter);
  const digits = count(Class.Digit);
  const phrase = table.find(hashPhrase(page, start, end));
  const some = Math.max(1, words);
  return {
    length: text.length,
    words,
    capitals: capitals / Math.max(1, capitals + small),
    upper: upper / Math.max(1, letters),
    short: short / some,
    digits,
    commas: count(Class.Comma),
    sentences,
    colon,
    brackets: count(Class.Open) + count(Class.Close),
    joiners: count(Class.Joiner),
    first: kinds[start] as Class,
    last: classAt(text, text.length - 1),
    frequency: frequency / some,
    name: name / some,
    heading: heading / some,
    start: table.figure(first, Figure.Start),
    end: table.figure(last, Figure.End),
    firstHeading: table.figure(first, Figure.Heading),
    lastHeading: table.figure(last, Figure.Heading),
    mostHeading,
    phraseHeading: table.figure(phrase, Figure.Heading),
    phraseFrequency: table.figure(phrase, Figure.Frequency),
    marker: isListItem(text),
    number: digits === 0 ? -1 : Number(numbered.exec(text.slice(0, NUMBER_REACH))?.[1] ?? -1),
    hash: hashFolded(page, start, end),
    topics,
  };
}

function isFinal(kind: number): boolean {
  return kind === Class.Stop || kind === Class.Ask;
}
