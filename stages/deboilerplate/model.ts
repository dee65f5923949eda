/** The trained models: from a reading of a page to the probability that each line is content. */
import { type Models, openModel, openTrees } from '../../text/models.js';
import type { Trees } from '../../text/trees.js';
import { expectF1 } from './choose.js';
import { LINE_FEATURES } from './features.js';
import { type Reading, readFeatures, wordCounts } from './lines.js';
import { meanOdds } from './odds.js';
import { PAGE_FEATURES, pageFeatures } from './page-type.js';
import { SECOND_FEATURES, secondFeatures } from './second.js';
import { readWordScorer, type WordScorer } from './word-score.js';

/** The first model is believed where its probability is below the one or above the other. */
const SURE_NOT = 0.03;
const SURE = 0.99;

export interface LineModel {
  /** The probability that each line is content; `article` says that the page is known to be an article. */
  judge(reading: Reading, article: boolean): Float32Array;
  /** The probability that the page is an article, from what `judge` says where that is not known. */
  articleProbability(reading: Reading, content: Float32Array): number;
}

/** Reads the weights; throws where a file is missing or was made for other features. */
export function readLineModel(models: Models): LineModel {
  const words = readWordScorer(openModel(models, 'line-words.json'));
  const first = openTrees(models, 'line-first.json', LINE_FEATURES);
  const second = openTrees(models, 'line-second.json', SECOND_FEATURES);
  const type = openTrees(models, 'page-type.json', PAGE_FEATURES);
  return {
    judge: (reading, article) => {
      const { rows, lines, opinion } = secondRows(reading, words, first, article);
      second.probabilities(rows).forEach((p, k) => {
        opinion[lines[k]!] = meanOdds(opinion[lines[k]!]!, p);
      });
      return opinion;
    },
    articleProbability: (reading, content) =>
      type.probability(pageFeatures(reading, content, wordCounts(reading))),
  };
}

export interface SecondRows {
  /** What the second model sees of the lines that the first is not sure of. */
  readonly rows: Float32Array;
  /** Which lines those are. */
  readonly lines: readonly number[];
  /** The first model's probability for every line. */
  readonly opinion: Float32Array;
}

/** The second model's rows, once the word scorer and the first model have had their say. */
export function secondRows(reading: Reading, words: WordScorer, first: Trees, article: boolean): SecondRows {
  const rows = readFeatures(reading, words(reading.lines), article);
  const opinion = first.probabilities(rows);
  const counts = wordCounts(reading);
  const lines = [...opinion.keys()].filter((line) => opinion[line]! >= SURE_NOT && opinion[line]! <= SURE);
  return {
    rows: secondFeatures(opinion, lines, {
      words: counts,
      gaps: reading.gaps,
      hashes: reading.lines.hashes,
      threshold: expectF1(opinion, counts).best / 2,
    }),
    lines,
    opinion,
  };
}
