/** The words of a document, as numbers: what lexical cohesion is measured on. */
import { eachWord } from './each-word.js';
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
}

/** Reads the words of texts. */
export function readWords(texts: readonly string[], rarity: Rarity): Words {
  let chars = 0;
  for (const text of texts) chars += text.length;
  const token = new Int32Array(chars);
  const name = new Uint8Array(chars);
  const from = new Int32Array(texts.length + 1);
  const levels: number[] = [];
  const known = new Map<number, number>();
  let n = 0;
  const add = (hash: number, isName: boolean, letters: number) => {
    let word = known.get(hash);
    if (word === undefined) {
      const level = rarity.level(hash, letters);
      word = rarity.weight[level]! > 0 ? levels.push(level) - 1 : -1;
      known.set(hash, word);
    }
    if (word < 0) return;
    name[n] = isName ? 1 : 0;
    token[n++] = word;
  };
  for (let u = 0; u < texts.length; u++) {
    from[u] = n;
    eachWord(texts[u]!, add);
  }
  from[texts.length] = n;
  return {
    token: token.slice(0, n),
    name: name.slice(0, n),
    from,
    weight: Float32Array.from(levels, (level) => rarity.weight[level]!),
    level: Uint8Array.from(levels),
  };
}
