/**
 * Words of a text as hashes. A word is a run of letters and digits, lower case, cut to six letters: a stemmer that
 * suits most languages. Scripts without spaces give pairs of characters instead.
 */
import type { CodeUnits } from '../../text/code-units.js';
import { int32, uint8 } from './memory.js';

const STEM = 6;

/** The words of texts, one behind another. */
export interface WordHashes {
  readonly hash: Int32Array;
  /** 1 where a word looks like a name. */
  readonly name: Uint8Array;
  /** Letters of a word, up to 255. */
  readonly letters: Uint8Array;
  /** For each text, its first word; one more entry closes the last text. */
  readonly from: Int32Array;
}

/** Reads the words of texts. */
export function readWordHashes({ codes, starts, ends }: CodeUnits): WordHashes {
  const hashes = int32(codes.length);
  const name = uint8(codes.length);
  const lengths = uint8(codes.length);
  const from = int32(starts.length + 1);
  let n = 0;
  for (let t = 0; t < starts.length; t++) {
    let sentenceStart = true;
    let previous = 0;
    const end = ends[t]!;
    for (let i = starts[t]!; i <= end; i++) {
      const start = i;
      let letter = LETTERS[codes[i]!]!;
      if (letter > SYLLABIC) {
        let hash = OFFSET;
        const capital = letter !== codes[i];
        // The line break behind the text ends its last word.
        for (const stem = i + STEM; letter > SYLLABIC && i < stem; letter = LETTERS[codes[++i]!]!)
          hash = Math.imul(hash ^ letter, PRIME);
        while (letter > SYLLABIC) letter = LETTERS[codes[++i]!]!;
        const letters = i - start;
        if (letters > 1) {
          hashes[n] = hash;
          name[n] = Number(capital && !sentenceStart);
          lengths[n++] = Math.min(letters, 255);
          sentenceStart = false;
        }
      }
      const code = codes[i]!;
      if (letter === SYLLABIC) {
        if (previous > 0) {
          hashes[n] = Math.imul(Math.imul(OFFSET ^ previous, PRIME) ^ code, PRIME);
          name[n] = 0;
          lengths[n++] = STEM;
        }
        previous = code;
      } else {
        previous = 0;
        if (code === 46 || code === 33 || code === 63 || code === 58 || code === 10) sentenceStart = true;
      }
    }
    from[t + 1] = n;
  }
  return { hash: hashes, name, letters: lengths, from };
}

// FNV-1a (Fowler, Noll, Vo).
const OFFSET = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Stands for a character of a script that puts no spaces between words. */
const SYLLABIC = 1;

/** For each code unit, the lower case letter or digit, 0 where it is none, SYLLABIC in scripts without spaces. */
const LETTERS = buildLetters();

function buildLetters(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0; code < table.length; code++) table[code] = code < 0x80 ? ascii(code) : wide(code);
  return table;
}

function ascii(code: number): number {
  const lower = code >= 65 && code <= 90 ? code + 32 : code;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 57) ? lower : 0;
}

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
