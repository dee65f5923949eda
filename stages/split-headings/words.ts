/** Words by hash: what the training pages know of a word, and how often a document itself uses it. */
import { z } from 'zod';
import { Class, classOf, isWordCharacter } from './characters.js';

/** A word's letters as they stand, and folded to lower case, as 32-bit hashes (FNV-1a). */
export interface WordHash {
  readonly exact: number;
  readonly folded: number;
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const lowerCase = buildLowerCase();

function buildLowerCase(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const lower = String.fromCharCode(code).toLowerCase();
    table[code] = lower.length === 1 ? lower.charCodeAt(0) : code;
  }
  return table;
}

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

/** How often a document uses each word, letter for letter: an open-addressing table of counts. */
export class Vocabulary {
  private readonly keys: Int32Array;
  private readonly counts: Uint16Array;
  private readonly mask: number;

  constructor(texts: readonly string[]) {
    const length = texts.reduce((sum, text) => sum + text.length, 0);
    // A word and what separates it take two characters at least, but seldom less than four.
    let size = 64;
    while (size < length / 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.counts = new Uint16Array(size);
    for (const text of texts) this.addAll(text);
  }

  count(exact: number): number {
    return this.counts[this.slot(exact)]!;
  }

  private addAll(text: string): void {
    let hash = OFFSET;
    for (let i = 0; i <= text.length; i++) {
      const code = i < text.length ? text.charCodeAt(i) : 0;
      if (isWordCharacter(classOf(code))) hash = Math.imul(hash ^ code, PRIME);
      else if (hash !== OFFSET) {
        const at = this.slot(hash);
        this.keys[at] = hash;
        if (this.counts[at]! < 0xffff) this.counts[at]!++;
        hash = OFFSET;
      }
    }
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
  format: z.literal('winnow-words/1'),
  /** What the counts were made from, for people. */
  trained: z.string(),
  /** Base64 of slots of six bytes: two of the hash, 0 where the slot is free, then frequency, name, start and end. */
  slots: z.base64(),
});

export const SLOT_BYTES = 6;
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
}

const UNKNOWN_WORD: WordStatistics = { frequency: 0, name: 128, start: 128, end: 128 };

/** The key of a word in the table: words with a capital inside are looked up as they stand, others folded. */
export function tableKey(hash: number): { slot: number; print: number } {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995);
  return { slot: (mixed ^ (mixed >>> 15)) >>> 0, print: (hash >>> 16) ^ (hash & 0xffff) || 1 };
}

/** The words that the training pages use, in a compact hash table. */
export class WordTable {
  private readonly slots: Uint8Array;
  private readonly size: number;

  private constructor(slots: Uint8Array) {
    this.slots = slots;
    this.size = slots.length / SLOT_BYTES;
  }

  /** Reads the table from the bytes of its file; throws where they are not in this format. */
  static read(bytes: Uint8Array): WordTable {
    const { slots } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return new WordTable(Buffer.from(slots, 'base64'));
  }

  static of(slots: Uint8Array): WordTable {
    return new WordTable(slots);
  }

  lookUp(hash: number): WordStatistics {
    const { slot, print } = tableKey(hash);
    let at = slot % this.size;
    for (let probe = 0; probe < PROBES; probe++) {
      const base = at * SLOT_BYTES;
      const found = this.slots[base]! | (this.slots[base + 1]! << 8);
      if (found === 0) break;
      if (found === print) {
        return {
          frequency: this.slots[base + 2]!,
          name: this.slots[base + 3]!,
          start: this.slots[base + 4]!,
          end: this.slots[base + 5]!,
        };
      }
      at = (at + 1) % this.size;
    }
    return UNKNOWN_WORD;
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
