/**
 * A unigram model of a text's words over a background of how common they are, with Dirichlet smoothing (Zhai and
 * Lafferty 2001). Logarithms come from tables: a count and a level of rarity say all.
 */
import { LEVELS, type Rarity } from './rarity.js';

export interface LanguageModel {
  /**
   * For a word seen `count` times in a text, the log of how much likelier the text's model makes it than the
   * background, in nats, but for `size` of the text.
   */
  surprise(count: number, level: number): number;
  /** The part that depends only on how many words the text has. */
  size(words: number): number;
}

/** Words of background that a text's own words are mixed with. */
const PRIOR = 300;
/** Distinct words of a usual text: a word in every text would be one of so many. */
const DISTINCT = 300;
/** Counts and sizes that the tables hold. */
const MOST = 32;
const SIZES = 16384;

export function languageModel(rarity: Rarity): LanguageModel {
  const table = new Float32Array(LEVELS * MOST);
  for (let level = 0; level < LEVELS; level++) {
    const background = rarity.share[level]! / DISTINCT;
    for (let count = 0; count < MOST; count++) {
      table[level * MOST + count] = Math.log((count + PRIOR * background) / (PRIOR * background));
    }
  }
  const sizes = Float32Array.from({ length: SIZES }, (_, words) => Math.log1p(words / PRIOR));
  return {
    surprise: (count, level) => table[level * MOST + (count < MOST ? count : MOST - 1)]!,
    size: (words) => (words < sizes.length ? sizes[words]! : Math.log1p(words / PRIOR)),
  };
}
