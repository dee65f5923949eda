/** The words of a document, as numbers: what lexical cohesion is measured on. */

import type { CodeUnits } from '../../text/code-units.js';
import { float32, int32, uint8 } from './memory.js';
import type { Rarity } from './rarity.js';
import { readWordHashes, type WordHashes } from './word-hashes.js';

/** Words of units (blocks of content, in order), with those left out that are too common to say anything. */
export interface Words {
  /** All words, common ones too. */
  readonly all: WordHashes;
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
}

/** Reads the words of texts. */
export function readWords(texts: CodeUnits, rarity: Rarity): Words {
  const all = readWordHashes(texts);
  const units = texts.starts.length;
  const count = all.from[units]!;
  const token = int32(count);
  const name = uint8(count);
  const from = int32(units + 1);
  const level = uint8(count);
  let distinct = 0;
  let n = 0;
  // An open hash table with linear probing, at most half full: a Map takes several times as long.
  const mask = 2 ** Math.ceil(Math.log2(count + 1) + 1) - 1;
  const hashes = int32(mask + 1);
  const words = int32(mask + 1);
  for (let unit = 0; unit < units; unit++) {
    for (let i = all.from[unit]!; i < all.from[unit + 1]!; i++) {
      const hash = all.hash[i]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (words[slot] !== UNKNOWN && hashes[slot] !== hash) slot = (slot + 1) & mask;
      if (words[slot] === UNKNOWN) {
        const l = rarity.level(hash, all.letters[i]!);
        const isCommon = rarity.weight[l] === 0;
        if (!isCommon) level[distinct++] = l;
        hashes[slot] = hash;
        words[slot] = isCommon ? COMMON : distinct;
      }
      const word = words[slot]!;
      // What is written of a common word is written over: to skip it would cost more, as nothing tells where they stand.
      name[n] = all.name[i]!;
      token[n] = word - 1;
      n += Number(word !== COMMON);
    }
    from[unit + 1] = n;
  }
  const weight = float32(distinct);
  for (let w = 0; w < distinct; w++) weight[w] = rarity.weight[level[w]!]!;
  return {
    all,
    token: token.subarray(0, n),
    name: name.subarray(0, n),
    from,
    weight,
    level: level.subarray(0, distinct),
  };
}

// What the table holds of a word: nothing, that it is too common, or 1 + its index.
const UNKNOWN = 0;
const COMMON = -1;
