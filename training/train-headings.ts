/**
 * Makes the weights of the heading judge from WCXB: `train-headings.js WCXB/dev [OUT [FOLD]]`.
 *
 * Splits the pages' flat and glued texts with the boundary judge in OUT, keeps the lines that stand in the annotated
 * main content, and has `trees.py` learn which of them the page sets as h1 to h6.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { eachHeadingRow, HEADING_FEATURES } from '../stages/split-headings/heading-features.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { LONGEST_HEADING } from '../stages/split-headings/lines.js';
import { readModel } from '../stages/split-headings/models.js';
import { WordTable } from '../stages/split-headings/words.js';
import { layOut } from './layout.js';
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
const table = WordTable.read(readModel(resources, 'glue-words.json'));
const data = join(packageRoot, '.cache/headings');
const rows = openRows(data, HEADING_FEATURES);

for (const { id, type, url, html, gold } of readWcxb(wcxb)) {
  if (type !== 'article' && Number(id) % 2 === 1) continue;
  const page = readPage(html);
  const headings = headingsOf(page);
  const main = ` ${words(gold)} `;
  for (const separator of ['newline', 'as-is'] as const) {
    const { source, blocks } = split(lay(layOut(page, separator).text));
    const kept = blocks.filter((block) => main.includes(` ${words(block.text)} `));
    eachHeadingRow(source, kept, table, (row, index) => {
      const { text } = kept[index]!;
      if (text.length > LONGEST_HEADING) return;
      rows.add(row, headings.has(words(text)) ? 1 : 0, type === 'article' ? 1 : 0.3, foldOf(url));
    });
  }
}
rows.close();
execFileSync(
  'python3',
  [
    join(packageRoot, 'training/trees.py'),
    data,
    join(out, 'headings.json'),
    ...['--rounds', '150', '--trained', trained, '--margins', join(data, 'margins.f32')],
    ...(fold === undefined ? [] : ['--fold', fold]),
  ],
  { stdio: 'inherit' },
);

/** The words of the page's h1 to h6. */
function headingsOf({ tokens, elements }: Page): Set<string> {
  const found = new Set<string>();
  for (const { tag, from, to } of elements) {
    if (!/^h[1-6]$/.test(tag)) continue;
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
