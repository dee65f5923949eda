/** Tables of contents: lines that stand once more further down, one behind another as they do here, are headings there. */

import type { Page } from '../../text/page.js';
import { hashLetters } from '../../text/word-hash.js';
import { LONGEST_LINE } from './lines.js';

/** How many lines of a list a line is in, as one that stands for another and as one that it stands for; the longest list. */
export const CONTENTS_FEATURES = ['listed', 'lists', 'longest'];

export interface Contents {
  /** For each text the length of the list that names it, 0 for none. */
  readonly listed: Uint8Array;
  /** For each text the length of the list that it is a line of. */
  readonly lists: Uint8Array;
  readonly longest: number;
}

/** More lines than this say no more. */
const LONGEST_LIST = 30;
const FEWEST_LETTERS = 4;

/** Finds the lists among the first `count` texts of a page. */
export function findContents(page: Page, count: number): Contents {
  const next = findRepeats(page, count);
  const listed = new Uint8Array(count);
  const lists = new Uint8Array(count);
  let longest = 0;
  for (let first = 0; first < count; ) {
    if (next[first]! < 0) {
      first++;
      continue;
    }
    let end = first + 1;
    while (end < count && next[end]! > next[end - 1]!) end++;
    const length = Math.min(LONGEST_LIST, end - first);
    longest = Math.max(longest, length);
    for (; first < end; first++) {
      lists[first] = length;
      listed[next[first]!] = Math.max(listed[next[first]!]!, length);
    }
  }
  return { listed, lists, longest };
}

/** For each text the next one with the same letters, -1 without any. */
function findRepeats(page: Page, count: number): Int32Array {
  const last = new Map<number, number>();
  const next = new Int32Array(count).fill(-1);
  for (let t = count - 1; t >= 0; t--) {
    const start = page.starts[t]!;
    const end = page.ends[t]!;
    if (end - start > LONGEST_LINE || end - start < FEWEST_LETTERS) continue;
    const hash = hashLetters(page, start, end);
    next[t] = last.get(hash) ?? -1;
    last.set(hash, t);
  }
  return next;
}
