/** Sets of words that are asked for parts of a text, of which next to none are in them. */
import { lowerCase } from '../../text/lower-case.js';

export interface WordSet {
  /** Whether the code units from `from` to `to` are one of the words, in lower case or not. */
  has(codes: Uint16Array, from: number, to: number): boolean;
}

/** A set of words in lower case. */
export function wordSet(words: Iterable<string>): WordSet {
  const all = new Set(words);
  let longest = 0;
  /** 1 where some word has such a hash: to make strings of all that is asked for would take several times as long. */
  const taken = new Uint8Array(2 ** HASH_BITS);
  for (const word of all) {
    longest = Math.max(longest, word.length);
    const codes = Uint16Array.from(word, (unit) => unit.charCodeAt(0));
    taken[hashOf(codes, 0, codes.length)] = 1;
  }
  return {
    has: (codes, from, to) =>
      to - from <= longest &&
      taken[hashOf(codes, from, to)] === 1 &&
      all.has(String.fromCharCode(...codes.subarray(from, to)).toLowerCase()),
  };
}

const HASH_BITS = 16;
/** The two small letters that one capital stands for: which of them depends on its place. */
const SIGMA = 'σ'.charCodeAt(0);
const FINAL_SIGMA = 'ς'.charCodeAt(0);

/** A hash that does not tell capitals from small letters. */
function hashOf(codes: Uint16Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) {
    const letter = lowerCase[codes[i]!]!;
    hash = Math.imul(hash ^ (letter === FINAL_SIGMA ? SIGMA : letter), 0x9e3779b1);
  }
  return hash >>> (32 - HASH_BITS);
}
