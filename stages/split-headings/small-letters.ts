/**
 * Finds boundaries between two small letters, as in `Copynpm install` or `aspect-ratiocolumns`: words that nobody
 * knows, but that fall into two or more parts of which all but one are known.
 *
 * Method: the cheapest segmentation by dynamic programming, as word segmentation with unigram frequencies does it.
 */
import { Class } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { hashExact, hashFolded, hashOtherCase } from '../../text/word-hash.js';
import type { WordTable } from '../../text/word-table.js';
import type { Vocabulary } from './vocabulary.js';

/** The language of most words in the table. */
const TABLE_LANGUAGE = 'en';

const SHORTEST = 4;
const LONGEST = 80;
const LONGEST_PART = 20;
/** What a part must be worth, by its length: short ones are found in any word. */
const LEAST_WORTH = [999, 999, 130, 120, 90, 70, 50];
/** What a part costs of which the best known word costs nothing. */
const KNOWN_COST = 400;
/** What a part costs that nobody knows, and how long it must be. */
const UNKNOWN_COST = 900;
const SHORTEST_UNKNOWN = 4;

/**
 * Whether a boundary between two small letters is to be believed in a language (its code, null where unknown). In most the table
 * knows parts of words rather than words: of those found on 334 German pages without separators, four in five were in compounds.
 */
export function maySplitWord({ kinds }: Page, at: number, language: string | null): boolean {
  const isKnown = language === null || language === TABLE_LANGUAGE;
  return isKnown || kinds[at - 1] !== Class.Lower || kinds[at] !== Class.Lower;
}

/** Offsets inside words of small letters (a first capital may stand before them) at which known words meet; rising. */
export function findSmallBoundaries(page: Page, table: WordTable, vocabulary: Vocabulary): number[] {
  const { kinds } = page;
  const found: number[] = [];
  const costs = new Float64Array(LONGEST + 1);
  const parts = new Uint8Array(LONGEST + 1);
  /** What a part costs; infinite where it cannot be one. */
  const costOf = (from: number, to: number): number => {
    const frequency = table.frequency(hashFolded(page, from, to));
    const worth = frequency + 30 * Math.log2(1 + vocabulary.count(hashExact(page, from, to)));
    if (worth >= leastWorth(to - from)) return Math.max(0, KNOWN_COST - worth);
    return to - from >= SHORTEST_UNKNOWN ? UNKNOWN_COST : Infinity;
  };
  const split = (from: number, to: number): void => {
    const length = to - from;
    if (length < SHORTEST || length > LONGEST || table.frequency(hashFolded(page, from, to)) > 0) return;
    // Glued words are glued the same way each time; a word is also written with another first letter.
    if (vocabulary.count(hashOtherCase(page, from, to)) > 0) return;
    for (let end = 1; end <= length; end++) {
      costs[end] = Infinity;
      for (let part = 2; part <= Math.min(end, LONGEST_PART); part++) {
        if (part === length) break;
        const before = costs[end - part]!;
        // No part costs less than nothing.
        if (before >= costs[end]!) continue;
        const cost = before + costOf(from + end - part, from + end);
        if (cost >= costs[end]!) continue;
        costs[end] = cost;
        parts[end] = part;
      }
    }
    // One unknown part at most: the rest must be worth more than it.
    if (costs[length]! >= 2 * UNKNOWN_COST) return;
    const cuts: number[] = [];
    for (let end = length - parts[length]!; end > 0; end -= parts[end]!) cuts.push(from + end);
    for (const cut of cuts.reverse()) found.push(cut);
  };
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== Class.Lower) continue;
    const from = kinds[i - 1] === Class.Upper ? i - 1 : i;
    while (kinds[i] === Class.Lower) i++;
    split(from, i);
  }
  return found;
}

function leastWorth(length: number): number {
  return LEAST_WORTH[Math.min(length, LEAST_WORTH.length - 1)]!;
}
