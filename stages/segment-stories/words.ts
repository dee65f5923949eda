/**
 * The words of a document, as numbers: what lexical cohesion is measured on.
 *
 * A word is a run of letters and digits, lower case, cut to six letters: a stemmer that suits most languages.
 * Scripts without spaces give pairs of characters instead.
 */
import type { Rarity } from './rarity.js';

const STEM = 6;

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
}

/** Reads the words of texts. */
export function readWords(texts: readonly string[], rarity: Rarity): Words {
  let chars = 0;
  for (const text of texts) chars += text.length;
  const token = new Int32Array(chars);
  const name = new Uint8Array(chars);
  const from = new Int32Array(texts.length + 1);
  const weight: number[] = [];
  const known = new Map<number, number>();
  let n = 0;
  const add = (hash: number, isName: boolean, letters: number) => {
    let word = known.get(hash);
    if (word === undefined) {
      const w = rarity.weight(hash, letters);
      word = w > 0 ? weight.push(w) - 1 : -1;
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
  return { token: token.slice(0, n), name: name.slice(0, n), from, weight: Float32Array.from(weight) };
}

/** Calls `found` with the hash of each word, whether it looks like a name, and its length in letters. */
export function eachWord(
  text: string,
  found: (hash: number, isName: boolean, letters: number) => void,
): void {
  let hash = OFFSET;
  let letters = 0;
  let capital = false;
  let sentenceStart = true;
  let previous = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    const letter = code < 0x80 ? ASCII[code]! : wide(code);
    if (letter > 0 && letter !== SYLLABIC) {
      if (letters === 0) capital = letter !== code;
      if (letters < STEM) hash = Math.imul(hash ^ letter, PRIME);
      letters++;
      continue;
    }
    if (letters > 1) {
      found(hash >>> 0, capital && !sentenceStart, letters);
      sentenceStart = false;
    }
    if (letter === SYLLABIC) {
      if (previous > 0)
        found(Math.imul(Math.imul(OFFSET ^ previous, PRIME) ^ code, PRIME) >>> 0, false, STEM);
      previous = code;
    } else {
      previous = 0;
      if (code === 46 || code === 33 || code === 63 || code === 58 || code === 10) sentenceStart = true;
    }
    hash = OFFSET;
    letters = 0;
  }
}

// FNV-1a (Fowler, Noll, Vo).
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Stands for a character of a script that puts no spaces between words. */
const SYLLABIC = -1;

/** For each ASCII code, the lower case letter or digit, 0 for anything else. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = code >= 65 && code <= 90 ? code + 32 : code;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) ? lower : 0;
});

/** The lower case of a code above ASCII, 0 where it is no letter, SYLLABIC in scripts without spaces. */
function wide(code: number): number {
  if (code < 0xc0 || (code >= 0x2000 && code < 0x2e80)) return 0;
  if (code < 0x180) return code < 0xdf ? code + 32 : code >= 0x100 ? code | 1 : code;
  if (code < 0x530) {
    if (code >= 0x391 && code <= 0x3a9) return code + 32;
    if (code >= 0x410 && code <= 0x42f) return code + 32;
    return code >= 0x400 && code <= 0x40f ? code + 80 : code;
  }
  if (code >= 0xe00 && code < 0xf00) return SYLLABIC;
  if (code < 0x2e80) return code;
  if (code >= 0x3000 && code < 0x3040) return 0;
  if (code >= 0xac00 && code < 0xd7b0) return code;
  if (code >= 0xff00) return 0;
  return code >= 0xd800 && code < 0xe000 ? 0 : SYLLABIC;
}
