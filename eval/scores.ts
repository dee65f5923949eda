/** How much of a text is right: the measures of WCXB and of the article extraction benchmark. */

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const NOTHING: Score = { precision: 0, recall: 0, f1: 0 };
const ALL: Score = { precision: 1, recall: 1, f1: 1 };

/** Words as Python's `\w+` finds them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** F1 over the multisets of lower-case words, as WCXB defines it. */
export function wordScore(text: string, gold: string): Score {
  return multisetScore(wordsOf(text.toLowerCase()), wordsOf(gold.toLowerCase()));
}

/** True and false positives and false negatives over 4-word shingles, as shares of a document. */
export interface ShingleCounts {
  readonly right: number;
  readonly extra: number;
  readonly missing: number;
}

/** Counts shingles as the article extraction benchmark does (github.com/scrapinghub/article-extraction-benchmark). */
export function countShingles(text: string, gold: string): ShingleCounts {
  const have = tally(shingles(text));
  const want = tally(shingles(gold));
  let right = 0;
  let extra = 0;
  let missing = 0;
  for (const key of new Set([...have.keys(), ...want.keys()])) {
    const h = have.get(key) ?? 0;
    const w = want.get(key) ?? 0;
    right += Math.min(h, w);
    extra += Math.max(0, h - w);
    missing += Math.max(0, w - h);
  }
  const sum = right + extra + missing;
  return sum === 0
    ? { right, extra, missing }
    : { right: right / sum, extra: extra / sum, missing: missing / sum };
}

/** Precision and recall as means over documents, F1 of the two. */
export function shingleScore(counts: readonly ShingleCounts[]): Score {
  const ratio = (part: number, rest: number) => (part === 0 ? 0 : part / (part + rest));
  const precision = mean(counts.filter((c) => c.right + c.extra > 0).map((c) => ratio(c.right, c.extra)));
  const recall = mean(counts.filter((c) => c.right + c.missing > 0).map((c) => ratio(c.right, c.missing)));
  return { precision, recall, f1: harmonic(precision, recall) };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Spearman's rank correlation; equal values share their mean rank. */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const x = ranks(a);
  const y = ranks(b);
  const middle = (a.length - 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < a.length; i++) {
    xy += (x[i]! - middle) * (y[i]! - middle);
    xx += (x[i]! - middle) ** 2;
    yy += (y[i]! - middle) ** 2;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const result = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) result[order[i]!] = (from + to - 1) / 2;
    from = to;
  }
  return result;
}

function multisetScore(have: readonly string[], want: readonly string[]): Score {
  if (want.length === 0) return have.length === 0 ? ALL : NOTHING;
  if (have.length === 0) return NOTHING;
  const wanted = tally(want);
  let both = 0;
  for (const [word, n] of tally(have)) both += Math.min(n, wanted.get(word) ?? 0);
  const precision = both / have.length;
  const recall = both / want.length;
  return { precision, recall, f1: harmonic(precision, recall) };
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function shingles(text: string): string[] {
  const words = wordsOf(text);
  const result: string[] = [];
  for (let i = 0; i < Math.max(1, words.length - 3); i++) {
    const shingle = words.slice(i, i + 4).join(' ');
    if (shingle !== '') result.push(shingle);
  }
  return result;
}

function tally(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
