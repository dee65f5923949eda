/** The letters and digits of a text: what is left where marks and capitals do not count. */

const LETTER = /[\p{L}\p{N}]/u;
const LINE_BREAK = 10;

const UNASKED = 0;
const IS_LETTER = 1;
const IS_NONE = 2;
/** What each UTF-16 unit is, once it was asked for: to replace by an expression takes several times as long. */
const known = new Uint8Array(0x10000);

/** The letters and digits of a text in lower case, and its line breaks. */
export function letters(text: string): string {
  const lower = text.toLowerCase();
  const found = new Uint16Array(lower.length);
  let n = 0;
  for (let i = 0; i < lower.length; i++) {
    const unit = lower.charCodeAt(i);
    if (known[unit] === UNASKED) known[unit] = LETTER.test(String.fromCharCode(unit)) ? IS_LETTER : IS_NONE;
    if (known[unit] === IS_LETTER || unit === LINE_BREAK) found[n++] = unit;
    else if (isPair(lower, i)) {
      if (LETTER.test(lower.slice(i, i + 2))) {
        found[n++] = unit;
        found[n++] = lower.charCodeAt(i + 1);
      }
      i++;
    }
  }
  return Buffer.from(found.buffer).toString('utf16le', 0, n * Uint16Array.BYTES_PER_ELEMENT);
}

/** Whether two units stand for one character there. */
function isPair(text: string, i: number): boolean {
  return text.codePointAt(i)! > 0xffff;
}
