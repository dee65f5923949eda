/** How a line reads: the figures that tell headings from paragraphs and list items. */
import { Class, classAt, isWordCharacter } from './characters.js';
import { isListItem } from './list-items.js';
import { hashWord, type WordTable } from './words.js';

/** Longer lines are neither headings nor list items that a judge could tell; no more of them is looked at. */
export const LONGEST_LINE = 250;

export interface Line {
  readonly text: string;
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
  /** Table figures of the first word as a start and of the last as an end. */
  readonly start: number;
  readonly end: number;
  readonly marker: boolean;
  readonly numbered: boolean;
  readonly hash: number;
}

const NUMBERED =
  /^(?:(?:step|part|chapter|section|tip|day|phase|week|teil|schritt|kapitel|partie|étape|parte|paso)\s+)?[#(]?\d{1,3}(?:\.\d{1,2})*[.):\s]/i;

/** Reads one line. Costs what the line costs, up to `LONGEST_LINE` characters. */
export function readLine(text: string, table: WordTable): Line {
  const most = Math.min(text.length, LONGEST_LINE);
  let words = 0;
  let capitals = 0;
  let small = 0;
  let short = 0;
  let upper = 0;
  let digits = 0;
  let commas = 0;
  let sentences = 0;
  let colon = -1;
  let brackets = 0;
  let joiners = 0;
  let frequency = 0;
  let name = 0;
  let start = 128;
  let end = 128;
  let letters = 0;
  for (let i = 0; i < most; i++) {
    const kind = classAt(text, i);
    if (!isWordCharacter(kind)) {
      if (kind === Class.Comma) commas++;
      else if (kind === Class.Colon && colon < 0) colon = words;
      else if (kind === Class.Open || kind === Class.Close) brackets++;
      else if (kind === Class.Joiner) joiners++;
      else if (kind === Class.Space && i > 1 && isFinal(classAt(text, i - 1))) sentences++;
      continue;
    }
    const from = i;
    for (; i < most && isWordCharacter(classAt(text, i)); i++) {
      const letter = classAt(text, i);
      if (letter === Class.Digit) digits++;
      else {
        letters++;
        if (letter === Class.Upper) upper++;
      }
    }
    const known = table.lookUp(hashWord(text, from, i).folded);
    frequency += known.frequency;
    name += known.name;
    if (words === 0) start = known.start;
    end = known.end;
    if (classAt(text, from) === Class.Upper) {
      if (words > 0) capitals++;
    } else if (classAt(text, from) === Class.Lower) {
      small++;
      if (i - from <= 3) short++;
    }
    words++;
    i--;
  }
  return {
    text,
    length: text.length,
    words,
    capitals: capitals / Math.max(1, capitals + small),
    upper: upper / Math.max(1, letters),
    short: short / Math.max(1, words),
    digits,
    commas,
    sentences,
    colon,
    brackets,
    joiners,
    first: classAt(text, 0),
    last: classAt(text, text.length - 1),
    frequency: frequency / Math.max(1, words),
    name: name / Math.max(1, words),
    start,
    end,
    marker: isListItem(text),
    numbered: NUMBERED.test(text.slice(0, 30)),
    hash: hashWord(text, 0, most).folded,
  };
}

function isFinal(kind: Class): boolean {
  return kind === Class.Stop || kind === Class.Ask;
}
