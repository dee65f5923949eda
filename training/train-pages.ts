/**
 * Makes the weights that tell articles from other pages, from WCXB: `train-pages.js WCXB/dev [OUT]`, behind
 * `train-lines.js`, whose models of the folds say what the lines of each page are.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { readLexicon } from '../stages/deboilerplate/lexicon.js';
import { readLines, wordCounts } from '../stages/deboilerplate/lines.js';
import { readLineModel } from '../stages/deboilerplate/model.js';
import { PAGE_FEATURES, pageFeatures } from '../stages/deboilerplate/page-type.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { documentOfSample, type LineSample, lineSamples } from './line-samples.js';
import { randomFrom } from './random.js';
import { openRows } from './rows.js';
import { shortPage } from './short-pages.js';
import { FOLDS } from './wcxb.js';

const SETTINGS = ['learning_rate=0.05', 'num_leaves=16', 'min_data_in_leaf=60', 'feature_fraction=0.4'];
const ROUNDS = '150';

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-pages WCXB_DEV_FOLDER [OUT]');
const folds = join(packageRoot, '.cache/folds');
const data = join(packageRoot, '.cache/page-type');

const shipped = openResources();
const lexicon = readLexicon(shipped);
const split = await splitHeadings.create(splitHeadings.options.parse({}), shipped);
const models = Array.from({ length: FOLDS }, (_, fold) => {
  const own = openResources(join(folds, String(fold)));
  return readLineModel({ ...shipped, model: (name) => own.model(name) ?? shipped.model(name) });
});

const rows = openRows(data, PAGE_FEATURES);
let page = 0;
for (const sample of lineSamples(wcxb, ['blocks', 'lines', 'glued', 'nodes', 'foreign'], split, [])) {
  addRow(sample);
  const short = shortPage(sample, randomFrom(++page));
  if (short) addRow(short);
}
rows.close();
execFileSync(
  'python3',
  [
    join(packageRoot, 'training/trees.py'),
    data,
    join(out, 'page-type.json'),
    '--folds',
    folds,
    '--rounds',
    ROUNDS,
    '--trained',
    'WCXB dev (Murrough Foley 2026, CC-BY-4.0), pages laid out in several ways',
    ...SETTINGS.flatMap((setting) => ['--set', setting]),
  ],
  { stdio: 'inherit' },
);

function addRow(sample: LineSample): void {
  const reading = readLines(documentOfSample(sample), lexicon);
  const content = models[sample.fold]!.judge(reading, false);
  const features = pageFeatures(reading, content, wordCounts(reading));
  rows.add(features, Number(sample.type === 'article'), 1, sample.fold);
}
