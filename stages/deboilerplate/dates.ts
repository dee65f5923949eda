/** Reads dates out of short lines. */
import { beginsWith, type Lexicon, longestOf } from './lexicon.js';
import { hashWords } from './words.js';

/** What every date has. */
const YEAR = /(?:19|20)\d\d/;
const ISO = /(?<!\d)((?:19|20)\d\d)[-./年년]\s?(\d{1,2})[-./月월]\s?(\d{1,2})(?!\d)/u;
const DAY_FIRST = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)/u;
const SLASHED = /(?<!\d)(\d{1,2})\/(\d{1,2})\/((?:19|20)\d\d)(?!\d)/u;
const WORD = /[\p{L}\p{M}\p{N}'’]+/gu;
/** What a date is that of, in front of it. */
const LABEL = /^\p{L}[\p{L}\s]{1,30}(?=[:：])/u;

/** Whether a line's date is that of something else than the page, as in "Joined: 4 May 2030", or the first of a life's two. */
export function isOtherDate(text: string, lexicon: Lexicon): boolean {
  if (isSpanOfDates(text, lexicon)) return true;
  const label = LABEL.exec(text)?.[0];
  if (label === undefined) return false;
  const words = hashWords(label);
  return (
    beginsWith(words, 'byline', lexicon) === 0 && longestOf(lexicon.beforeDates(words[0] ?? 0), words) === 0
  );
}

/** Whether a line is two dates of different years and a dash between them, and nothing else. */
function isSpanOfDates(text: string, lexicon: Lexicon): boolean {
  const sides = text.split(/\s[–—-]\s/u);
  if (sides.length !== 2 || !sides.every((side) => isDateAlone(side, lexicon))) return false;
  return YEAR.exec(sides[0]!)?.[0] !== YEAR.exec(sides[1]!)?.[0];
}

/** Whether a text is a date and nothing else. */
export function isDateAlone(text: string, lexicon: Lexicon): boolean {
  const words = text.match(WORD) ?? [];
  return (
    findDate(text, lexicon) !== null && words.every((word) => /^\d/.test(word) || isMonth(word, lexicon))
  );
}

/** Whether a short text has a date, be it one whose day and month cannot be told. */
export function hasDate(text: string, lexicon: Lexicon): boolean {
  return SLASHED.test(text) || findDate(text, lexicon) !== null;
}

/** The first date in a short text as YYYY-MM-DD; null where there is none, or where day and month cannot be told. */
export function findDate(text: string, lexicon: Lexicon): string | null {
  if (!YEAR.test(text)) return null;
  const iso = ISO.exec(text);
  if (iso) return asDate(iso[1]!, iso[2]!, iso[3]!);
  const dotted = DAY_FIRST.exec(text);
  if (dotted) return asDate(dotted[3]!, dotted[2]!, dotted[1]!);
  const slashed = SLASHED.exec(text);
  if (slashed) {
    const [, a, b, year] = slashed;
    if (Number(a) > 12) return asDate(year!, b!, a!);
    return Number(b) > 12 || a === b ? asDate(year!, a!, b!) : null;
  }
  const words = text.match(WORD) ?? [];
  for (let i = 0; i < words.length; i++) {
    const hash = hashWords(words[i]!)[0];
    const month = hash === undefined ? 0 : lexicon.month(hash);
    if (month === 0) continue;
    const near = [words[i - 2], words[i - 1], words[i + 1], words[i + 2], words[i + 3]];
    const year = near.slice(2).find((word) => word && /^(?:19|20)\d\d$/.test(word));
    const day = [near[1], near[0], near[2]].find((word) => word && /^\d{1,2}(?:st|nd|rd|th|er)?$/.test(word));
    if (year && day) return asDate(year, String(month), String(Number.parseInt(day, 10)));
  }
  return null;
}

function asDate(year: string, month: string, day: string): string | null {
  const m = Number(month);
  const d = Number(day);
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(Number(year), m, 0)).getUTCDate()) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** Whether a word is the name of a month. */
export function isMonth(word: string, lexicon: Lexicon): boolean {
  const [hash] = hashWords(word);
  return hash !== undefined && lexicon.month(hash) > 0;
}
