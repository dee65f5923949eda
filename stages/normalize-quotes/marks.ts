/** Finds the quotation marks, apostrophes and primes of a text, and which opening mark belongs to which closing one. */

/** How a mark is drawn, which is not yet what it does. */
export type Shape = 'double' | 'single';

export type Role = 'open' | 'close' | 'apostrophe' | 'prime' | 'unknown';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly shape: Shape;
  role: Role;
  /** Quotations around this one, where the role is open or close. */
  depth: number;
  /** The other half of the pair. */
  partner: Mark | null;
}

export const DOUBLE_MARKS = '"\u201c-\u201f\u2e42\u275d\u275e\u2760\u301d-\u301f\uff02\u{1f676}-\u{1f678}';
export const SINGLE_MARKS = "'\u2018-\u201b\u02bc\u275b\u275c\u275f\uff07";
const DOUBLE = new RegExp(`[${DOUBLE_MARKS}«»]`, 'u');
const ONE_MARK = new RegExp(`[${DOUBLE_MARKS}${SINGLE_MARKS}«»‹›]`, 'u');
const MARK = new RegExp(ONE_MARK, 'gu');

/** Marks that open wherever they stand, and marks that never do. */
const ALWAYS_OPENS = /[\u201a\u201b\u201e\u201f\u2e42\u275b\u275d\u301d\u{1f676}]/u;
const NEVER_OPENS = /[\u275c\u275e\u301e\u301f\u{1f677}]/u;

const LETTER = /[\p{L}\p{M}]/u;
const WORD = /[\p{L}\p{M}\p{N}]/u;
const DIGIT = /\p{Nd}/u;
/** What may stand before an opening mark, besides the start and white space. */
const BEFORE_OPEN = /[\s([{<\u2010-\u2015\-/|=+*_:>&\u00bf\u00a1\u2026]/u;
/** What may stand behind a closing mark, besides the end and white space. */
const AFTER_CLOSE = /[\s)\]}>.,;:!?\u2010-\u2015\-/|\u2026*_<&]/u;

/** Deeper quotations than this are taken for noise, which also bounds the work on hostile text. */
const MAX_DEPTH = 6;

export function isDouble(mark: string): boolean {
  return DOUBLE.test(mark);
}

/** The marks of the text in order, with their roles and pairs. `elisions` are words such as 'tis, without the mark. */
export function readMarks(text: string, elisions: ReadonlySet<string>): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(MARK)) {
    marks.push({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
      shape: DOUBLE.test(match[0]) ? 'double' : 'single',
      role: 'unknown',
      depth: 0,
      partner: null,
    });
  }
  const open: Mark[] = [];
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i]!;
    const before = characterBefore(text, mark.start);
    const after = String.fromCodePoint(text.codePointAt(mark.end) ?? 0x20);
    if (isEmptyPair(mark, marks[i + 1])) {
      i++;
      continue;
    }
    const opener = findOpener(open, mark);
    if (mark.shape === 'single' && isApostrophe(text, mark, before, after, opener, elisions)) {
      mark.role = 'apostrophe';
    } else if (isPrime(text, mark, before, after, opener)) {
      mark.role = 'prime';
    } else if (opener && closes(mark, before, after, opener)) {
      mark.role = 'close';
      mark.partner = opener;
      opener.partner = mark;
      open.length = open.indexOf(opener);
      mark.depth = open.length;
    } else if (opens(mark, before, after)) {
      mark.role = 'open';
      mark.depth = open.length;
      if (open.length < MAX_DEPTH) open.push(mark);
    } else if (mark.shape === 'single' && WORD.test(before)) {
      mark.role = 'apostrophe';
    } else if (before.trim() !== '' || NEVER_OPENS.test(mark.text)) {
      mark.role = 'close';
      mark.depth = open.length;
    }
  }
  return marks;
}

/** Two straight marks with nothing between them: an empty string, or one mark doubled. */
function isEmptyPair(mark: Mark, next: Mark | undefined): boolean {
  return next?.start === mark.end && next.text === mark.text && /["']/.test(mark.text);
}

/** The innermost open mark that this one may close: drawn alike, double with double, single with single. */
function findOpener(open: readonly Mark[], mark: Mark): Mark | null {
  for (let i = open.length - 1; i >= 0; i--) {
    const candidate = open[i]!;
    if (candidate.shape === mark.shape && isGuillemet(candidate) === isGuillemet(mark)) return candidate;
  }
  return null;
}

export function isGuillemet({ text }: Mark): boolean {
  return /[«»‹›]/.test(text);
}

function closes(mark: Mark, before: string, after: string, opener: Mark): boolean {
  if (isGuillemet(mark)) {
    if (mark.text !== opener.text) return true;
    return before.trim() !== '' && !WORD.test(after);
  }
  if (ALWAYS_OPENS.test(mark.text)) return false;
  if (NEVER_OPENS.test(mark.text)) return true;
  if (opener.end === mark.start) return false;
  // A mark between a space and a word opens, whatever it looks like; else what is open closes.
  if (before.trim() === '' && WORD.test(after)) return false;
  return before.trim() !== '' || after.trim() === '' || AFTER_CLOSE.test(after);
}

function opens(mark: Mark, before: string, after: string): boolean {
  const spaced = after.trim() === '';
  if (isGuillemet(mark)) return !WORD.test(before) && !(spaced && /[»›]/.test(mark.text));
  if (NEVER_OPENS.test(mark.text)) return false;
  if (ALWAYS_OPENS.test(mark.text)) return true;
  if (spaced) return false;
  if (BEFORE_OPEN.test(before) || isMark(before)) return true;
  return WORD.test(after) && (!WORD.test(before) || /[\u2018\u201c]/.test(mark.text));
}

function isMark(character: string): boolean {
  return ONE_MARK.test(character);
}

function isApostrophe(
  text: string,
  mark: Mark,
  before: string,
  after: string,
  opener: Mark | null,
  elisions: ReadonlySet<string>,
): boolean {
  if (mark.text === '‚' || isGuillemet(mark)) return false;
  if (mark.text === '\u02bc') return true;
  if (WORD.test(before)) {
    if (LETTER.test(after)) return true;
    return DIGIT.test(after) && LETTER.test(before);
  }
  const rest = text.slice(mark.end, mark.end + 12);
  const free = opener === null || mark.text === '\u2019';
  if (free && /^\p{Nd}{2}(?:s\b|(?!\p{Nd}))/u.test(rest)) {
    return !/^\p{Nd}+['\u2019]/u.test(rest);
  }
  const word = /^\p{L}+/u.exec(rest)?.[0];
  if (word === undefined || word.length > 8 || !elisions.has(word.toLowerCase())) return false;
  // 'n' in rock 'n' roll is an elision; a quoted word that happens to be one is not.
  const behind = rest.charAt(word.length);
  return word.toLowerCase() === 'n' || !/['\u2019]/.test(behind);
}

/** Feet and inches, minutes and seconds: behind a digit, where no quotation waits to be closed. */
function isPrime(text: string, mark: Mark, before: string, after: string, opener: Mark | null): boolean {
  if (!/["'\u2019\u201d]/.test(mark.text) || !DIGIT.test(before)) return false;
  if (mark.shape === 'single') return DIGIT.test(after) || (opener === null && !LETTER.test(after));
  const feet = /\p{Nd}['\u2019\u2032]\s?\p{Nd}{1,2}$/u.test(
    text.slice(Math.max(0, mark.start - 6), mark.start),
  );
  return feet || opener === null;
}

function characterBefore(text: string, offset: number): string {
  if (offset === 0) return ' ';
  const low = text.charCodeAt(offset - 1);
  return text.slice(low >= 0xdc00 && low <= 0xdfff ? offset - 2 : offset - 1, offset);
}
