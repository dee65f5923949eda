/** Counts how the words of the training pages are used, fold by fold, and packs the counts into a table. */
import { Class, classAt, classOf, isWordCharacter } from '../text/character-classes.js';
import { readPage } from '../text/page.js';
import { hashPhrase, hashWord } from '../text/word-hash.js';
import { PROBES, SLOT_BYTES, tableKey, type WordStatistics } from '../text/word-table.js';
import { FOLDS } from './wcxb.js';

/** How often one page counts for a word at most: a menu must not teach what a word is. */
const MOST_A_PAGE = 4;
/** A word must stand on so many pages to be in the table; a phrase must be a line of so many. */
const FEWEST_PAGES = { word: 2, phrase: 4 };
/** Longer lines are no headings, nor phrases that other pages have. */
const LONGEST_SHORT = 90;
const LONGEST_PHRASE = 40;
/** What the odds of being a heading are smoothed with: a short line in five is one. */
const PRIOR = { heading: 0.5, short: 2 };

const FIELDS = 9;
const [PAGES, ALL, NAME, SMALL, START, END, HEADING, SHORT, PHRASE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Usage of words on pages, by fold. */
export class WordCounts {
  private readonly counts = new Map<number, Uint16Array>();

  /** Counts the words of one page, given as text with a block a line, of which some are `headings`. */
  add(text: string, headings: ReadonlySet<string>, fold: number): void {
    const words = new Map<number, Uint8Array>();
    for (const line of text.split('\n')) countLine(line, headings.has(line.trim()), words);
    for (const [hash, fields] of words) {
      const sums = this.counts.get(hash) ?? new Uint16Array(FIELDS * FOLDS);
      this.counts.set(hash, sums);
      for (let f = 0; f < FIELDS; f++) sums[fold * FIELDS + f]! += fields[f]!;
    }
  }

  /** The table of the words of all folds but one, or of all. */
  pack(without: number | null): Uint8Array {
    const kept: [number, WordStatistics][] = [];
    for (const [hash, sums] of this.counts) {
      const total = new Array<number>(FIELDS).fill(0);
      for (let fold = 0; fold < FOLDS; fold++) {
        if (fold === without) continue;
        for (let f = 0; f < FIELDS; f++) total[f]! += sums[fold * FIELDS + f]!;
      }
      const fewest = total[PHRASE]! > 0 ? FEWEST_PAGES.phrase : FEWEST_PAGES.word;
      if (total[PAGES]! >= fewest) kept.push([hash, statistics(total)]);
    }
    kept.sort((a, b) => b[1].frequency - a[1].frequency || a[0] - b[0]);
    return fill(kept);
  }
}

function countLine(line: string, isHeading: boolean, page: Map<number, Uint8Array>): void {
  const isShort = line.length <= LONGEST_SHORT;
  if (line.length <= LONGEST_PHRASE) countPhrase(line, isHeading, page);
  let first = true;
  let sentenceStart = true;
  for (let i = 0; i < line.length; i++) {
    if (!isWordCharacter(classAt(line, i)) || classAt(line, i) === Class.Digit) {
      if (classAt(line, i) !== Class.Space) sentenceStart = /[.?!:"“(•–—-]/.test(line[i]!);
      continue;
    }
    const from = i;
    while (i < line.length && isWordCharacter(classAt(line, i)) && classAt(line, i) !== Class.Digit) i++;
    const capital = classAt(line, from) === Class.Upper;
    const hash = hashWord(line, from, i);
    const key = hasInnerCapital(line, from, i) ? hash.exact : hash.folded;
    const fields = fieldsOf(key, page);
    bump(fields, ALL);
    if (isShort) bump(fields, isHeading ? HEADING : SHORT);
    if (!capital) bump(fields, SMALL);
    else if (!sentenceStart) bump(fields, NAME);
    if (first && capital) bump(fields, START);
    if (i === line.length) bump(fields, END);
    first = false;
    sentenceStart = false;
    i--;
  }
}

function countPhrase(line: string, isHeading: boolean, page: Map<number, Uint8Array>): void {
  const lines = readPage([line.trim()]);
  const fields = fieldsOf(hashPhrase(lines, lines.starts[0]!, lines.ends[0]!), page);
  fields[PHRASE] = 1;
  bump(fields, ALL);
  bump(fields, isHeading ? HEADING : SHORT);
}

function fieldsOf(key: number, page: Map<number, Uint8Array>): Uint8Array {
  const fields = page.get(key) ?? new Uint8Array(FIELDS);
  page.set(key, fields);
  fields[PAGES] = 1;
  return fields;
}

function bump(fields: Uint8Array, field: number): void {
  if (fields[field]! < MOST_A_PAGE) fields[field]!++;
}

function statistics(total: readonly number[]): WordStatistics {
  const [, all, name, small, start, end, heading, short] = total as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const byte = (x: number) => Math.max(0, Math.min(255, Math.round(x)));
  return {
    frequency: byte(20 * Math.log2(1 + all)),
    name: byte((255 * (name + 0.5)) / (name + small + 1)),
    start: byte(128 + 16 * Math.log2((start + 0.5) / (Math.max(0, name) + 1))),
    end: byte(128 + 16 * Math.log2((end + 0.2) / (Math.max(0, all - end) + 2))),
    heading: byte(128 + 16 * Math.log2((heading + PRIOR.heading) / (short + PRIOR.short))),
  };
}

/** An open-addressing table, three quarters full; the rarest of words that find no place stay out. */
function fill(words: readonly (readonly [number, WordStatistics])[]): Uint8Array {
  const size = Math.ceil(words.length / 0.75);
  const slots = new Uint8Array(size * SLOT_BYTES);
  for (const [hash, { frequency, name, start, end, heading }] of words) {
    const { slot, print } = tableKey(hash);
    for (let probe = 0; probe < PROBES; probe++) {
      const base = ((slot + probe) % size) * SLOT_BYTES;
      const found = slots[base]! | (slots[base + 1]! << 8);
      if (found === print) break;
      if (found !== 0) continue;
      slots.set([print & 255, print >>> 8, frequency, name, start, end, heading], base);
      break;
    }
  }
  return slots;
}

/** Whether a word has a capital behind a small letter, as names like YouTube have. */
function hasInnerCapital(text: string, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) {
    if (classOf(text.charCodeAt(i)) === Class.Upper && classOf(text.charCodeAt(i - 1)) === Class.Lower)
      return true;
  }
  return false;
}
