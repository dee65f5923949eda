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
import { CHOICE_FEATURES, choiceFeatures } from '../stages/segment-stories/choice.js';
import { END_FEATURES, type Gaps, GLANCE_FEATURES, readGaps } from '../stages/segment-stories/end.js';
import { glanceEnds, likelyEnds, withFirstRounds } from '../stages/segment-stories/judge.js';
import { languageModel } from '../stages/segment-stories/language-model.js';
import { readMarks } from '../stages/segment-stories/marks.js';
import { readOpenings } from '../stages/segment-stories/openings.js';
import { countRarity, readRarity } from '../stages/segment-stories/rarity.js';
import { START_FEATURES, walkStarts } from '../stages/segment-stories/starts.js';
import { type Knowledge, readUnits, type Units } from '../stages/segment-stories/units.js';
import { readTrees, type Trees } from '../text/trees.js';
import { documentOf } from './documents.js';
import { type Random, randomFrom } from './random.js';
import { openRows } from './rows.js';
import { makeSample, type Sample } from './stories.js';
import { storyCards } from './story-cards.js';
import { writeOpenings } from './story-openings.js';
import { lastOwnBlock, openPages } from './story-pages.js';
import { summaryIn } from './story-summary.js';
import type { Text } from './story-text.js';
import { FOLDS, foldOf, readWcxb } from './wcxb.js';

/** Samples made of each page; of one that is no article, in every third round. */
const ROUNDS = 26;
/** The same for the judge that glances, which asks for less. */
const GLANCE_ROUNDS = 6;
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
const cardsByFold = byFold.map(() => new Map<Text, readonly string[]>());
const through = await openPages(folds);
const realPages: { document: Document; lastOwn: number; fold: number }[] = [];
for (const page of readWcxb(wcxb)) {
  const { gold, title, type, url } = page;
  if (gold.length < 200) continue;
  const fold = foldOf(url);
  const summary = summaryIn(page.html);
  const text: Text = { gold, title, type, ...(summary === null ? {} : { summary }) };
  byFold[fold]!.push(text);
  const behind = storyCards(page);
  if (behind.length > 0) cardsByFold[fold]!.set(text, behind);
  const document = through(page, fold);
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

writeOpenings(join(cache, 'stories-openings'), byFold);
run('words.py', 'stories-openings');
/** For each fold, what documents of its pages are measured with: nothing that was learnt from them. */
const knowledge = byFold.map((_, k): Knowledge => {
  const openings = readOpenings(readFileSync(join(folds, String(k), 'stories-openings.json')));
  return { marks, rarity, openings, profile: null };
});

const glances = openRows(join(cache, 'stories-glance'), GLANCE_FEATURES);
eachSample(GLANCE_ROUNDS, (sample, k, random) => {
  const { units, at } = measure(sample, k);
  const first = at(sample.mainEnd);
  const gaps = readGaps(units, model);
  for (let u = 1; u < units.units.length; u++) {
    const near = Math.abs(u - first) <= NEAR;
    if (!near && random() > FAR_SHARE) continue;
    glances.add(gaps.glance(u), u === first ? 1 : 0, near ? 1 : 1 / FAR_SHARE, k);
  }
});
eachRealPage((gaps, own, k) => {
  for (const u of own) glances.add(gaps.glance(u), 0, REAL_WEIGHT, k);
});
glances.close();
train('stories-glance', { rounds: 40, learning_rate: 0.2, num_leaves: 16, min_data_in_leaf: 150 });

// Each judge learns from what the ones before it, which did not see the page, leave to it.
const glanceTrees = foldTrees('stories-glance');
const ends = openRows(join(cache, 'stories-end'), END_FEATURES);
const starts = openRows(join(cache, 'stories-start'), START_FEATURES);
eachSample(ROUNDS, (sample, k) => {
  const { units, at } = measure(sample, k);
  const first = at(sample.mainEnd);
  const gaps = readGaps(units, model);
  for (const u of withFirstRounds(gaps, glanceEnds(gaps, glanceTrees[k]!).best))
    ends.add(gaps.row(u), u === first ? 1 : 0, 1, k);
  if (first < units.units.length) addStarts(units, first, new Set(sample.stories.map((s) => at(s.start))), k);
});
eachRealPage((gaps, own, k) => {
  for (const u of withFirstRounds(gaps, glanceEnds(gaps, glanceTrees[k]!).best)) {
    if (own.includes(u)) ends.add(gaps.row(u), 0, REAL_WEIGHT, k);
  }
});
ends.close();
starts.close();
train('stories-end', { rounds: 400, learning_rate: 0.12, num_leaves: 31, min_data_in_leaf: 100 });
train('stories-start', { rounds: 150, learning_rate: 0.16, num_leaves: 31, min_data_in_leaf: 100 });

const endTrees = foldTrees('stories-end');
const choices = openRows(join(cache, 'stories-choice'), CHOICE_FEATURES);
eachSample(ROUNDS, (sample, k) => {
  const { units, at } = measure(sample, k);
  const first = at(sample.mainEnd);
  addChoices(readGaps(units, model), k, (u) => (u === first ? 1 : 0), 1);
});
eachRealPage((gaps, own, k) => addChoices(gaps, k, (u) => (own.includes(u) ? 0 : null), REAL_WEIGHT));
choices.close();
train('stories-choice', { rounds: 150, learning_rate: 0.06, num_leaves: 12, min_data_in_leaf: 100 });

/** Adds the candidates of a text; those without a label are left out. */
function addChoices(gaps: Gaps, k: number, labelOf: (unit: number) => 0 | 1 | null, weight: number) {
  const { margins, candidates } = likelyEnds(gaps, glanceTrees[k]!, endTrees[k]!);
  choiceFeatures(gaps, margins, candidates).forEach((row, i) => {
    const label = labelOf(candidates[i]!);
    if (label !== null) choices.add(row, label, weight, k);
  });
}

/** Trees for the pages of each fold, which they did not see. */
function foldTrees(name: string): Trees[] {
  return byFold.map((_, k) => readTrees(readFileSync(join(folds, String(k), `${name}.json`))));
}

/** Real pages: their gaps, and the units before which the page's own story surely goes on. */
function eachRealPage(use: (gaps: Gaps, own: readonly number[], fold: number) => void): void {
  for (const { document, lastOwn, fold } of realPages) {
    const units = readUnits(document, knowledge[fold]!);
    const own = units.units.flatMap(({ block }, u) => (u > 0 && block <= lastOwn ? [u] : []));
    if (own.length > 0) use(readGaps(units, model), own, fold);
  }
}

/** Makes the same samples each time it is called. */
function eachSample(rounds: number, use: (sample: Sample, fold: number, random: Random) => void): void {
  let page = 0;
  byFold.forEach((texts, k) => {
    const random = randomFrom(k + 1);
    const others = randomFrom(k + 101);
    const articles = texts.filter((t) => t.type === 'article' || t.type === 'documentation');
    const sources = { others: articles, labels, cards: cardsByFold[k]!, codas: texts };
    for (let round = 0; round < rounds; round++) {
      for (const main of texts) {
        if (main.type !== 'article' && round % 3 > 0) continue;
        use(makeSample(main, sources, random, ++page), k, others);
      }
    }
  });
}

/** The units of a sample, and which of them is the first at or behind an offset. */
function measure({ text }: Sample, k: number): { units: Units; at: (offset: number) => number } {
  const document = documentOf(text);
  const units = readUnits(document, knowledge[k]!);
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

/** Trains trees on the rows in the folder of their name. */
function train(name: string, parameters: { rounds: number } & Record<string, number>): void {
  const { rounds, ...others } = { ...parameters, lambda_l2: 20, feature_fraction: 0.3, max_bin: 63 };
  const sets = Object.entries(others).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  run('trees.py', name, ['--rounds', String(rounds), ...sets]);
}

function run(script: string, name: string, options: readonly string[] = []): void {
  const files = [join(cache, name), join(out, `${name}.json`)];
  execFileSync(
    'python3',
    [join(packageRoot, 'training', script), ...files, '--trained', trained, '--folds', folds, ...options],
    { stdio: 'inherit' },
  );
}
