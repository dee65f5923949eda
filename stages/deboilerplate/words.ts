/** Words as 32-bit hashes of their lower-case letters (FNV-1a): comparable at the price of a number. */
import { CLASS, classes, lowerCase } from './characters.js';

const OFFSET = -2128831035;
const PRIME = 16777619;

/** Hash of an empty word; feed it with `addToHash`. */
export const EMPTY_HASH = OFFSET;

export function addToHash(hash: number, value: number): number {
  return Math.imul(hash ^ value, PRIME);
}

/** Whether the class belongs to a word of several letters. */
export function isWordClass(kind: number): boolean {
  return (kind >= CLASS.lower && kind <= CLASS.caseless) || kind === CLASS.digit;
}

/** The hashes of a text's words, in order. Letters of scripts without spaces are words of their own. */
export function hashWords(text: string): Int32Array {
  const words: number[] = [];
  let hash = EMPTY_HASH;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = classes[code]!;
    if (isWordClass(kind)) {
      hash = addToHash(hash, lowerCase[code]!);
      inside = true;
    } else if (kind !== CLASS.joiner) {
      if (inside) words.push(hash);
      hash = EMPTY_HASH;
      inside = false;
      if (kind === CLASS.ideograph) words.push(addToHash(EMPTY_HASH, code));
    }
  }
  if (inside) words.push(hash);
  return Int32Array.from(words);
}

/** The offset behind the first `count` words of a text. */
export function offsetBehind(text: string, count: number): number {
  let words = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const kind = classes[text.charCodeAt(i)]!;
    if (isWordClass(kind)) {
      if (!inside && ++words > count) return i;
      inside = true;
    } else if (kind !== CLASS.joiner) {
      if (inside && words === count) return i;
      inside = false;
      if (kind === CLASS.ideograph && ++words >= count) return words === count ? i + 1 : i;
    }
  }
  return text.length;
}
