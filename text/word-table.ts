/** What the pages that the models were trained on know of words, in a compact hash table. */
import { z } from 'zod';
import { type Models, openModel } from './models.js';

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

/** The words that the training pages use; throws where the table is missing. */
export function openWordTable(models: Models): WordTable {
  return WordTable.read(openModel(models, 'glue-words.json'));
}
