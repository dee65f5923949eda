/**
 * Makes the weights of segment-stories from WCXB: `train-stories.js WCXB/dev [OUT [FOLD]]`.
 *
 * Counts how rare words are, makes samples with trailing stories, dumps what the judges weigh at every gap, and has
 * `trees.py` train on it. With FOLD, the trees do not see the pages of that fold.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { END_FEATURES, endFeatures } from '../stages/segment-stories/end.js';
import { readMarks } from '../stages/segment-stories/marks.js';
import { countRarity, readRarity } from '../stages/segment-stories/rarity.js';
import { START_FEATURES, walkStarts } from '../stages/segment-stories/starts.js';
import { readUnits, type Units } from '../stages/segment-stories/units.js';
import { eachWord } from '../stages/segment-stories/words.js';
import { openRows, type RowFile } from './rows.js';
import { makeSample, randomFrom, type Sample, type Text } from './stories.js';
import { FOLDS, foldOf, readWcxb } from './wcxb.js';

/** Samples made of each page; of one that is no article, in every third round. */
const ROUNDS = 6;
const RARITY_BITS = 16;

const [wcxb, out = join(packageRoot, 'config/models'), fold] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-stories WCXB_DEV_FOLDER [OUT [FOLD]]');
const cache = join(packageRoot, '.cache');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), main contents with stories of other pages behind them';

const byFold: Text[][] = Array.from({ length: FOLDS }, () => []);
for (const { gold, title, type, url } of readWcxb(wcxb)) {
  if (gold.length > 200) byFold[foldOf(url)]!.push({ gold, title, type });
}

const rarityFile = countRarity(
  byFold.flat().map((t) => hashesOf(t.gold)),
  RARITY_BITS,
  trained,
);
writeFileSync(join(out, 'stories-rarity.json'), `${JSON.stringify(rarityFile)}\n`);
const rarity = readRarity(new TextEncoder().encode(JSON.stringify(rarityFile)));

const resources = openResources();
const lexicon = resources.lexicon('segment-stories');
const marks = readMarks(lexicon);
const labels = Object.values((lexicon as { labels: Record<string, string[]> }).labels).flat();

const ends = openRows(join(cache, 'stories-end'), END_FEATURES);
const starts = openRows(join(cache, 'stories-start'), START_FEATURES);
byFold.forEach((texts, k) => {
  const random = randomFrom(k + 1);
  const articles = texts.filter((t) => t.type === 'article' || t.type === 'documentation');
  for (let round = 0; round < ROUNDS; round++) {
    for (const main of texts) {
      if (main.type === 'article' || round % 3 === 0)
        addSample(makeSample(main, articles, labels, random), k);
    }
  }
});
const extra = fold === undefined ? [] : ['--fold', fold];
for (const [rows, name, rounds] of [
  [ends, 'stories-end', '160'],
  [starts, 'stories-start', '100'],
] as [RowFile, string, string][]) {
  rows.close();
  execFileSync(
    'python3',
    [
      join(packageRoot, 'training/trees.py'),
      join(cache, name),
      join(out, `${name}.json`),
      '--rounds',
      rounds,
      '--trained',
      trained,
      ...extra,
    ],
    { stdio: 'inherit' },
  );
}

function addSample(sample: Sample, k: number): void {
  const document = lay(sample.text);
  const units = readUnits(document, marks, rarity);
  const at = (offset: number) => firstUnit(document, units, offset);
  const first = at(sample.mainEnd);
  const rows = endFeatures(units);
  const width = END_FEATURES.length;
  for (let u = 1; u < units.units.length; u++) {
    ends.add(rows.subarray(u * width, (u + 1) * width), u === first ? 1 : 0, 1, k);
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

function hashesOf(text: string): Set<number> {
  const hashes = new Set<number>();
  eachWord(text, (hash) => hashes.add(hash));
  return hashes;
}
