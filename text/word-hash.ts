/** Words of a page as 32-bit hashes of their letters (FNV-1a): as they stand, folded to lower case, or of a whole line. */
import { Class, classOf, isWordCharacter } from './character-classes.js';
import { lowerCase } from './lower-case.js';
import type { Page } from './page.js';

/** The hashes of a word. */
export interface WordHash {
  readonly exact: number;
  readonly folded: number;
}

const OFFSET = 0x811c9dc5;
/** Another one, so that a phrase of one word is not that word. */
const PHRASE_OFFSET = 0x2f0b4c47;
const PRIME = 0x01000193;

/** Hashes `text[from, to)`. */
export function hashWord(text: string, from: number, to: number): WordHash {
  let exact = OFFSET;
  let folded = OFFSET;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    exact = Math.imul(exact ^ code, PRIME);
    folded = Math.imul(folded ^ lowerCase[code]!, PRIME);
  }
  return { exact, folded };
}

/** The hash of the letters from `from` to `to` as they stand. */
export function hashExact({ codes }: Page, from: number, to: number): number {
  let hash = OFFSET;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ codes[i]!, PRIME);
  return hash;
}

/** The hash of the letters from `from` to `to`, folded to lower case. */
export function hashFolded({ codes }: Page, from: number, to: number): number {
  let hash = OFFSET;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ lowerCase[codes[i]!]!, PRIME);
  return hash;
}

/** The hash of no letters, to which letters are added one by one. */
export const NO_LETTERS = OFFSET;

/** The hash of some letters and one more, as it stands. */
export function addExact(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME);
}

/** The hash of some letters and one more, folded to lower case. */
export function addFolded(hash: number, code: number): number {
  return Math.imul(hash ^ lowerCase[code]!, PRIME);
}

/** The hash of the letters from `from` to `to` with the first one as a capital where it is small, small where it is not. */
export function hashOtherCase({ codes }: Page, from: number, to: number): number {
  const first = String.fromCharCode(codes[from]!);
  const small = first.toLowerCase();
  const other = first === small ? first.toUpperCase() : small;
  let hash = Math.imul(OFFSET ^ other.charCodeAt(0), PRIME);
  for (let i = from + 1; i < to; i++) hash = Math.imul(hash ^ codes[i]!, PRIME);
  return hash;
}

const SPACE = 32;
/** For each code unit what it is in a phrase: a letter folded to lower case, a space, or nothing (0). */
const phraseUnits = buildPhraseUnits();

function buildPhraseUnits(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0; code < table.length; code++) {
    const kind = classOf(code);
    if (kind === Class.Space) table[code] = SPACE;
    else if (isWordCharacter(kind) && kind !== Class.Digit) table[code] = lowerCase[code]!;
  }
  return table;
}

/** The hash of the letters between two offsets, folded to lower case: of a phrase, whatever stands between its words. */
export function hashPhrase({ codes }: Page, from: number, to: number): number {
  let hash = PHRASE_OFFSET;
  for (let i = from; i < to; i++) {
    const unit = phraseUnits[codes[i]!]!;
    if (unit !== 0) hash = Math.imul(hash ^ unit, PRIME);
  }
  return hash;
}

/** The hash of the letters between two offsets alone, folded to lower case. */
export function hashLetters({ codes }: Page, from: number, to: number): number {
  let hash = OFFSET;
  for (let i = from; i < to; i++) {
    const unit = phraseUnits[codes[i]!]!;
    if (unit > SPACE) hash = Math.imul(hash ^ unit, PRIME);
  }
  return hash;
}
