/**
 * Dumps what the line models see of every WCXB page in several layouts, and what they should say:
 * `line-rows.js WCXB/dev OUT [LAYOUT...]`. One folder a layout, as `trees.py` reads it, and beside that
 * `page.i32` (the page of each row), `words.f32` (words of each row), `gold.f32` (words of each page's main content).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';
import { openResources } from '../pipeline/resources.js';
import { LINE_FEATURES } from '../stages/deboilerplate/features.js';
import { readLexicon } from '../stages/deboilerplate/lexicon.js';
import { readFeatures, readLines } from '../stages/deboilerplate/lines.js';
import { findBuckets, MOST_BUCKETS } from '../stages/deboilerplate/word-score.js';
import { splitHeadings } from '../stages/split-headings/index.js';
import { align, wordsOf } from './align.js';
import { FLATTENERS, type Flattener, flatten } from './flatten.js';
import { readPage } from './page.js';
import { openRows } from './rows.js';
import { foldOf, readWcxb } from './wcxb.js';

const [wcxb, out, ...chosen] = process.argv.slice(2);
if (!wcxb || !out) throw new Error('usage: line-rows WCXB_DEV_FOLDER OUT [LAYOUT...]');

const resources = openResources();
const lexicon = readLexicon(resources);
const split = await splitHeadings.create(splitHeadings.options.parse({}), resources);

const buckets = new Int32Array(MOST_BUCKETS);
const layouts = (chosen.length > 0 ? chosen : [...FLATTENERS]).map((name) => ({
  name: name as Flattener,
  rows: openRows(join(out, name), LINE_FEATURES),
  pages: [] as number[],
  words: [] as number[],
  gold: [] as number[],
  buckets: [] as number[],
  bucketStart: [0] as number[],
}));

for (const { html, gold, url, type } of readWcxb(wcxb)) {
  if (gold === '') continue;
  const page = readPage(html);
  const title = /<title[^>]*>([^<]*)</i.exec(html)?.[1]?.trim() ?? null;
  const goldWords = wordsOf(gold);
  for (const layout of layouts) {
    const text = flatten(page, title, layout.name);
    let document = asDocument(text);
    if (layout.name === 'glued') document = split(document);
    const reading = readLines(document, lexicon);
    const lineWords = Array.from(reading.blocks, (b) => wordsOf(document.blocks[b]!.text));
    const matched = align(lineWords.flat(), goldWords);
    let at = 0;
    const total = lineWords.reduce((sum, w) => sum + Math.sqrt(w.length + 1), 0);
    const features = readFeatures(reading, false);
    lineWords.forEach((words, line) => {
      let hits = 0;
      for (let w = 0; w < words.length; w++) hits += matched[at++]!;
      const share = words.length === 0 ? 0 : hits / words.length;
      const row = features.subarray(line * LINE_FEATURES.length, (line + 1) * LINE_FEATURES.length);
      layout.rows.add(row, share, (Math.sqrt(words.length + 1) / total) * 100, foldOf(url));
      layout.pages.push(layout.gold.length * 10 + (type === 'article' ? 1 : 0));
      layout.words.push(words.length);
      const n = findBuckets(reading.lines, line, buckets);
      for (let b = 0; b < n; b++) layout.buckets.push(buckets[b]!);
      layout.bucketStart.push(layout.buckets.length);
    });
    layout.gold.push(goldWords.length);
  }
}
for (const { name, rows, pages, words, gold, buckets, bucketStart } of layouts) {
  rows.close();
  writeFileSync(join(out, name, 'buckets.i32'), new Uint8Array(Int32Array.from(buckets).buffer));
  writeFileSync(join(out, name, 'bucket-start.i32'), new Uint8Array(Int32Array.from(bucketStart).buffer));
  writeFileSync(join(out, name, 'page.i32'), new Uint8Array(Int32Array.from(pages).buffer));
  writeFileSync(join(out, name, 'words.f32'), new Uint8Array(Float32Array.from(words).buffer));
  writeFileSync(join(out, name, 'gold.f32'), new Uint8Array(Float32Array.from(gold).buffer));
}

function asDocument(source: string): Document {
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
  return { origin, source, blocks: layOutLines(source), stories: [], metadata: NO_METADATA };
}
