/** What page scripts put before the lines of code samples: labels such as `js` and `Copy`, and line numbers. */
import { Class, isWordCharacter } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { hashFolded } from '../../text/word-hash.js';
import type { WordTable } from '../../text/word-table.js';
import { longestWord, type Prefixes } from './prefixes.js';

/** Longer words are looked at no further than this. */
const LONGEST_WORD = 20;
/** A shorter label before a letter is the start of a word. */
const SHORTEST_GLUED = 2;
/** Labels that may stand one behind another: a language, and a button or two. */
const MOST_LABELS = 3;
const MOST_DIGITS = 4;

/** What stands before an offset: a label, or a number with which lines count; `Numbered` plus 1 for each neighbour that counts on. */
const LABEL = 1;
const NUMBERED = 1;

/** What stands before some offsets, as a feature; the offsets rise. */
export type LineStarts = ReadonlyMap<number, number>;

/** A number at the start of a line. */
interface LineNumber {
  readonly value: number;
  readonly end: number;
}

/** Finds where labels end that are glued to a line, and line numbers; one look at each line's start. */
export function findLineStarts(page: Page, labels: Prefixes, table: WordTable): LineStarts {
  const { kinds, starts, ends } = page;
  const found = new Map<number, number>();
  let last: LineNumber | null = null;
  for (let t = 0; t < starts.length; t++) {
    const start = starts[t]!;
    if (start === ends[t]) continue;
    const number = readNumber(page, start);
    if (last && number?.value === last.value + 1) {
      for (const { end } of [last, number]) {
        if (!mayFollowNumber(page, end)) continue;
        found.set(end, (found.get(end) ?? NUMBERED) + 1);
      }
    }
    last = number;
    if (isWordCharacter(kinds[start]!) && !number) addLabels(found, page, start, labels, table);
  }
  return found;
}

function readNumber({ codes, kinds }: Page, start: number): LineNumber | null {
  let value = 0;
  let end = start;
  for (; kinds[end] === Class.Digit; end++) {
    if (end === start + MOST_DIGITS) return null;
    value = 10 * value + codes[end]! - 48;
  }
  return end === start ? null : { value, end };
}

/** Whether a line may start at an offset behind its number: the rest of an ordinal, a date, a figure or a list's mark may not. */
function mayFollowNumber(page: Page, at: number): boolean {
  const { kinds } = page;
  const kind = kinds[at]!;
  if (kind === Class.Lower) return kinds[at + 1] === Class.Lower && kinds[at + 2] === Class.Lower;
  if (kind === Class.Joiner) return kinds[at + 1] !== Class.Digit;
  return kind !== Class.Space && kind !== Class.Percent && !isMark(page, at);
}

function addLabels(
  found: Map<number, number>,
  page: Page,
  start: number,
  labels: Prefixes,
  table: WordTable,
): void {
  let from = start;
  for (let n = 0; n < MOST_LABELS; n++) {
    const end = longestWord(page, from, labels);
    if (end < 0 || !mayEndAt(page, from, end, table)) return;
    found.set(end, LABEL);
    from = end;
  }
}

/** Whether what follows a label may be a line of its own: no white space, no mark that ends or joins, no rest of a word. */
function mayEndAt(page: Page, start: number, end: number, table: WordTable): boolean {
  const { kinds } = page;
  const kind = kinds[end]!;
  if (kind === Class.Lower || kind === Class.Mark) {
    let to = end;
    while (isWordCharacter(kinds[to]!) && to < end + LONGEST_WORD) to++;
    return end - start >= SHORTEST_GLUED && table.frequency(hashFolded(page, start, to)) === 0;
  }
  if (kind === Class.Stop) return kinds[end + 1] === Class.Lower;
  return kind !== Class.Space && !isMark(page, end);
}

const MORE_THAN = '>'.charCodeAt(0);
const BRACE = '}'.charCodeAt(0);

/** Whether the character at an offset belongs to what stands before it. */
function isMark({ codes, kinds }: Page, at: number): boolean {
  const kind = kinds[at]!;
  if (kind === Class.Close) return codes[at] !== MORE_THAN && codes[at] !== BRACE;
  return (kind >= Class.Stop && kind <= Class.Comma) || kind === Class.Apostrophe || kind === Class.Dash;
}
