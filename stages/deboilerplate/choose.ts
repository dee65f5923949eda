/**
 * Chooses which lines to keep so that the expected F1 of the kept words is highest.
 *
 * With probabilities p and word counts n, keeping the lines of highest p down to some rank gives an expected
 * F1 of about 2 sum(n p) / (sum(n) + G), where G = sum over all lines of n p. The best rank is found by trying all;
 * its threshold is half the F1 that it reaches (Z. C. Lipton, C. Elkan, B. Naryanaswamy, "Optimal thresholding of
 * classifiers to maximize F1 measure", 2014).
 *
 * A page on which nothing is surely boilerplate and next to nothing is to be gained is clean, and all of it is kept: what
 * was cleaned before stays as it is.
 */

/** What keeping lines of a page is expected to reach, as F1 of the kept words in [0, 1]. */
export interface Expected {
  /** Keeping the likeliest lines down to the best rank. */
  readonly best: number;
  /** Keeping all. */
  readonly all: number;
  /** The least probability among the lines. */
  readonly least: number;
}

/** What the dial makes of the threshold's odds. */
const FAVOUR = { precision: 2.5, balanced: 1, recall: 0.4 } as const;
export type Favour = keyof typeof FAVOUR;

/** A page is clean where keeping every line reaches this share of the best F1. */
const CLEAN = 0.98;
/** A page with a line below this probability is not clean. */
const SURELY_NOT = 0.1;

/** So many indices fit a float64 beside the 30 bits of a probability. */
const INDICES = 2 ** 23;

/** `words` are the lines' word counts. */
export function expectF1(probability: Float32Array, words: Float32Array): Expected {
  let relevant = 0;
  for (let i = 0; i < words.length; i++) relevant += probability[i]! * words[i]!;
  let kept = 0;
  let right = 0;
  let best = 0;
  let least = 1;
  for (const i of likeliestFirst(probability)) {
    least = probability[i]!;
    kept += words[i]!;
    right += least * words[i]!;
    best = Math.max(best, (2 * right) / Math.max(1, kept + relevant));
  }
  return { best, all: (2 * right) / Math.max(1, kept + relevant), least };
}

/** Indices by falling value; numbers that hold value and index sort many times faster than indices with a comparison. */
function likeliestFirst(probability: Float32Array): Uint32Array {
  if (probability.length > INDICES) {
    return Uint32Array.from(probability.keys()).sort((a, b) => probability[b]! - probability[a]!);
  }
  const bits = new Uint32Array(Float32Array.from(probability).buffer);
  const keys = new Float64Array(bits.length);
  for (let i = 0; i < keys.length; i++) keys[i] = bits[i]! * INDICES + (INDICES - 1 - i);
  keys.sort().reverse();
  const order = new Uint32Array(keys.length);
  for (let k = 0; k < order.length; k++) order[k] = INDICES - 1 - (keys[k]! % INDICES);
  return order;
}

export function isClean({ best, all, least }: Expected): boolean {
  return least >= SURELY_NOT && all >= CLEAN * best;
}

/**
 * Lines with at least this probability are kept. A balanced threshold is at least `floor`, and a page on which no more is
 * expected is not clean, however alike its lines are.
 */
export function chooseThreshold(expected: Expected, favour: Favour, floor: number): number {
  const half = expected.best / 2;
  if (isClean(expected) && half >= floor && favour !== 'precision') return 0;
  const threshold = Math.max(floor, half);
  const odds = (FAVOUR[favour] * threshold) / (1 - threshold);
  return odds / (1 + odds);
}
