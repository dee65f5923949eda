/** The characters of a document's texts in one row, as numbers: what every look at them reads. */
import { classOf } from './characters.js';

/** Line breaks before, between and behind the texts: a look a few characters beyond a text sees white space. */
const GAP = 3;
const LINE_BREAK = 10;

export interface Page {
  /** UTF-16 code units. */
  readonly codes: Uint16Array;
  /** Their classes. */
  readonly kinds: Uint8Array;
  /** Where each text starts and ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function readPage(texts: readonly string[]): Page {
  const length = texts.reduce((sum, text) => sum + text.length + GAP, GAP);
  const codes = new Uint16Array(length).fill(LINE_BREAK);
  const kinds = new Uint8Array(length).fill(classOf(LINE_BREAK));
  const starts = new Int32Array(texts.length);
  const ends = new Int32Array(texts.length);
  let at = GAP;
  texts.forEach((text, t) => {
    starts[t] = at;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      codes[at] = code;
      kinds[at++] = classOf(code);
    }
    ends[t] = at;
    at += GAP;
  });
  return { codes, kinds, starts, ends };
}
