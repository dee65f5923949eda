/** Quotation marks in titles whose other half a scraper cut off. */
import type { Change } from '../../pipeline/document.js';
import { DOUBLE_MARKS, isGuillemet, type Mark, readMarks, SINGLE_MARKS } from './marks.js';

/** A line that ends like this is a sentence, not a title. */
const SENTENCE_END = /[.!?\u2026:;,\u3002]["'\u2018-\u201f\u00bb)\]]*$/;
const MAX_TITLE_LENGTH = 110;
const FIRST_MARK = new RegExp(`^[${DOUBLE_MARKS}${SINGLE_MARKS}]`, 'u');
const LAST_MARK = new RegExp(`[${DOUBLE_MARKS}${SINGLE_MARKS}]$`, 'u');

/** Short, and does not end like a sentence. */
export function looksLikeTitle(text: string): boolean {
  return text.length <= MAX_TITLE_LENGTH && !SENTENCE_END.test(text);
}

/**
 * The mark that opens the text and is never closed, or that closes it and was never opened. Null, too, where a
 * character was lost (U+FFFD), since that may have been the other half.
 */
export function unmatchedMark(text: string, elisions: ReadonlySet<string>): Mark | null {
  if (text.includes('\ufffd')) return null;
  const marks = readMarks(text, elisions).filter(
    (mark) => !mark.partner && mark.role !== 'apostrophe' && mark.role !== 'prime' && !isGuillemet(mark),
  );
  const [mark] = marks;
  if (!mark || marks.length > 1) return null;
  const atStart = mark.role === 'open' && text.slice(0, mark.start).trim() === '';
  const atEnd = mark.role === 'close' && text.slice(mark.end).trim() === '';
  return atStart || atEnd ? mark : null;
}

/** Whether the text holds the other half: an unmatched mark of the same shape with the other role. */
export function holdsOtherHalf(text: string, mark: Mark, elisions: ReadonlySet<string>): boolean {
  return readMarks(text, elisions).some(
    (other) =>
      other.shape === mark.shape && other.role !== mark.role && !other.partner && other.role !== 'prime',
  );
}

export function removal(mark: Mark): Change {
  return { start: mark.start, end: mark.end, text: '', rule: 'unmatched-quote' };
}

export function without(text: string, mark: Mark): string {
  return (text.slice(0, mark.start) + text.slice(mark.end)).trim();
}

/** The text without the mark that it begins with, and without the one that it ends with, whether matched or not. */
export function withoutOuter(text: string): string[] {
  return [FIRST_MARK, LAST_MARK].map((mark) => text.trim().replace(mark, '').trim());
}
