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

/** `words` are the lines' word counts. */
export function expectF1(probability: Float32Array, words: Float32Array): Expected {
  const order = Uint32Array.from(probability.keys()).sort((a, b) => probability[b]! - probability[a]!);
  let relevant = 0;
  for (let i = 0; i < order.length; i++) relevant += probability[i]! * words[i]!;
  let kept = 0;
  let right = 0;
  let best = 0;
  for (const i of order) {
    kept += words[i]!;
    right += probability[i]! * words[i]!;
    best = Math.max(best, (2 * right) / Math.max(1, kept + relevant));
  }
  const least = order.length > 0 ? probability[order.at(-1)!]! : 1;
  return { best, all: (2 * right) / Math.max(1, kept + relevant), least };
}

export function isClean({ best, all, least }: Expected): boolean {
  return least >= SURELY_NOT && all >= CLEAN * best;
}

/** Lines with at least this probability are kept. */
export function chooseThreshold(expected: Expected, favour: Favour): number {
  if (isClean(expected) && favour !== 'precision') return 0;
  const odds = (FAVOUR[favour] * (expected.best / 2)) / (1 - expected.best / 2);
  return odds / (1 + odds);
}
