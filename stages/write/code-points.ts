/** Offsets in UTF-16 code units, as JavaScript counts, to offsets in code points, as the output contract counts. */

/**
 * A function that turns offsets of `source` into code points. Offsets must not fall from call to call; all calls
 * together read the source once. A surrogate without its partner counts as one code point, as it does in Python.
 */
export function codePointCounter(source: string): (offset: number) => number {
  let at = 0;
  let pairs = 0;
  return (offset) => {
    for (; at < offset; at++) {
      if (isHigh(source.charCodeAt(at)) && isLow(source.charCodeAt(at + 1))) {
        pairs++;
        at++;
      }
    }
    return offset - pairs;
  };
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
