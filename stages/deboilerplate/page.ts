/** What a page's lines are together: where its running text stands, its most frequent words, what repeats. */
import { COUNT, COUNTS, type Lines, MARKS } from './measure.js';

/** A line with fewer words is not taken for running text. */
const FEWEST_PROSE_WORDS = 6;
/** Lines with more words show which words of the page are function words. */
const LONG_LINE = 10;
/** A word is a function word of the page from this share of the words in long lines. */
const FUNCTION_SHARE = 0.008;
/** Share of function words in a line from which it fully counts as running text. */
const PROSE_SHARE = 0.22;
/** What a line that is no running text costs a run of text, in words. */
const GAP_COST = 5;

export interface Page {
  /** Words of each line that read as running text. */
  readonly prose: Float32Array;
  /** Share of function words in each line: of known languages, or frequent on this page, whichever is more. */
  readonly functionShare: Float32Array;
  /** Share of each line's content words that the main run of text uses elsewhere. */
  readonly mainOverlap: Float32Array;
  /** Share of each line's words that the page's title has. */
  readonly titleOverlap: Float32Array;
  /** How often each line stands on the page. */
  readonly repeats: Int32Array;
  /** Whether an equal line stood before. */
  readonly seenBefore: Uint8Array;
  /** First line of the main run of text, and the first behind it. */
  readonly mainStart: number;
  readonly mainEnd: number;
  readonly words: number;
  readonly proseWords: number;
  /** Words of running text above each line. */
  readonly proseAbove: Float32Array;
}

/** The first line is taken for the page's title: that is what browsers show. */
export function surveyPage(lines: Lines): Page {
  const { count, counts, wordStart } = lines;
  const { ids, size } = numberWords(lines.words);
  const frequent = findFrequentWords(lines, ids, size);
  const prose = new Float32Array(count);
  const proseAbove = new Float32Array(count);
  const functionShare = new Float32Array(count);
  let proseWords = 0;
  for (let i = 0; i < count; i++) {
    proseAbove[i] = proseWords;
    const from = wordStart[i]!;
    const to = wordStart[i + 1]!;
    const n = to - from;
    if (n === 0) continue;
    let own = 0;
    for (let w = from; w < to; w++) own += frequent[ids[w]!]!;
    const share = Math.max(counts[i * COUNTS + COUNT.functionWords]!, own) / n;
    functionShare[i] = share;
    if (n < FEWEST_PROSE_WORDS) continue;
    const ended = counts[i * COUNTS + COUNT.sentences]! > 0 ? 1 : 0.5;
    prose[i] = n * Math.min(1, share / PROSE_SHARE) * ended;
    proseWords += prose[i]!;
  }
  const [mainStart, mainEnd] = findMainRun(prose);
  return {
    prose,
    functionShare,
    mainOverlap: overlapWithMain(lines, ids, size, frequent, prose, mainStart, mainEnd),
    titleOverlap: overlapWithTitle(lines, ids, size),
    ...findRepeats(lines.hashes),
    mainStart,
    mainEnd,
    words: lines.words.length,
    proseWords,
    proseAbove,
  };
}

/** Numbers words from 0, equal words alike. */
function numberWords(words: Int32Array): { ids: Int32Array; size: number } {
  const ids = new Int32Array(words.length);
  const table = new Int32Array(powerOfTwo(words.length * 2 + 2));
  const keys = new Int32Array(table.length);
  const mask = table.length - 1;
  let size = 0;
  for (let w = 0; w < words.length; w++) {
    const hash = words[w]!;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (table[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
    if (table[slot] === 0) {
      table[slot] = ++size;
      keys[slot] = hash;
    }
    ids[w] = table[slot]! - 1;
  }
  return { ids, size };
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/** 1 for each word that is frequent in the page's long lines: its function words, in whatever language. */
function findFrequentWords({ count, wordStart }: Lines, ids: Int32Array, size: number): Uint8Array {
  const tally = new Int32Array(size);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const from = wordStart[i]!;
    const to = wordStart[i + 1]!;
    if (to - from < LONG_LINE) continue;
    for (let w = from; w < to; w++) tally[ids[w]!]!++;
    total += to - from;
  }
  const least = Math.max(3, total * FUNCTION_SHARE);
  const frequent = new Uint8Array(size);
  for (let id = 0; id < size; id++) if (tally[id]! >= least) frequent[id] = 1;
  return frequent;
}

/** The run of lines with the most running text, less what the gaps in it cost (Kadane's algorithm). */
function findMainRun(prose: Float32Array): [number, number] {
  let best = 0;
  let start = 0;
  let end = 0;
  let sum = 0;
  let from = 0;
  for (let i = 0; i < prose.length; i++) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += prose[i]! > 0 ? prose[i]! : -GAP_COST;
    if (sum > best) {
      best = sum;
      start = from;
      end = i + 1;
    }
  }
  return [start, end];
}

function overlapWithMain(
  { count, wordStart }: Lines,
  ids: Int32Array,
  size: number,
  frequent: Uint8Array,
  prose: Float32Array,
  mainStart: number,
  mainEnd: number,
): Float32Array {
  const tally = new Int32Array(size);
  /** 1 + the line a word was last counted in: a line's own words must not vouch for it. */
  const counted = new Int32Array(size);
  for (let i = mainStart; i < mainEnd; i++) {
    if (prose[i] === 0) continue;
    for (let w = wordStart[i]!; w < wordStart[i + 1]!; w++) {
      const id = ids[w]!;
      if (counted[id] === i + 1) continue;
      counted[id] = i + 1;
      tally[id]!++;
    }
  }
  const overlap = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const own = i >= mainStart && i < mainEnd && prose[i]! > 0 ? 1 : 0;
    let content = 0;
    let shared = 0;
    for (let w = wordStart[i]!; w < wordStart[i + 1]!; w++) {
      const id = ids[w]!;
      if (frequent[id]) continue;
      content++;
      if (tally[id]! > own) shared++;
    }
    overlap[i] = content === 0 ? 0 : shared / content;
  }
  return overlap;
}

function overlapWithTitle({ count, wordStart }: Lines, ids: Int32Array, size: number): Float32Array {
  const has = new Uint8Array(size);
  for (let w = 0; w < wordStart[1]!; w++) has[ids[w]!] = 1;
  const overlap = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const from = wordStart[i]!;
    const to = wordStart[i + 1]!;
    let shared = 0;
    for (let w = from; w < to; w++) shared += has[ids[w]!]!;
    overlap[i] = to === from ? 0 : shared / (to - from);
  }
  return overlap;
}

function findRepeats(hashes: Int32Array): Pick<Page, 'repeats' | 'seenBefore'> {
  const { ids, size } = numberWords(hashes);
  const tally = new Int32Array(size);
  const seenBefore = new Uint8Array(hashes.length);
  for (let i = 0; i < ids.length; i++) {
    seenBefore[i] = tally[ids[i]!]! > 0 ? 1 : 0;
    tally[ids[i]!]!++;
  }
  return { repeats: ids.map((id) => tally[id]!), seenBefore };
}

/** Words of a line that phrases of any label cover, as a share. */
export function markShare({ marks, wordStart }: Lines, line: number): number {
  let most = 0;
  for (let m = 0; m < MARKS.length; m++) most = Math.max(most, marks[line * MARKS.length + m]!);
  return most / Math.max(1, wordStart[line + 1]! - wordStart[line]!);
}
