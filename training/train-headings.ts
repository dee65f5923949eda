/**
 * Makes the weights of the judges of headings and list items from WCXB: `train-headings.js WCXB/dev [OUT]`.
 *
 * Cleans the pages' flat and glued texts with the models that did not see them (`train-glue.js` and `train-lines.js` leave
 * those in `.cache/folds`), and has `trees.py` learn which of the lines that are kept stand in the annotated main content
 * and are set as h1 to h6, or as li. The models of the folds go to `.cache/folds`, too.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../pipeline/document.js';
import { packageRoot } from '../pipeline/resources.js';
import { deboilerplate } from '../stages/deboilerplate/index.js';
import { readKnowledge } from '../stages/name-blocks/lexicon.js';
import { LINE_FEATURES, readLines } from '../stages/name-blocks/line-features.js';
import { LONGEST_LINE } from '../stages/name-blocks/lines.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { encipher } from './cipher.js';
import { documentOf } from './documents.js';
import { flatten } from './flatten.js';
import { foldResources } from './fold-resources.js';
import { findHeadings, keyOf, placeHeadings } from './headings.js';
import { type Page, readPage } from './page.js';
import { openRows } from './rows.js';
import { FOLDS, foldOf, readWcxb } from './wcxb.js';

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-headings WCXB_DEV_FOLDER [OUT]');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), lines of the main contents and the headings among them';

const cache = join(packageRoot, '.cache');
const folds = join(cache, 'folds');
const judges = await Promise.all(
  Array.from({ length: FOLDS }, async (_, fold) => {
    const resources = foldResources(join(folds, `${fold}`));
    const split = await splitHeadings.create(splitHeadings.options.parse({}), resources);
    const drop = await deboilerplate.create(deboilerplate.options.parse({}), resources);
    return { clean: (document: Document) => drop(split(document)), knowledge: readKnowledge(resources) };
  }),
);
/**
 * As scrapers leave pages; once in a language that nobody knows, lest the judges lean on words alone; the main content
 * alone, and a short part of it, since clean and short texts have other means than pages.
 */
const STATES = ['blocks', 'glued', 'lines', 'foreign', 'clean', 'excerpt'] as const;
/** What stands between the blocks of a clean text. */
const SEPARATORS = ['\n\n', '\n', ''];
/** Blocks of an excerpt: so many, and up to as many more. */
const EXCERPT = 6;

const headingRows = openRows(join(cache, 'headings'), LINE_FEATURES);
const itemRows = openRows(join(cache, 'list-items'), LINE_FEATURES);
addRows();
headingRows.close();
itemRows.close();
train('list-items', ['--rounds', '100', '--set', 'num_leaves=24', '--set', 'feature_fraction=0.4']);
train('headings', [
  ...['--rounds', '300', '--set', 'learning_rate=0.04', '--set', 'num_leaves=31'],
  ...['--set', 'feature_fraction=0.25', '--set', 'min_data_in_leaf=80'],
]);

/** Adds the lines that a judge could tell. */
function addRows(): void {
  for (const { id, type, url, html, gold, title } of readWcxb(wcxb!)) {
    const number = Number(id);
    const page = readPage(html);
    const fold = foldOf(url);
    const { clean, knowledge } = judges[fold]!;
    const textIn = (state: (typeof STATES)[number]): string => {
      if (state === 'clean') return cleanText(title, gold, number, 0, Infinity);
      if (state === 'excerpt')
        return cleanText(title, gold, number + 1, number % 40, EXCERPT + (number % EXCERPT));
      return flatten(page, title, state === 'foreign' ? 'blocks' : state);
    };
    for (const state of STATES) {
      if (state === 'lines' && (type !== 'article' || number % 2 === 1)) continue;
      if (state === 'foreign' && number % 4 !== 1) continue;
      const translate = state === 'foreign' ? (t: string) => encipher(t, number) : (t: string) => t;
      const items = itemsOf(page, translate);
      const mainLines = new Set(translate(gold).split('\n').map(keyOf));
      const main = ` ${keyOf(translate(gold))} `;
      const weight = type === 'article' ? 1 : 0.3;
      const document = clean(documentOf(translate(textIn(state))));
      const headings = findHeadings(
        document.blocks.map((block) => block.text),
        placeHeadings(page, translate),
      );
      const { lines, numbers, row: rowOf } = readLines(document, knowledge);
      lines.forEach((line, i) => {
        if (line.text.length > LONGEST_LINE) return;
        const row = rowOf(i);
        const key = keyOf(line.text);
        const isMain = main.includes(` ${key} `);
        const isHeading = headings[numbers[i]!]! && mainLines.has(key);
        headingRows.add(row, Number(isHeading), weight, fold);
        itemRows.add(row, Number(isMain && !isHeading && items.has(key)), weight, fold);
      });
    }
  }
}

/** The title and some blocks of the main content, with one of the separators between. */
function cleanText(
  title: string | null,
  gold: string,
  separator: number,
  from: number,
  count: number,
): string {
  const blocks = gold.split(/\s*\n\s*/).filter((block) => block !== '');
  const start = Math.min(from, Math.max(0, blocks.length - count));
  return [title ?? '', ...blocks.slice(start, start + count)].join(SEPARATORS[separator % SEPARATORS.length]);
}

function train(name: string, parameters: readonly string[]): void {
  const data = join(cache, name);
  const script = join(packageRoot, 'training/trees.py');
  const more = ['--margins', join(data, 'margins.f32'), '--folds', folds, '--trained', trained];
  execFileSync('python3', [script, data, join(out, `${name}.json`), ...parameters, ...more], {
    stdio: 'inherit',
  });
}

/** The words of each of the page's list items. */
function itemsOf({ tokens, elements }: Page, translate: (text: string) => string): Set<string> {
  const found = new Set<string>();
  for (const { tag, from, to } of elements) {
    if (tag !== 'li') continue;
    const text = tokens.slice(from, to).map((token) => (token.type === 'text' ? token.text : ''));
    found.add(keyOf(translate(text.join(''))));
  }
  found.delete('');
  return found;
}
