/**
 * Makes the weights of the judges of headings and list items from WCXB: `train-headings.js WCXB/dev [OUT [FOLD]]`.
 *
 * Splits the pages' flat and glued texts with the boundary judge in OUT, keeps the lines that stand in the annotated
 * main content, and has `trees.py` learn which of them the page sets as h1 to h6, and which as li.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { LINE_FEATURES, lineRows } from '../stages/split-headings/line-features.js';
import { LONGEST_LINE } from '../stages/split-headings/lines.js';
import { openWordTable } from '../stages/split-headings/models.js';
import { encipher } from './cipher.js';
import { documentOf } from './documents.js';
import { flatten } from './flatten.js';
import { type Page, readPage } from './page.js';
import { openRows } from './rows.js';
import { foldOf, readWcxb } from './wcxb.js';

const [wcxb, out = join(packageRoot, 'config/models'), fold] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-headings WCXB_DEV_FOLDER [OUT [FOLD]]');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), lines of the main contents and the headings among them';

const resources = openResources(out);
const split = await splitHeadings.create(splitHeadings.options.parse({}), resources);
const table = openWordTable(resources);
const cache = join(packageRoot, '.cache');
const headingRows = openRows(join(cache, 'headings'), LINE_FEATURES);
const itemRows = openRows(join(cache, 'list-items'), LINE_FEATURES);
/** As scrapers leave pages, and once in a language that nobody knows, lest the judges lean on words alone. */
const STATES = ['blocks', 'glued', 'lines', 'foreign'] as const;
for (const { id, type, url, html, gold, title } of readWcxb(wcxb)) {
  if (heldOut(url)) continue;
  if (type !== 'article' && Number(id) % 3 !== 0) continue;
  const page = readPage(html);
  const number = Number(id);
  for (const state of STATES) {
    if ((state === 'lines' && number % 2 === 1) || (state === 'foreign' && number % 4 !== 1)) continue;
    const translate = state === 'foreign' ? (t: string) => encipher(t, number) : (t: string) => t;
    const headings = textsOf(page, /^h[1-6]$/, translate);
    const items = textsOf(page, /^li$/, translate);
    const main = ` ${words(translate(gold))} `;
    const flattened = flatten(page, title, state === 'foreign' ? 'blocks' : state);
    const { source, blocks } = split(documentOf(translate(flattened)));
    const kept = blocks.filter((block) => main.includes(` ${words(block.text)} `));
    const rows = lineRows(source, kept, table);
    const weight = type === 'article' ? 1 : 0.3;
    kept.forEach(({ text }, i) => {
      if (text.length > LONGEST_LINE) return;
      const row = rows.subarray(i * LINE_FEATURES.length, (i + 1) * LINE_FEATURES.length);
      const key = words(text);
      const isHeading = headings.has(key);
      headingRows.add(row, isHeading ? 1 : 0, weight, foldOf(url));
      itemRows.add(row, items.has(key) && !isHeading ? 1 : 0, weight, foldOf(url));
    });
  }
}
headingRows.close();
itemRows.close();
train('headings', 80);
train('list-items', 100);

/** Whether a page is kept from training, for honest figures. */
function heldOut(url: string): boolean {
  return fold !== undefined && foldOf(url) === Number(fold);
}

function train(name: string, rounds: number): void {
  const data = join(cache, name);
  const script = join(packageRoot, 'training/trees.py');
  const parameters = ['--rounds', `${rounds}`, '--set', 'num_leaves=24', '--set', 'feature_fraction=0.4'];
  execFileSync('python3', [script, data, join(out, `${name}.json`), ...parameters, '--trained', trained], {
    stdio: 'inherit',
  });
}

/** The words of each of the page's elements with such a tag. */
function textsOf({ tokens, elements }: Page, tags: RegExp, translate: (text: string) => string): Set<string> {
  const found = new Set<string>();
  for (const { tag, from, to } of elements) {
    if (!tags.test(tag)) continue;
    const text = tokens.slice(from, to).map((token) => (token.type === 'text' ? token.text : ''));
    found.add(words(translate(text.join(''))));
  }
  found.delete('');
  return found;
}

/** What counts of a text when two are compared: its words. */
function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ');
}
