/** The trained models: from a reading of a page to the probability that each line is content. */
import type { Resources } from '../../pipeline/stage.js';
import { readTrees, type Trees } from '../../text/trees.js';
import { chooseThreshold } from './choose.js';
import { LINE_FEATURES } from './features.js';
import { type Reading, readFeatures, wordCounts } from './lines.js';
import { SECOND_FEATURES, secondFeatures } from './second.js';
import { readWordScorer, type WordScorer } from './word-score.js';

export interface LineModel {
  /** The probability that each line is content; `article` says that the page is known to be an article. */
  judge(reading: Reading, article: boolean): Float32Array;
}

/** Reads the weights; throws where a file is missing or was made for other features. */
export function readLineModel(resources: Resources): LineModel {
  const words = readWordScorer(bytesOf(resources, 'line-words.json'));
  const first = treesOf(resources, 'line-first.json', LINE_FEATURES);
  const second = treesOf(resources, 'line-second.json', SECOND_FEATURES);
  return {
    judge: (reading, article) =>
      evaluate(second, secondRows(reading, words, first, article), SECOND_FEATURES.length),
  };
}

/** The second model's rows, once the word scorer and the first model have had their say. */
export function secondRows(
  reading: Reading,
  words: WordScorer,
  first: Trees,
  article: boolean,
): Float32Array {
  const rows = readFeatures(reading, words(reading.lines), article);
  const p = evaluate(first, rows, LINE_FEATURES.length);
  const counts = wordCounts(reading);
  return secondFeatures(rows, p, {
    words: counts,
    gaps: reading.gaps,
    hashes: reading.lines.hashes,
    ...chooseThreshold(p, counts, 'balanced'),
  });
}

function evaluate(trees: Trees, rows: Float32Array, width: number): Float32Array {
  const p = new Float32Array(rows.length / width);
  for (let i = 0; i < p.length; i++) p[i] = trees.probability(rows.subarray(i * width, (i + 1) * width));
  return p;
}

function treesOf(resources: Resources, name: string, features: readonly string[]): Trees {
  const trees = readTrees(bytesOf(resources, name));
  if (trees.features.join() !== features.join()) {
    throw new Error(`config/models/${name} was made for other features: make it again with \`make train\``);
  }
  return trees;
}

function bytesOf(resources: Resources, name: string): Uint8Array {
  const bytes = resources.model(name);
  if (!bytes) throw new Error(`config/models/${name} is missing: make it with \`make train\``);
  return bytes;
}
