/** Sets of characters that lines are told apart by, in one table: a look-up for each character of a text must be quick. */

/** Sets of UTF-16 units, one bit each. */
export const SPACE = 1;
export const UPPER = 2;
export const LOWER = 4;
export const DIGIT = 8;
export const SENTENCE_END = 16;
export const QUESTION_MARK = 32;
export const CLOSER = 64;
export const KICKER_MARK = 128;
export const DASH = 256;
export const BULLET = 512;
/** What ends a first word. */
export const BREAK = 1024;
/** What points on behind a last word: dots, arrows, brackets. */
export const POINTER = 2048;
/** Letters, digits and the marks on them. */
export const WORD = 4096;

const table = new Uint16Array(0x10000);
const add = (set: number, characters: string) => {
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)]! |= set;
};
add(SPACE, ' \n\t\u00a0');
add(DIGIT, '0123456789');
add(SENTENCE_END, '.!?。！？؟।');
add(QUESTION_MARK, '?？؟');
add(CLOSER, '"\'”’»)]}*_」』）');
add(KICKER_MARK, ':|：');
add(DASH, '-–—');
add(BULLET, '-–—•*·▪◦‣');
add(BREAK, " \u00a0,[('’");
add(POINTER, ' .…»›→>])"”:|');
// Blocks of Unicode that have upper and lower case.
for (const [from, to] of [
  [0x41, 0x2e00],
  [0xa640, 0xac00],
  [0xff21, 0xff5b],
] as const) {
  for (let code = from; code < to; code++) {
    const letter = String.fromCharCode(code);
    if (letter !== letter.toLowerCase()) table[code]! |= UPPER;
    else if (letter !== letter.toUpperCase()) table[code]! |= LOWER;
  }
}

// Halves of surrogate pairs are none, whatever they stand for.
const WORD_PATTERN = /[\p{L}\p{N}\p{M}]/u;
for (let code = 0; code < 0x10000; code++) {
  if (WORD_PATTERN.test(String.fromCharCode(code))) table[code]! |= WORD;
}

/** Whether a UTF-16 unit is in one of the sets; behind the end of a string (NaN) it is in none. */
export function isIn(sets: number, code: number): boolean {
  // The table must only ever be asked for whole numbers, or the look-up gets slow.
  return (table[code | 0]! & sets) !== 0;
}
