/** Judges the candidates of a document: two rounds of boosted trees, the second with the first one's opinions. */
import type { Trees } from '../../text/trees.js';
import { writeFeatures } from './features.js';
import { eachRow, type Knowledge, type Scan, scan } from './scan.js';
import { Opinions, SECOND_FEATURES } from './second.js';

/** Margins (log-odds) beyond which the first judge is believed without a second look. */
export const SURE = 4.5;

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

/** Lost boundaries in a thousand characters from which a document counts as densely glued. */
const DENSE = 1.5;

/** For each text of a document, the places where two blocks met. */
export function findBoundaries(
  texts: readonly string[],
  knowledge: Knowledge,
  judges: Judges,
  { dense, sparse }: Thresholds,
): Boundary[][] {
  const reading = scan(texts, knowledge);
  if (!reading) return texts.map(() => []);
  const probabilities = judge(reading, judges);
  const likely = probabilities.reduce((count, p) => count + (p >= 0.5 ? 1 : 0), 0);
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const threshold = 1000 * likely >= DENSE * length ? dense : sparse;
  let candidate = 0;
  return reading.candidates.map((offsets) =>
    offsets
      .map((at) => ({ at, probability: probabilities[candidate++]! }))
      .filter(({ probability }) => probability >= threshold),
  );
}

/** The probability of each candidate, in order. */
function judge(reading: Scan, judges: Judges): Float32Array {
  const margins = new Float32Array(reading.size);
  eachRow(reading, (row, candidate) => {
    margins[candidate] = judges.first.margin(row);
  });
  const opinions = new Opinions(reading, margins);
  const row = new Float32Array(SECOND_FEATURES.length);
  const probabilities = new Float32Array(reading.size);
  let candidate = 0;
  reading.candidates.forEach((offsets, t) => {
    offsets.forEach((_, index) => {
      const margin = margins[candidate]!;
      if (Math.abs(margin) > SURE) probabilities[candidate] = margin > 0 ? 1 : 0;
      else {
        writeFeatures(row, reading.texts[t]!, offsets, index, reading.context);
        opinions.write(row, candidate, t, index);
        probabilities[candidate] = judges.second.probability(row);
      }
      candidate++;
    });
  });
  return probabilities;
}
