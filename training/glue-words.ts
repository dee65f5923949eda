/** Counts how the words of the training pages are used, fold by fold, and packs the counts into a table. */
import { Class, classAt, isWordCharacter } from '../stages/split-headings/characters.js';
import {
  hashWord,
  hasInnerCapital,
  PROBES,
  SLOT_BYTES,
  tableKey,
  type WordStatistics,
} from '../stages/split-headings/words.js';
import { FOLDS } from './wcxb.js';

/** How often one page counts for a word at most: a menu must not teach what a word is. */
const MOST_A_PAGE = 4;
/** A word must stand on so many pages to be in the table. */
const FEWEST_PAGES = 2;

const FIELDS = 6;
const [PAGES, ALL, NAME, SMALL, START, END] = [0, 1, 2, 3, 4, 5];

/** Usage of words on pages, by fold. */
export class WordCounts {
  private readonly counts = new Map<number, Uint16Array>();

  /** Counts the words of one page, given as text with a block a line. */
  add(text: string, fold: number): void {
    const page = new Map<number, Uint8Array>();
    for (const line of text.split('\n')) countLine(line, page);
    for (const [hash, fields] of page) {
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
      if (total[PAGES]! >= FEWEST_PAGES) kept.push([hash, statistics(total)]);
    }
    kept.sort((a, b) => b[1].frequency - a[1].frequency || a[0] - b[0]);
    return fill(kept);
  }
}

function countLine(line: string, page: Map<number, Uint8Array>): void {
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
    const fields = page.get(key) ?? new Uint8Array(FIELDS);
    page.set(key, fields);
    bump(fields, ALL);
    fields[PAGES] = 1;
    if (!capital) bump(fields, SMALL);
    else if (!sentenceStart) bump(fields, NAME);
    if (first && capital) bump(fields, START);
    if (i === line.length) bump(fields, END);
    first = false;
    sentenceStart = false;
    i--;
  }
}

function bump(fields: Uint8Array, field: number): void {
  if (fields[field]! < MOST_A_PAGE) fields[field]!++;
}

function statistics(total: readonly number[]): WordStatistics {
  const [, all, name, small, start, end] = total as [number, number, number, number, number, number];
  const byte = (x: number) => Math.max(0, Math.min(255, Math.round(x)));
  return {
    frequency: byte(20 * Math.log2(1 + all)),
    name: byte((255 * (name + 0.5)) / (name + small + 1)),
    start: byte(128 + 16 * Math.log2((start + 0.5) / (Math.max(0, name) + 1))),
    end: byte(128 + 16 * Math.log2((end + 0.2) / (Math.max(0, all - end) + 2))),
  };
}

/** An open-addressing table, three quarters full; the rarest of words that find no place stay out. */
function fill(words: readonly (readonly [number, WordStatistics])[]): Uint8Array {
  const size = Math.ceil(words.length / 0.75);
  const slots = new Uint8Array(size * SLOT_BYTES);
  for (const [hash, { frequency, name, start, end }] of words) {
    const { slot, print } = tableKey(hash);
    for (let probe = 0; probe < PROBES; probe++) {
      const base = ((slot + probe) % size) * SLOT_BYTES;
      const found = slots[base]! | (slots[base + 1]! << 8);
      if (found === print) break;
      if (found !== 0) continue;
      slots.set([print & 255, print >>> 8, frequency, name, start, end], base);
      break;
    }
  }
  return slots;
}
