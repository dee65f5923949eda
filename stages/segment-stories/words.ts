/** The words of a document, as numbers: what lexical cohesion is measured on. */

import type { CodeUnits } from '../../text/code-units.js';
import { float32, int32, uint8 } from './memory.js';
import { FRONT } from './openings.js';
import type { Rarity } from './rarity.js';
import { readWordHashes, wordBuffer } from './word-hashes.js';

/** Words of units (blocks of content, in order), with those left out that are too common to say anything. */
export interface Words {
  /** For each token, the index of its word. */
  readonly token: Int32Array;
  /** For each token, 1 where it begins with a capital inside a sentence: a name, in most languages. */
  readonly name: Uint8Array;
  /** For each unit, its first token; one more entry closes the last unit. */
  readonly from: Int32Array;
  /** For each word, how rare it is, above 0 and at most 1. */
  readonly weight: Float32Array;
  /** For each word, its level in the table of rarity. */
  readonly level: Uint8Array;
  /** For each unit, hashes of its first words, common ones too: `FRONT` places, and how many are taken. */
  readonly front: Int32Array;
  readonly inFront: Uint8Array;
}

/** Reads the words of texts. */
export function readWords(texts: CodeUnits, rarity: Rarity): Words {
  const units = texts.starts.length;
  const chars = texts.codes.length;
  let longest = 0;
  for (let unit = 0; unit < units; unit++) {
    longest = Math.max(longest, texts.ends[unit]! - texts.starts[unit]!);
  }
  const token = int32(chars);
  const name = uint8(chars);
  const from = int32(units + 1);
  const level = uint8(chars);
  const known = new WordIndex();
  let distinct = 0;
  const front = int32(units * FRONT);
  const inFront = uint8(units);
  const found = wordBuffer(longest);
  let n = 0;
  for (let unit = 0; unit < units; unit++) {
    from[unit] = n;
    const count = readWordHashes(texts, unit, found);
    inFront[unit] = Math.min(count, FRONT);
    for (let i = 0; i < count; i++) {
      const hash = found.hash[i]!;
      if (i < FRONT) front[unit * FRONT + i] = hash;
      let word = known.get(hash);
      if (word === UNKNOWN) {
        const l = rarity.level(hash, found.letters[i]!);
        word = COMMON;
        if (rarity.weight[l]! > 0) {
          level[distinct++] = l;
          word = distinct;
        }
        known.add(hash, word);
      }
      if (word === COMMON) continue;
      name[n] = found.name[i]!;
      token[n++] = word - 1;
    }
  }
  from[units] = n;
  const weight = float32(distinct);
  for (let w = 0; w < distinct; w++) weight[w] = rarity.weight[level[w]!]!;
  return {
    token: token.subarray(0, n),
    name: name.subarray(0, n),
    from,
    weight,
    level: level.subarray(0, distinct),
    front,
    inFront,
  };
}

const UNKNOWN = 0;
const COMMON = -1;
/** Slots of a new index. */
const SLOTS = 2048;

/** An open hash table with linear probing that grows: a Map of numbers takes several times as long. */
class WordIndex {
  /** For each slot: `UNKNOWN`, `COMMON`, or 1 + the index of its word. */
  private words = int32(SLOTS);
  private hashes = int32(SLOTS);
  private taken = 0;

  /** What is known of a word by its hash. */
  get(hash: number): number {
    return this.words[this.slotOf(hash)]!;
  }

  /** Adds a word that is not known yet. */
  add(hash: number, word: number): void {
    if (++this.taken * 2 > this.words.length) this.grow();
    const slot = this.slotOf(hash);
    this.hashes[slot] = hash;
    this.words[slot] = word;
  }

  private slotOf(hash: number): number {
    const { words, hashes } = this;
    const mask = words.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (words[slot] !== UNKNOWN && hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { words, hashes } = this;
    this.words = int32(words.length * 4);
    this.hashes = int32(words.length * 4);
    for (let i = 0; i < words.length; i++) {
      if (words[i] === UNKNOWN) continue;
      const slot = this.slotOf(hashes[i]!);
      this.hashes[slot] = hashes[i]!;
      this.words[slot] = words[i]!;
    }
  }
}
