/**
 * Makes the weights of the judges of headings and list items from WCXB: `train-headings.js WCXB/dev [OUT [FOLD]]`.
 *
 * Splits the pages' flat and glued texts with the boundary judge in OUT, keeps the lines that stand in the annotated
 * main content, and has `trees.py` learn which of them the page sets as h1 to h6, and which as li.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { HEADING_FEATURES, headingRows } from '../stages/split-headings/heading-opinions.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { LINE_FEATURES, lineRows } from '../stages/split-headings/line-features.js';
import { LONGEST_LINE, NEVER } from '../stages/split-headings/lines.js';
import { openWordTable } from '../stages/split-headings/models.js';
import { flatten } from './flatten.js';
import { type Page, readPage } from './page.js';
import { openRows } from './rows.js';
import { foldOf, readWcxb } from './wcxb.js';

const [wcxb, out = join(packageRoot, 'config/models'), fold] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-headings WCXB_DEV_FOLDER [OUT [FOLD]]');
mkdirSync(out, { recursive: true });
const trained =
  'WCXB dev (Murrough Foley 2026, CC-BY-4.0), lines of the main contents and the headings among them';

/** The short lines of one text that are in the main content. */
interface LineText {
  readonly rows: Float32Array;
  readonly labels: readonly ('heading' | 'item' | 'other' | 'long')[];
  readonly weight: number;
  readonly fold: number;
}

const resources = openResources(out);
const split = await splitHeadings.create(splitHeadings.options.parse({}), resources);
const table = openWordTable(resources);
const cache = join(packageRoot, '.cache');
const firstRows = openRows(join(cache, 'headings-first'), LINE_FEATURES);
const itemRows = openRows(join(cache, 'list-items'), LINE_FEATURES);
const texts: LineText[] = [];
for (const { id, type, url, html, gold, title } of readWcxb(wcxb)) {
  if (heldOut(url)) continue;
  if (type !== 'article' && Number(id) % 3 !== 0) continue;
  const page = readPage(html);
  const headings = textsOf(page, /^h[1-6]$/);
  const items = textsOf(page, /^li$/);
  const main = ` ${words(gold)} `;
  for (const flattener of [
    'blocks',
    'glued',
    ...(Number(id) % 2 === 0 ? (['lines'] as const) : []),
  ] as const) {
    const { source, blocks } = split(lay(flatten(page, title, flattener)));
    const kept = blocks.filter((block) => main.includes(` ${words(block.text)} `));
    const text: LineText = {
      rows: lineRows(source, kept, table),
      labels: kept.map((block) => {
        const key = words(block.text);
        if (block.text.length > LONGEST_LINE) return 'long';
        return headings.has(key) ? 'heading' : items.has(key) ? 'item' : 'other';
      }),
      weight: type === 'article' ? 1 : 0.3,
      fold: foldOf(url),
    };
    texts.push(text);
    eachShort(text, (row, label) => {
      firstRows.add(row, label === 'heading' ? 1 : 0, text.weight, text.fold);
      itemRows.add(row, label === 'item' ? 1 : 0, text.weight, text.fold);
    });
  }
}
firstRows.close();
itemRows.close();
train('headings-first', 80);
train('list-items', 100);

const margins = readFloats(join(cache, 'headings-first/margins.f32'));
const secondRows = openRows(join(cache, 'headings'), HEADING_FEATURES);
let at = 0;
for (const text of texts) {
  const own = Float32Array.from(text.labels, (label) => (label === 'long' ? NEVER : margins[at++]!));
  const rows = headingRows(text.rows, own);
  text.labels.forEach((label, i) => {
    if (label === 'long') return;
    const row = rows.slice(i * HEADING_FEATURES.length, (i + 1) * HEADING_FEATURES.length);
    secondRows.add(row, label === 'heading' ? 1 : 0, text.weight, text.fold);
  });
}
secondRows.close();
train('headings', 140);

/** Whether a page is kept from training, for honest figures. */
function heldOut(url: string): boolean {
  return fold !== undefined && foldOf(url) === Number(fold);
}

function eachShort(text: LineText, visit: (row: Float32Array, label: string) => void): void {
  const width = LINE_FEATURES.length;
  text.labels.forEach((label, i) => {
    if (label !== 'long') visit(text.rows.subarray(i * width, (i + 1) * width), label);
  });
}

function train(name: string, rounds: number): void {
  const data = join(cache, name);
  const script = join(packageRoot, 'training/trees.py');
  const margins = ['--margins', join(data, 'margins.f32')];
  const parameters = ['--rounds', `${rounds}`, '--set', 'num_leaves=24', '--set', 'feature_fraction=0.4'];
  execFileSync(
    'python3',
    [script, data, join(out, `${name}.json`), ...parameters, ...margins, '--trained', trained],
    { stdio: 'inherit' },
  );
}

function readFloats(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The words of each of the page's elements with such a tag. */
function textsOf({ tokens, elements }: Page, tags: RegExp): Set<string> {
  const found = new Set<string>();
  for (const { tag, from, to } of elements) {
    if (!tags.test(tag)) continue;
    const text = tokens.slice(from, to).map((token) => (token.type === 'text' ? token.text : ''));
    found.add(words(text.join('')));
  }
  found.delete('');
  return found;
}

/** What counts of a text when two are compared: its words. */
function words(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(' ');
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
