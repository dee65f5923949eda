/** The words of a document, as numbers: what lexical cohesion is measured on. */
import { eachWord } from './each-word.js';
import { FRONT } from './openings.js';
import type { Rarity } from './rarity.js';

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
export function readWords(texts: readonly string[], rarity: Rarity): Words {
  let chars = 0;
  for (const text of texts) chars += text.length;
  const token = new Int32Array(chars);
  const name = new Uint8Array(chars);
  const from = new Int32Array(texts.length + 1);
  const levels: number[] = [];
  const known = new WordIndex(chars);
  const front = new Int32Array(texts.length * FRONT);
  const inFront = new Uint8Array(texts.length);
  let n = 0;
  let unit = 0;
  const add = (hash: number, isName: boolean, letters: number) => {
    if (inFront[unit]! < FRONT) front[unit * FRONT + inFront[unit]!++] = hash;
    const slot = known.slot(hash);
    let word = known.words[slot]!;
    if (word === UNKNOWN) {
      const level = rarity.level(hash, letters);
      word = rarity.weight[level]! > 0 ? levels.push(level) : COMMON;
      known.words[slot] = word;
    }
    if (word === COMMON) return;
    name[n] = isName ? 1 : 0;
    token[n++] = word - 1;
  };
  for (; unit < texts.length; unit++) {
    from[unit] = n;
    eachWord(texts[unit]!, add);
  }
  from[texts.length] = n;
  return {
    token: token.subarray(0, n),
    name: name.subarray(0, n),
    from,
    weight: Float32Array.from(levels, (level) => rarity.weight[level]!),
    level: Uint8Array.from(levels),
    front,
    inFront,
  };
}

const UNKNOWN = 0;
const COMMON = -1;

/** An open hash table with linear probing: a Map of numbers takes several times as long. */
class WordIndex {
  /** For each slot: `UNKNOWN`, `COMMON`, or 1 + the index of its word. */
  readonly words: Int32Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;

  /** `most` hashes will be asked for at most, mostly far fewer. */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(most + 2));
    this.words = new Int32Array(size);
    this.hashes = new Int32Array(size);
    this.mask = size - 1;
  }

  /** The slot of a hash, the same each time. */
  slot(hash: number): number {
    const { words, hashes, mask } = this;
    const key = hash | 0;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (words[slot] !== UNKNOWN && hashes[slot] !== key) slot = (slot + 1) & mask;
    hashes[slot] = key;
    return slot;
  }
}
