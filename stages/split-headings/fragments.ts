/**
 * Finds where a heading may start behind the single space that ended a paragraph: before the last sentence of a block, where no
 * mark ends that sentence.
 */
import { Class, isWordCharacter } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { gapStart } from './pieces.js';
import { isSentenceEnd } from './stretches.js';

/** Next to no heading is longer. */
const LONGEST = 120;
const SHORTEST = 3;
const LINE_BREAK = 10;

/** The starts of unended sentences before those of the candidates that have no white space before them; rising. */
export function findFragments(page: Page, candidates: readonly number[]): number[] {
  const { kinds } = page;
  const found: number[] = [];
  let last = 0;
  for (const at of candidates) {
    const left = kinds[at - 1]!;
    if (isWordCharacter(left) || left === Class.Ask) {
      const least = Math.max(last + 1, at - LONGEST);
      const start = lastSentence(page, at - SHORTEST, least);
      if (kinds[start] === Class.Upper || kinds[start] === Class.Digit) found.push(start);
    }
    last = at;
  }
  return found;
}

/** Where the last sentence starts between two offsets, -1 if none does on the line. */
function lastSentence(page: Page, from: number, least: number): number {
  const { codes, kinds } = page;
  for (let i = from; i > least; i--) {
    if (kinds[i - 1] !== Class.Space) continue;
    if (codes[i - 1] === LINE_BREAK) return -1;
    const gap = gapStart(page, i);
    if (isSentenceEnd(kinds, gap - 1)) return i;
    i = gap;
  }
  return -1;
}
