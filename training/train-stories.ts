/**
 * Makes the weights of segment-stories from WCXB: `train-stories.js WCXB/dev [OUT]`.
 *
 * Counts how rare words are, makes samples with trailing stories, dumps what the judges weigh at every gap, and has
 * `trees.py` train on it. `.cache/folds/K` gets weights that did not see fold K, for evaluation.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../pipeline/document.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { CHOICE_FEATURES, choiceFeatures, likeliest } from '../stages/segment-stories/choice.js';
import { END_FEATURES, endFeatures } from '../stages/segment-stories/end.js';
import { endMargins } from '../stages/segment-stories/judge.js';
import { languageModel } from '../stages/segment-stories/language-model.js';
import { readMarks } from '../stages/segment-stories/marks.js';
import { countRarity, readRarity } from '../stages/segment-stories/rarity.js';
import { START_FEATURES, walkStarts } from '../stages/segment-stories/starts.js';
import { readUnits, type Units } from '../stages/segment-stories/units.js';
import { readTrees } from '../text/trees.js';
import { documentOf } from './documents.js';
import { openRows, type RowFile } from './rows.js';
import { makeSample, type Random, randomFrom, type Sample, type Text } from './stories.js';
import { lastOwnBlock, openPages } from './story-pages.js';
import { FOLDS, foldOf, readWcxb } from './wcxb.js';

/** Samples made of each page; of one that is no article, in every third round. */
const ROUNDS = 12;
/** Weight of a real page's gap: there is one layout of each, but many samples of its text. */
const REAL_WEIGHT = 4;
/** Gaps farther from the end than this are many and alike: a share of them is enough. */
const NEAR = 4;
const FAR_SHARE = 0.2;
const RARITY_BITS = 16;

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-stories WCXB_DEV_FOLDER [OUT]');
const cache = join(packageRoot, '.cache');
const folds = join(cache, 'folds');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), main contents with stories of other pages behind them';

const byFold: Text[][] = Array.from({ length: FOLDS }, () => []);
const through = await openPages();
const realPages: { document: Document; lastOwn: number; fold: number }[] = [];
for (const page of readWcxb(wcxb)) {
  const { gold, title, type, url } = page;
  if (gold.length < 200) continue;
  const fold = foldOf(url);
  byFold[fold]!.push({ gold, title, type });
  const document = through(page);
  const lastOwn = lastOwnBlock(document, gold);
  if (lastOwn > 0) realPages.push({ document, lastOwn, fold });
}

const rarityFile = countRarity(
  byFold.flat().map((t) => t.gold),
  RARITY_BITS,
  trained,
);
writeFileSync(join(out, 'stories-rarity.json'), `${JSON.stringify(rarityFile)}\n`);
const resources = openResources();
const rarity = readRarity(
  new TextEncoder().encode(JSON.stringify(rarityFile)),
  resources.lexicon('function-words'),
);
const lexicon = resources.lexicon('segment-stories');
const marks = readMarks(lexicon);
const model = languageModel(rarity);
const labels = Object.values((lexicon as { labels: Record<string, string[]> }).labels).flat();

const ends = openRows(join(cache, 'stories-end'), END_FEATURES);
const starts = openRows(join(cache, 'stories-start'), START_FEATURES);
const choices = openRows(join(cache, 'stories-choice'), CHOICE_FEATURES);

eachSample((sample, k, random) => {
  const { units, at } = measure(sample);
  const first = at(sample.mainEnd);
  const rows = endFeatures(units, model);
  for (let u = 1; u < units.units.length; u++) {
    const near = Math.abs(u - first) <= NEAR;
    if (!near && random() > FAR_SHARE) continue;
    ends.add(rowOf(rows, u), u === first ? 1 : 0, near ? 1 : 1 / FAR_SHARE, k);
  }
  if (first < units.units.length) addStarts(units, first, new Set(sample.stories.map((s) => at(s.start))), k);
});
for (const { document, lastOwn, fold } of realPages) {
  const units = readUnits(document, marks, rarity);
  const rows = endFeatures(units, model);
  for (let u = 1; u < units.units.length && units.units[u]!.block <= lastOwn; u++) {
    ends.add(rowOf(rows, u), 0, REAL_WEIGHT, fold);
  }
}
train(ends, 'stories-end', { rounds: 200, learning_rate: 0.06, num_leaves: 24, min_data_in_leaf: 200 });
train(starts, 'stories-start', { rounds: 80, learning_rate: 0.08, num_leaves: 16, min_data_in_leaf: 100 });

// The second judge learns from margins of trees that did not see the page.
const unseen = byFold.map((_, k) => readTrees(readFileSync(join(folds, String(k), 'stories-end.json'))));
eachSample((sample, k) => {
  const { units, at } = measure(sample);
  const first = at(sample.mainEnd);
  const rows = endFeatures(units, model);
  const margins = endMargins(rows, unseen[k]!);
  const candidates = likeliest(margins);
  choiceFeatures(rows, margins, candidates).forEach((row, i) => {
    choices.add(row, candidates[i] === first ? 1 : 0, 1, k);
  });
});
for (const { document, lastOwn, fold } of realPages) {
  const units = readUnits(document, marks, rarity);
  const rows = endFeatures(units, model);
  const margins = endMargins(rows, unseen[fold]!);
  const candidates = likeliest(margins);
  choiceFeatures(rows, margins, candidates).forEach((row, i) => {
    if (units.units[candidates[i]!]!.block <= lastOwn) choices.add(row, 0, REAL_WEIGHT, fold);
  });
}
train(choices, 'stories-choice', { rounds: 100, learning_rate: 0.06, num_leaves: 12, min_data_in_leaf: 100 });

/** Makes the same samples each time it is called. */
function eachSample(use: (sample: Sample, fold: number, random: Random) => void): void {
  byFold.forEach((texts, k) => {
    const random = randomFrom(k + 1);
    const others = randomFrom(k + 101);
    const articles = texts.filter((t) => t.type === 'article' || t.type === 'documentation');
    for (let round = 0; round < ROUNDS; round++) {
      for (const main of texts) {
        if (main.type !== 'article' && round % 3 > 0) continue;
        use(makeSample(main, articles, labels, random), k, others);
      }
    }
  });
}

/** The units of a sample, and which of them is the first at or behind an offset. */
function measure({ text }: Sample): { units: Units; at: (offset: number) => number } {
  const document = documentOf(text);
  const units = readUnits(document, marks, rarity);
  return {
    units,
    at: (offset) => {
      const found = units.units.findIndex((unit) => document.blocks[unit.block]!.start >= offset);
      return found < 0 ? units.units.length : found;
    },
  };
}

function addStarts(units: Units, first: number, heads: ReadonlySet<number>, k: number): void {
  const walk = walkStarts(units, first);
  walk.take(first, true);
  for (let u = first + 1; u < units.units.length; u++) {
    starts.add(walk.row(u), heads.has(u) ? 1 : 0, 1, k);
    walk.take(u, heads.has(u));
  }
}

function rowOf(rows: Float32Array, u: number): Float32Array {
  return rows.subarray(u * END_FEATURES.length, (u + 1) * END_FEATURES.length);
}

function train(rows: RowFile, name: string, parameters: { rounds: number } & Record<string, number>): void {
  rows.close();
  const { rounds, ...others } = { ...parameters, lambda_l2: 20, feature_fraction: 0.3, max_bin: 63 };
  const sets = Object.entries(others).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  execFileSync(
    'python3',
    [
      join(packageRoot, 'training/trees.py'),
      join(cache, name),
      join(out, `${name}.json`),
      ...['--rounds', String(rounds), '--trained', trained, '--folds', folds],
      ...sets,
    ],
    { stdio: 'inherit' },
  );
}
