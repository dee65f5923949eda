/** What is known when candidates are judged: before any document is seen, and of the document. */

import type { Page } from '../../text/page.js';
import type { WordTable } from '../../text/word-table.js';
import type { Names } from './lexicon.js';
import type { LineStarts } from './line-starts.js';
import type { Regions } from './regions.js';
import type { Vocabulary } from './vocabulary.js';

/** What the stage knows before it sees a document. */
export interface Knowledge {
  readonly table: WordTable;
  readonly names: Names;
}

export interface Scan extends Knowledge {
  readonly page: Page;
  /** Offsets in the page, rising. */
  readonly candidates: Int32Array;
  /** The number of the text of each candidate. */
  readonly textOf: Int32Array;
  readonly vocabulary: Vocabulary;
  readonly regions: Regions;
  readonly lineStarts: LineStarts;
  /** The features of the document as a whole. */
  readonly document: Float32Array;
}
