/** Words by hash: what the training pages know of a word, and how often a document itself uses it. */
import { z } from 'zod';
import { lowerCase } from '../../text/lower-case.js';
import { Class, classOf, isWordCharacter } from './characters.js';
import type { Page } from './page.js';

/** A word's letters as they stand, and folded to lower case, as 32-bit hashes (FNV-1a). */
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

/** Hashes of some words, letter for letter, and of what they start with: true for whole words. */
export type Prefixes = ReadonlyMap<number, boolean>;

export function prefixesOf(words: readonly string[]): Prefixes {
  const prefixes = new Map<number, boolean>();
  for (const word of words) {
    for (let to = 1; to <= word.length; to++) {
      const { exact } = hashWord(word, 0, to);
      prefixes.set(exact, to === word.length || prefixes.get(exact) === true);
    }
  }
  return prefixes;
}

/** Where the longest of some words ends that starts at an offset; -1 for none. */
export function longestWord({ codes }: Page, from: number, words: Prefixes): number {
  let longest = -1;
  let hash = OFFSET;
  for (let i = from; i < codes.length; i++) {
    hash = Math.imul(hash ^ codes[i]!, PRIME);
    const isWhole = words.get(hash);
    if (isWhole === undefined) break;
    if (isWhole) longest = i + 1;
  }
  return longest;
}

/** The hash of the letters from `from` to `to`, folded to lower case. */
export function hashFolded({ codes }: Page, from: number, to: number): number {
  let hash = OFFSET;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ lowerCase[codes[i]!]!, PRIME);
  return hash;
}

/** The hash of no letters, to which letters are added one by one. */
export const NO_LETTERS = OFFSET;

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

/** How often a document uses each word, letter for letter: an open-addressing table of counts. */
export class Vocabulary {
  private readonly keys: Int32Array;
  private readonly counts: Uint16Array;
  private readonly mask: number;

  constructor({ codes, kinds }: Page) {
    // A word and what separates it take two characters at least, but seldom less than four.
    let size = 64;
    while (size < kinds.length / 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.counts = new Uint16Array(size);
    for (let i = 0; i < kinds.length; i++) {
      if (!isWordCharacter(kinds[i]!)) continue;
      let hash = OFFSET;
      for (; isWordCharacter(kinds[i]!); i++) hash = Math.imul(hash ^ codes[i]!, PRIME);
      const at = this.slot(hash);
      this.keys[at] = hash;
      if (this.counts[at]! < 0xffff) this.counts[at]!++;
    }
  }

  count(exact: number): number {
    return this.counts[this.slot(exact)]!;
  }

  /** Where the word stands, or the free place for it. */
  private slot(hash: number): number {
    let at = spread(hash) & this.mask;
    while (this.counts[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & this.mask;
    return at;
  }
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8;
}

const file = z.object({
  format: z.literal('winnow-word-table/1'),
  /** What the counts were made from, for people. */
  trained: z.string(),
  /** Base64 of slots: two bytes of the hash, 0 where the slot is free, then the statistics, a byte each. */
  slots: z.base64(),
});

export const SLOT_BYTES = 7;
/** How far from its place a word may stand in the table. */
export const PROBES = 16;

/** What the training pages know of a word; each from 0 to 255. */
export interface WordStatistics {
  /** 20 times the binary logarithm of how often the word stands on the pages. */
  readonly frequency: number;
  /** The share of capitals in the middle of sentences. */
  readonly name: number;
  /** 128 + 16 times the log-odds (base 2) that a block starts with it, where it has a capital. */
  readonly start: number;
  /** 128 + 16 times the log-odds (base 2) that a block ends with it. */
  readonly end: number;
  /** 128 + 16 times the log-odds (base 2) that a short line with it is a heading. */
  readonly heading: number;
}

/** The key of a word in the table: words with a capital inside are looked up as they stand, others folded. */
export function tableKey(hash: number): { slot: number; print: number } {
  return { slot: mix(hash), print: printOf(hash) };
}

function mix(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function printOf(hash: number): number {
  return (hash >>> 16) ^ (hash & 0xffff) || 1;
}

/** Where the figures of a word stand in its slot. */
export const Figure = { Frequency: 2, Name: 3, Start: 4, End: 5, Heading: 6 } as const;
export type Figure = (typeof Figure)[keyof typeof Figure];

/** What is assumed of a word that the training pages do not have. */
const UNKNOWN_HEADING = 128;

/** The words that the training pages use, and phrases that many of them have as a line, in a compact hash table. */
export class WordTable {
  /** The slots, and behind them one for words that are not in the table. */
  private readonly slots: Uint8Array;
  /** The parts of hashes that the slots begin with, close together: a look-up sees several. */
  private readonly prints: Uint16Array;
  /** The slot of words that are not in the table. */
  readonly unknown: number;

  private constructor(slots: Uint8Array) {
    this.prints = new Uint16Array(slots.length / SLOT_BYTES);
    for (let slot = 0; slot < this.prints.length; slot++) {
      this.prints[slot] = slots[slot * SLOT_BYTES]! | (slots[slot * SLOT_BYTES + 1]! << 8);
    }
    this.unknown = slots.length;
    this.slots = new Uint8Array(slots.length + SLOT_BYTES);
    this.slots.set(slots);
    this.slots.set([0, 0, 0, 128, 128, 128, UNKNOWN_HEADING], slots.length);
  }

  /** Reads the table from the bytes of its file; throws where they are not in this format. */
  static read(bytes: Uint8Array): WordTable {
    const { slots } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return new WordTable(Buffer.from(slots, 'base64'));
  }

  static of(slots: Uint8Array): WordTable {
    return new WordTable(slots);
  }

  /** One figure of the word in a slot. */
  figure(slot: number, figure: Figure): number {
    return this.slots[slot + figure]!;
  }

  frequency(hash: number): number {
    return this.figure(this.find(hash), Figure.Frequency);
  }

  /** Writes frequency, name, start and end of a word into `row` from `k` on. */
  write(row: Float32Array, k: number, hash: number): void {
    const at = this.find(hash);
    for (let i = 0; i < 4; i++) row[k + i] = this.slots[at + 2 + i]!;
  }

  /** The slot of a word; `unknown` where the table does not have it. */
  find(hash: number): number {
    const { prints } = this;
    const print = printOf(hash);
    let slot = mix(hash) % prints.length;
    for (let probe = 0; probe < PROBES; probe++) {
      const found = prints[slot]!;
      if (found === print) return slot * SLOT_BYTES;
      if (found === 0) break;
      if (++slot === prints.length) slot = 0;
    }
    return this.unknown;
  }
}

/** Whether a word has a capital behind a small letter, as names like YouTube have. */
export function hasInnerCapital(text: string, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if (classOf(text.charCodeAt(i)) === Class.Upper && classOf(text.charCodeAt(i - 1)) === Class.Lower)
      return true;
  }
  return false;
}
