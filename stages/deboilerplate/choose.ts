/**
 * Chooses which lines to keep so that the expected F1 of the kept words is highest.
 *
 * With probabilities p and word counts n, keeping the lines of highest p down to some rank gives an expected
 * F1 of about 2 sum(n p) / (sum(n) + G), where G = sum over all lines of n p. The best rank is found by trying all;
 * its threshold is half the F1 that it reaches (Z. C. Lipton, C. Elkan, B. Naryanaswamy, "Optimal thresholding of
 * classifiers to maximize F1 measure", 2014).
 */

export interface Choice {
  /** Lines with at least this probability are kept. */
  readonly threshold: number;
  /** The F1 that the choice is expected to reach, in [0, 1]. */
  readonly expectedF1: number;
}

/** What the dial makes of the threshold's odds. */
const FAVOUR = { precision: 2.5, balanced: 1, recall: 0.4 } as const;
export type Favour = keyof typeof FAVOUR;

export function chooseThreshold(probability: Float32Array, words: Float32Array, favour: Favour): Choice {
  const order = Uint32Array.from(probability.keys()).sort((a, b) => probability[b]! - probability[a]!);
  let relevant = 0;
  for (let i = 0; i < order.length; i++) relevant += probability[i]! * words[i]!;
  let kept = 0;
  let right = 0;
  let expectedF1 = 0;
  for (const i of order) {
    kept += words[i]!;
    right += probability[i]! * words[i]!;
    expectedF1 = Math.max(expectedF1, (2 * right) / Math.max(1, kept + relevant));
  }
  const odds = (FAVOUR[favour] * (expectedF1 / 2)) / (1 - expectedF1 / 2);
  return { threshold: odds / (1 + odds), expectedF1 };
}
