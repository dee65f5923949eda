/**
 * Makes the weights of deboilerplate from WCXB: `train-lines.js WCXB/dev [OUT]`.
 *
 * Lays out each page in several ways, labels its lines by aligning them with the annotated main content, mixes pages, and
 * trains three models, each on what the ones before say of pages that they did not see: hashed words, trees over lines, trees
 * over lines and the opinions around them. Also writes the models that did not see a fold to `.cache/folds/K`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { LINE_FEATURES } from '../stages/deboilerplate/features.js';
import { readLexicon } from '../stages/deboilerplate/lexicon.js';
import { readFeatures, readLines } from '../stages/deboilerplate/lines.js';
import { secondRows } from '../stages/deboilerplate/model.js';
import { SECOND_FEATURES } from '../stages/deboilerplate/second.js';
import { findBuckets, MOST_BUCKETS, readWordScorer } from '../stages/deboilerplate/word-score.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { readTrees } from '../text/trees.js';
import { documentOfSample, LAYOUTS, type Layout, type LineSample, lineSamples } from './line-samples.js';
import { mixedSamples } from './mixed-pages.js';
import { openRows } from './rows.js';
import { FOLDS } from './wcxb.js';

/** Lines of a page that are learnt from, about; of longer pages a sample, each line counting for more. */
const LINES_A_PAGE = 80;
/**
 * Shallow trees that see a fifth of the features each: the models vary less from training to training than with fewer or deeper
 * ones, which shows on pages of kinds and languages that are not trained on. The second model sees little and is kept small.
 */
const FIRST = {
  rounds: '240',
  parameters: ['learning_rate=0.1', 'num_leaves=63', 'feature_fraction=0.2', 'min_data_in_leaf=300'],
};
const SECOND = {
  rounds: '108',
  parameters: ['learning_rate=0.08', 'num_leaves=31', 'feature_fraction=0.4', 'min_data_in_leaf=1200'],
};
/** Layouts that pages are mixed in. */
const MIXED: readonly Layout[] = ['blocks', 'lines', 'glued', 'nodes'];
/** Layouts whose words teach nothing: enciphered ones, and those that other layouts have. */
const RETOLD: readonly Layout[] = ['foreign', 'mixed'];
const PARAMETERS = ['max_depth=7', 'max_bin=63'];
const TRAINED = 'WCXB dev (Murrough Foley 2026, CC-BY-4.0), pages laid out in several ways';

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-lines WCXB_DEV_FOLDER [OUT]');
const cache = join(packageRoot, '.cache');
const folds = join(cache, 'folds');
mkdirSync(out, { recursive: true });

const resources = openResources();
const lexicon = readLexicon(resources);
const split = await splitHeadings.create(splitHeadings.options.parse({}), resources);
const headings = z.object({ labels: z.record(z.string(), z.array(z.string())) });
const { labels } = headings.parse(resources.lexicon('segment-stories'));
const samples = [...lineSamples(wcxb, LAYOUTS, split, Object.values(labels).flat())];
samples.push(...mixedSamples(samples.filter(({ layout }) => MIXED.includes(layout))));
log(`${samples.length} samples`);

const words = openRows(join(cache, 'line-words'), []);
const buckets: number[] = [];
const bucketStart = [0];
const found = new Int32Array(MOST_BUCKETS);
for (const sample of samples) {
  const { lines } = readLines(documentOfSample(sample), lexicon);
  const weigh = weigher(sample);
  for (let line = 0; line < lines.count; line++) {
    const weight = weigh(line);
    if (weight === 0 || RETOLD.includes(sample.layout)) continue;
    const n = findBuckets(lines, line, found);
    for (let b = 0; b < n; b++) buckets.push(found[b]!);
    bucketStart.push(buckets.length);
    words.add(new Float32Array(0), sample.shares[line]!, weight, sample.fold);
  }
}
words.close();
writeFileSync(join(cache, 'line-words/buckets.i32'), bytesOf(Int32Array.from(buckets)));
writeFileSync(join(cache, 'line-words/bucket-start.i32'), bytesOf(Int32Array.from(bucketStart)));
run('words.py', ['line-words', 'line-words.json']);
const scorers = perFold((folder) => readWordScorer(readFileSync(join(folder, 'line-words.json'))));

const first = openRows(join(cache, 'line-first'), LINE_FEATURES);
for (const sample of samples) {
  const reading = readLines(documentOfSample(sample), lexicon);
  addRows(sample, first, LINE_FEATURES.length, (article) => ({
    rows: readFeatures(reading, scorers[sample.fold]!(reading.lines), article),
    lines: [...sample.shares.keys()],
  }));
}
first.close();
run('trees.py', ['line-first', 'line-first.json', ...settings(FIRST)]);
const trees = perFold((folder) => readTrees(readFileSync(join(folder, 'line-first.json'))));

const second = openRows(join(cache, 'line-second'), SECOND_FEATURES);
for (const sample of samples) {
  const reading = readLines(documentOfSample(sample), lexicon);
  addRows(sample, second, SECOND_FEATURES.length, (article) =>
    secondRows(reading, scorers[sample.fold]!, trees[sample.fold]!, article),
  );
}
second.close();
run('trees.py', ['line-second', 'line-second.json', ...settings(SECOND)]);

/** Adds a sample's lines; articles are learnt as such half of the time. */
function addRows(
  sample: LineSample,
  rows: ReturnType<typeof openRows>,
  width: number,
  read: (article: boolean) => { rows: Float32Array; lines: readonly number[] },
): void {
  const article = sample.type === 'article' && sample.source.length % 2 === 0;
  const matrix = read(article);
  const weigh = weigher(sample);
  matrix.lines.forEach((line, k) => {
    const weight = weigh(line);
    const row = matrix.rows.subarray(k * width, (k + 1) * width);
    if (weight > 0) rows.add(row, sample.shares[line]!, weight, sample.fold);
  });
}

/** The weight of each line of a sample, 0 for those left out: by the root of its words, all pages alike. */
function weigher({ words: lineWords, spans }: LineSample): (line: number) => number {
  const share = Math.min(1, LINES_A_PAGE / lineWords.length);
  const total = lineWords.reduce((sum, n) => sum + Math.sqrt(n + 1), 0);
  return (line) => {
    const chance = ((Math.imul(spans[2 * line]! + 1, 0x9e3779b1) >>> 8) & 0xffff) / 0x10000;
    return chance < share ? ((100 / share) * Math.sqrt(lineWords[line]! + 1)) / total : 0;
  };
}

function perFold<T>(read: (folder: string) => T): T[] {
  return Array.from({ length: FOLDS }, (_, fold) => read(join(folds, String(fold))));
}

function settings({ rounds, parameters }: { rounds: string; parameters: readonly string[] }): string[] {
  return ['--rounds', rounds, ...[...parameters, ...PARAMETERS].flatMap((setting) => ['--set', setting])];
}

function run(script: string, [data, model, ...more]: string[]): void {
  log(script);
  execFileSync(
    'python3',
    [
      join(packageRoot, 'training', script),
      join(cache, data!),
      join(out, model!),
      '--folds',
      folds,
      '--trained',
      TRAINED,
      ...more,
    ],
    { stdio: 'inherit' },
  );
}

function bytesOf(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer);
}

function log(message: string): void {
  process.stderr.write(`${message}\n`);
}
