/** Where bylines are looked for, and how they look. */
import type { Naming } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';

/** A page in which a byline is looked for, and what is known of it by then. */
export interface Surroundings {
  readonly reading: Reading;
  readonly lexicon: Lexicon;
  /** Names that lines have by their form. */
  readonly forms: readonly (Naming | null)[];
  /** The title's line. */
  readonly title: number | null;
  /** The first line of the running text. */
  readonly first: number;
  /** Whether each line is kept as content. */
  readonly kept: readonly boolean[];
}

/** Words of a line that may be a byline, at most. */
export const MOST_BYLINE_WORDS = 16;
/** What stands before a text's first dash, in capitals at its start. */
export const DATELINE = /^\p{Lu}{3}.{0,60}?\s[–—-]{1,2}\s/u;
