/** Judges the candidates of a document: two rounds of boosted trees, the second with the first one's opinions. */
import type { Trees } from '../../text/trees.js';
import { eachRow, type Knowledge, scan } from './scan.js';
import { Opinions, SECOND_FEATURES } from './second.js';

/** Margins (log-odds) beyond which the first judge is believed without a second look. */
export const SURE = 6;

export interface Judges {
  readonly first: Trees;
  readonly second: Trees;
}

export interface Boundary {
  readonly at: number;
  readonly probability: number;
}

/** For each text of a document, the boundaries that are at least so probable. */
export function findBoundaries(
  texts: readonly string[],
  knowledge: Knowledge,
  judges: Judges,
  threshold: number,
): Boundary[][] {
  const found: Boundary[][] = texts.map(() => []);
  const reading = scan(texts, knowledge);
  if (!reading) return found;
  const margins = new Float32Array(reading.size);
  eachRow(reading, (row, candidate) => {
    margins[candidate] = judges.first.margin(row);
  });
  const opinions = new Opinions(reading, margins);
  const row = new Float32Array(SECOND_FEATURES.length);
  eachRow(reading, (features, candidate, t, index) => {
    const margin = margins[candidate]!;
    let probability = margin > 0 ? 1 : 0;
    if (Math.abs(margin) <= SURE) {
      row.set(features);
      opinions.write(row, candidate, t, index);
      probability = judges.second.probability(row);
    }
    if (probability >= threshold) found[t]!.push({ at: reading.candidates[t]![index]!, probability });
  });
  return found;
}
