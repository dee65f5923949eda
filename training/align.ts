/**
 * Finds which words of a page are words of its annotated main content, in order: a menu's words that also stand in the
 * article do not count. Unique runs of words anchor the alignment, the longest rising chain of them is kept, and the
 * gaps between are searched with shorter runs (patience diff, after B. Cohen); small gaps by longest common subsequence.
 */

/** Lengths of the runs that anchor, one after the other. */
const RUNS = [8, 4, 2, 1];
/** Short runs anchor only in gaps of at most so many words of the page. */
const SHORT_RUN_GAP = 200;
/** Product of lengths up to which a gap is solved exactly. */
const EXACT = 40_000;
/** Words that stand elsewhere than the alignment expects count in runs of at least this many. */
const MOVED_RUN = 6;

/** The words of a text, lower case: what the word F1 of WCXB counts. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** 1 for each word of the page that is matched with a word of the gold. */
export function align(page: readonly string[], gold: readonly string[]): Uint8Array {
  const numbers = new Map<string, number>();
  const number = (word: string) => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  const a = Int32Array.from(page, number);
  const b = Int32Array.from(gold, number);
  const matchedA = new Uint8Array(a.length);
  const matchedB = new Uint8Array(b.length);
  const pair = (i: number, j: number) => {
    matchedA[i] = 1;
    matchedB[j] = 1;
  };

  const gaps: [number, number, number, number, number][] = [[0, a.length, 0, b.length, 0]];
  for (let gap = gaps.pop(); gap; gap = gaps.pop()) {
    let [a0, a1, b0, b1, level] = gap;
    while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) pair(a0++, b0++);
    while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) pair(--a1, --b1);
    if (a0 === a1 || b0 === b1) continue;
    if ((a1 - a0) * (b1 - b0) <= EXACT && a1 - a0 <= SHORT_RUN_GAP) {
      matchExactly(a, b, a0, a1, b0, b1, pair);
      continue;
    }
    const run = RUNS[level];
    if (run === undefined || (run < 4 && a1 - a0 > SHORT_RUN_GAP)) continue;
    let fromA = a0;
    let fromB = b0;
    for (const [i, j] of findAnchors(a, b, a0, a1, b0, b1, run)) {
      if (i < fromA || j < fromB) continue;
      gaps.push([fromA, i, fromB, j, level + 1]);
      fromA = i;
      fromB = j;
      while (fromA < a1 && fromB < b1 && a[fromA] === b[fromB]) pair(fromA++, fromB++);
    }
    gaps.push([fromA, a1, fromB, b1, level + 1]);
  }
  matchMoved(a, b, matchedA, matchedB);
  return matchedA;
}

/** A number for a run of words; two 26-bit hashes, so that different runs all but never share one. */
function keyAt(words: Int32Array, at: number, run: number): number {
  let low = run;
  let high = -1;
  for (let i = at; i < at + run; i++) {
    low = Math.imul(low ^ words[i]!, 0x01000193) ^ (low >>> 15);
    high = Math.imul(high ^ words[i]!, 0x5bd1e995) ^ (high >>> 13);
  }
  return (low >>> 6) * 0x4000000 + (high >>> 6);
}

/** Runs of words that stand once in both ranges, as pairs of places that rise in both. */
function findAnchors(
  a: Int32Array,
  b: Int32Array,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  run: number,
): [number, number][] {
  const inB = uniqueRuns(b, b0, b1, run);
  const inA = uniqueRuns(a, a0, a1, run);
  const pairs: [number, number][] = [];
  for (const [key, i] of inA) {
    const j = inB.get(key);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  pairs.sort((x, y) => x[0] - y[0]);
  return longestRising(pairs);
}

/** Place of each run of words; -1 for those that stand twice. */
function uniqueRuns(words: Int32Array, from: number, to: number, run: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = from; i + run <= to; i++) {
    const key = keyAt(words, i, run);
    places.set(key, places.has(key) ? -1 : i);
  }
  return places;
}

function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, j], p) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < j) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[p] = tails[low - 1]!;
    tails[low] = p;
  });
  const chain: [number, number][] = [];
  for (let p = tails.at(-1) ?? -1; p >= 0; p = previous[p]!) chain.push(pairs[p]!);
  return chain.reverse();
}

function matchExactly(
  a: Int32Array,
  b: Int32Array,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  pair: (i: number, j: number) => void,
): void {
  const width = b1 - b0 + 1;
  const best = new Uint16Array((a1 - a0 + 1) * width);
  for (let i = a1 - a0 - 1; i >= 0; i--) {
    for (let j = b1 - b0 - 1; j >= 0; j--) {
      best[i * width + j] =
        a[a0 + i] === b[b0 + j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a1 - a0 && j < b1 - b0) {
    if (a[a0 + i] === b[b0 + j]) pair(a0 + i++, b0 + j++);
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
}

/** Pairs long runs that the page has in another order than the gold. */
function matchMoved(a: Int32Array, b: Int32Array, matchedA: Uint8Array, matchedB: Uint8Array): void {
  const free = new Map<number, number[]>();
  for (let j = 0; j + MOVED_RUN <= b.length; j++) {
    if (matchedB.subarray(j, j + MOVED_RUN).some((m) => m)) continue;
    const key = keyAt(b, j, MOVED_RUN);
    const places = free.get(key);
    if (places) places.push(j);
    else free.set(key, [j]);
  }
  if (free.size === 0) return;
  for (let i = 0; i + MOVED_RUN <= a.length; i++) {
    if (matchedA[i]) continue;
    let j = free.get(keyAt(a, i, MOVED_RUN))?.find((place) => !matchedB[place]);
    if (j === undefined) continue;
    for (; i < a.length && j < b.length && a[i] === b[j] && !matchedA[i] && !matchedB[j]; i++, j++) {
      matchedA[i] = 1;
      matchedB[j] = 1;
    }
    i--;
  }
}
