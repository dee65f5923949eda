/** Judges the candidates of a document: two rounds of boosted trees, the second with the first one's opinions. */
import type { Trees } from '../../text/trees.js';
import { writeFeatures } from './features.js';
import type { Knowledge, Scan } from './knowledge.js';
import { gapStart, wordEnd, wordStart } from './pieces.js';
import { eachRow, offsetInText, scan } from './scan.js';
import { Opinions, SECOND_FEATURES } from './second.js';
import { maySplitWord } from './small-letters.js';
import { keepQuotes } from './straight-quotes.js';

/** Margins (log-odds) beyond which the first judge is believed without a second look. */
export const SURE = 3;

export interface Judges {
  readonly first: Trees;
  readonly second: Trees;
}

export interface Boundary {
  readonly at: number;
  readonly probability: number;
}

/** Least probability of a boundary, by how much of the document is glued. */
export interface Thresholds {
  /** Where many boundaries were lost. */
  readonly dense: number;
  /** Where few were, if any: a single case is more often a name than a boundary. */
  readonly sparse: number;
}

/** Boundaries count from this probability on when it comes to how much of a document is glued. */
const LIKELY = 0.7;
/** Lost boundaries in a thousand characters from which a document counts as densely glued. */
const DENSE = 0.5;

/** For each text of a document in a language (its code, null where unknown), the places where two blocks met. */
export function findBoundaries(
  texts: readonly string[],
  knowledge: Knowledge,
  judges: Judges,
  { dense, sparse }: Thresholds,
  language: string | null,
): Boundary[][] {
  const found: Boundary[][] = texts.map(() => []);
  const reading = scan(texts, knowledge);
  if (!reading) return found;
  const probabilities = judge(reading, judges);
  const likely = probabilities.reduce((n, p, i) => n + (p >= LIKELY && tellsOfGlue(reading, i) ? 1 : 0), 0);
  const threshold = 1000 * likely >= DENSE * reading.page.kinds.length ? dense : sparse;
  probabilities.forEach((probability, candidate) => {
    if (probability < threshold || !maySplitWord(reading.page, reading.candidates[candidate]!, language))
      return;
    found[reading.textOf[candidate]!]!.push({ at: offsetInText(reading, candidate), probability });
  });
  return found.map((boundaries, t) => keepQuotes(texts[t]!, boundaries));
}

/**
 * Whether a boundary at a candidate would say how the text was glued: one in a word that is a line, as in a menu of names, does
 * not, nor does one where a space is.
 */
function tellsOfGlue({ page, candidates, textOf }: Scan, candidate: number): boolean {
  const at = candidates[candidate]!;
  const text = textOf[candidate]!;
  if (at - gapStart(page, at) === 1) return false;
  return wordStart(page, at) !== page.starts[text] || wordEnd(page, at) !== page.ends[text];
}

/** The probability of each candidate, in order. */
function judge(reading: Scan, judges: Judges): Float32Array {
  const margins = new Float32Array(reading.candidates.length);
  eachRow(reading, (row, candidate) => {
    margins[candidate] = judges.first.margin(row);
  });
  const probabilities = margins.map((margin) => (margin > 0 ? 1 : 0));
  const unsure = [...margins.keys()].filter((candidate) => Math.abs(margins[candidate]!) <= SURE);
  if (unsure.length === 0) return probabilities;
  const opinions = new Opinions(reading, margins);
  const row = new Float32Array(SECOND_FEATURES.length);
  for (const candidate of unsure) {
    writeFeatures(row, reading, candidate);
    opinions.write(row, candidate);
    probabilities[candidate] = judges.second.probability(row);
  }
  return probabilities;
}
