/**
 * Makes the weights of segment-stories from WCXB: `train-stories.js WCXB/dev [OUT]`.
 *
 * Counts how rare words are, makes samples with trailing stories, dumps what the judges weigh at every gap, and has
 * `trees.py` train on it. `.cache/folds/K` gets weights that did not see fold K, for evaluation.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { END_FEATURES, endFeatures } from '../stages/segment-stories/end.js';
import { languageModel } from '../stages/segment-stories/language-model.js';
import { readMarks } from '../stages/segment-stories/marks.js';
import { countRarity, readRarity } from '../stages/segment-stories/rarity.js';
import { START_FEATURES, walkStarts } from '../stages/segment-stories/starts.js';
import { readUnits, type Units } from '../stages/segment-stories/units.js';
import { openRows } from './rows.js';
import { makeSample, type Random, randomFrom, type Sample, type Text } from './stories.js';
import { FOLDS, foldOf, readWcxb } from './wcxb.js';

/** Samples made of each page; of one that is no article, in every third round. */
const ROUNDS = 8;
/** Gaps farther from the end than this are many and alike: a share of them is enough. */
const NEAR = 4;
const FAR_SHARE = 0.2;
const RARITY_BITS = 16;

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-stories WCXB_DEV_FOLDER [OUT]');
const cache = join(packageRoot, '.cache');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), main contents with stories of other pages behind them';

const byFold: Text[][] = Array.from({ length: FOLDS }, () => []);
for (const { gold, title, type, url } of readWcxb(wcxb)) {
  if (gold.length > 200) byFold[foldOf(url)]!.push({ gold, title, type });
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
byFold.forEach((texts, k) => {
  const random = randomFrom(k + 1);
  const articles = texts.filter((t) => t.type === 'article' || t.type === 'documentation');
  for (let round = 0; round < ROUNDS; round++) {
    for (const main of texts) {
      if (main.type === 'article' || round % 3 === 0)
        addSample(makeSample(main, articles, labels, random), k, random);
    }
  }
});
for (const [rows, name, parameters] of [
  [
    ends,
    'stories-end',
    { rounds: 200, learning_rate: 0.06, num_leaves: 24, min_data_in_leaf: 200, lambda_l2: 20 },
  ],
  [
    starts,
    'stories-start',
    { rounds: 80, learning_rate: 0.08, num_leaves: 16, min_data_in_leaf: 100, lambda_l2: 10 },
  ],
] as const) {
  rows.close();
  const { rounds, ...others } = { ...parameters, feature_fraction: 0.3, max_bin: 63 };
  const sets = Object.entries(others).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  execFileSync(
    'python3',
    [
      join(packageRoot, 'training/trees.py'),
      join(cache, name),
      join(out, `${name}.json`),
      ...['--rounds', String(rounds), '--trained', trained, '--folds', join(cache, 'folds')],
      ...sets,
    ],
    { stdio: 'inherit' },
  );
}

function addSample(sample: Sample, k: number, random: Random): void {
  const document = lay(sample.text);
  const units = readUnits(document, marks, rarity);
  const at = (offset: number) => firstUnit(document, units, offset);
  const first = at(sample.mainEnd);
  const rows = endFeatures(units, model);
  const width = END_FEATURES.length;
  for (let u = 1; u < units.units.length; u++) {
    const near = Math.abs(u - first) <= NEAR;
    if (!near && random() > FAR_SHARE) continue;
    ends.add(rows.subarray(u * width, (u + 1) * width), u === first ? 1 : 0, near ? 1 : 1 / FAR_SHARE, k);
  }
  if (first === units.units.length) return;
  const heads = new Set(sample.stories.map((s) => at(s.start)));
  const walk = walkStarts(units, first);
  walk.take(first, true);
  for (let u = first + 1; u < units.units.length; u++) {
    starts.add(walk.row(u), heads.has(u) ? 1 : 0, 1, k);
    walk.take(u, heads.has(u));
  }
}

/** The first unit at or behind an offset. */
function firstUnit({ blocks }: Document, { units }: Units, offset: number): number {
  const found = units.findIndex((unit) => blocks[unit.block]!.start >= offset);
  return found < 0 ? units.length : found;
}

function lay(text: string): Document {
  const origin = {
    id: '',
    path: '',
    record: 0,
    format: 'text',
    encoding: 'utf-8',
    bytes: 0,
    sha256: '',
    url: null,
  };
  return { origin, source: text, blocks: layOutLines(text), stories: [], metadata: NO_METADATA };
}
