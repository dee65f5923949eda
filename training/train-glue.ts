/**
 * Makes the weights of the boundary judge from WCXB: `train-glue.js WCXB/dev [OUT]`.
 *
 * Lays out the pages, counts their words, has `trees.py` train the first judge on every candidate, and the second on
 * those that the first, trained on other folds, is not sure of. The models of the folds go to `.cache/folds`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openResources, packageRoot } from '../pipeline/resources.js';
import { FEATURES } from '../stages/split-headings/features.js';
import { SURE } from '../stages/split-headings/judge.js';
import type { Scan } from '../stages/split-headings/knowledge.js';
import { readNames } from '../stages/split-headings/lexicon.js';
import { eachRow, offsetInText, scan } from '../stages/split-headings/scan.js';
import { Opinions, SECOND_FEATURES } from '../stages/split-headings/second.js';
import { SLOT_BYTES, WordTable } from '../text/word-table.js';
import { type GlueText, layOutPages, linesOf } from './glue-pages.js';
import { WordCounts } from './glue-words.js';
import { openRows, readFloats } from './rows.js';
import { FOLDS } from './wcxb.js';

const [wcxb, out = join(packageRoot, 'config/models')] = process.argv.slice(2);
if (!wcxb) throw new Error('usage: train-glue WCXB_DEV_FOLDER [OUT]');
const cache = join(packageRoot, '.cache');
const folds = join(cache, 'folds');
const FIRST = parameters(80, { learning_rate: 0.2, num_leaves: 31, feature_fraction: 0.4 });
const SECOND = parameters(120, { learning_rate: 0.13, num_leaves: 63, feature_fraction: 0.4, max_bin: 63 });
const trained = 'WCXB dev (Murrough Foley 2026, CC-BY-4.0), block boundaries of its pages';

const counts = new WordCounts();
const texts = [...layOutPages(wcxb, counts)];
const names = readNames(openResources().lexicon('split-headings'));
/** The words that a page of a fold is judged by: those of the other folds. */
const tables = Array.from({ length: FOLDS }, (_, fold) => {
  const slots = counts.pack(fold);
  writeWords(join(folds, `${fold}`), slots);
  return WordTable.of(slots);
});
writeWords(out, counts.pack(null));

const NO_WORDS = WordTable.of(new Uint8Array(SLOT_BYTES));

const first = join(cache, 'glue-first');
const firstRows = openRows(first, FEATURES);
eachScan((text, reading, starts) => {
  eachRow(reading, (row, candidate) => {
    firstRows.add(row, ...judge(text, starts, reading, candidate), text.fold);
  });
});
firstRows.close();
train(first, 'glue-first.json', FIRST);

const margins = readFloats(join(first, 'margins.f32'));
const second = join(cache, 'glue-second');
const secondRows = openRows(second, SECOND_FEATURES);
const row = new Float32Array(SECOND_FEATURES.length);
let at = 0;
eachScan((text, reading, starts) => {
  const size = reading.candidates.length;
  const opinions = new Opinions(reading, margins.subarray(at, at + size));
  eachRow(reading, (features, candidate) => {
    if (Math.abs(margins[at + candidate]!) > SURE) return;
    row.set(features);
    opinions.write(row, candidate);
    secondRows.add(row, ...judge(text, starts, reading, candidate), text.fold);
  });
  at += size;
});
secondRows.close();
train(second, 'glue-second.json', SECOND);

/** Label and weight of a candidate of a text whose lines start at `starts`. */
function judge(
  text: GlueText,
  starts: readonly number[],
  reading: Scan,
  candidate: number,
): [label: number, weight: number] {
  const offset = starts[reading.textOf[candidate]!]! + offsetInText(reading, candidate);
  const meeting = text.layout.meetings.get(offset);
  return [meeting === 'block' ? 1 : 0, meeting === 'inline' ? 0 : text.weight];
}

function eachScan(visit: (text: GlueText, reading: Scan, starts: readonly number[]) => void): void {
  for (const text of texts) {
    const lines = linesOf(text.layout.text);
    const reading = scan(
      lines.map((line) => line.text),
      { table: text.foreign ? NO_WORDS : tables[text.fold]!, names },
    );
    if (reading) {
      visit(
        text,
        reading,
        lines.map((line) => line.start),
      );
    }
  }
}

function writeWords(folder: string, slots: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  const words = { format: 'winnow-word-table/1', trained, slots: Buffer.from(slots).toString('base64') };
  writeFileSync(join(folder, 'glue-words.json'), `${JSON.stringify(words)}\n`);
}

function parameters(rounds: number, values: Readonly<Record<string, number>>): readonly string[] {
  return ['--rounds', `${rounds}`, ...Object.entries(values).flatMap(([k, v]) => ['--set', `${k}=${v}`])];
}

function train(data: string, name: string, parameters: readonly string[]): void {
  const script = join(packageRoot, 'training/trees.py');
  const more = ['--margins', join(data, 'margins.f32'), '--folds', folds, '--trained', trained];
  execFileSync('python3', [script, data, join(out, name), ...parameters, ...more], { stdio: 'inherit' });
}
