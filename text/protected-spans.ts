/** Where text must stay as it is, character for character: URLs and e-mail addresses. */

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A URL ends before white space, quotation marks, angle brackets and entities that stand for them. */
const URL_PATTERN =
  /(?:\b[A-Za-z]{3,6}:\/\/|\bwww\.)(?:(?!&(?:quot|nbsp|lt|gt|#))[^\s<>"\u2018-\u201f\u00ab\u00bb\u2039\u203a\ufffd])+/g;
const MAIL_HOST = /@[\w-]+(?:\.[\w-]+)+/g;
const MAIL_NAME_CHARACTER = /[\w.%+-]/;
/** RFC 5321: the local part of an address has at most 64 octets. */
const MAIL_NAME_LENGTH = 64;

/** The spans of URLs and e-mail addresses, sorted, not overlapping. */
function protectedSpans(text: string): Span[] {
  const spans: Span[] = [];
  if (text.includes('://') || text.includes('www.')) {
    for (const match of text.matchAll(URL_PATTERN)) {
      spans.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  if (text.includes('@')) {
    for (const match of text.matchAll(MAIL_HOST)) {
      let start = match.index;
      while (
        start > 0 &&
        match.index - start < MAIL_NAME_LENGTH &&
        MAIL_NAME_CHARACTER.test(text[start - 1]!)
      ) {
        start--;
      }
      spans.push({ start, end: match.index + match[0].length });
    }
    spans.sort((a, b) => a.start - b.start);
  }
  return spans;
}

/** The changes (sorted by `start`) that touch no URL and no e-mail address. */
export function outsideProtected<Change extends Span>(
  text: string,
  changes: readonly Change[],
): readonly Change[] {
  if (changes.length === 0) return changes;
  const spans = protectedSpans(text);
  if (spans.length === 0) return changes;
  let s = 0;
  return changes.filter((change) => {
    while (s < spans.length && spans[s]!.end <= change.start) s++;
    const span = spans[s];
    return !span || change.end <= span.start;
  });
}
