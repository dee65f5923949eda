/**
 * Compares repair-text and normalize-quotes with ftfy on ftfy's own test cases (tests/test_cases.json of
 * github.com/rspeer/python-ftfy, Robyn Speer 2019, Apache-2.0; the file is not part of this project):
 *
 *     make eval-ftfy FTFY=test_cases.json
 *
 * As ftfy's own tests do, each case is also tried with another layer of mojibake on it. Options are the defaults, which
 * are ftfy's where ftfy has one. A case is negative where its own label or its text says that nothing may be touched.
 * Outer white space does not count, since blocks have none. Prints the counts and every difference; exits with 1 where
 * a negative case differs.
 */
import { readFileSync } from 'node:fs';
import { createBlock, type Document } from '../pipeline/document.js';
import { openResources } from '../pipeline/resources.js';
import type { Transform } from '../pipeline/stage.js';
import { normalizeQuotes } from '../stages/normalize-quotes/index.js';
import { repairText } from '../stages/repair-text/index.js';
import { documentOf } from '../training/documents.js';

interface Case {
  readonly label: string;
  readonly original: string;
  readonly fixed: string;
  readonly expect: 'pass' | 'fail';
}

/** One block of the whole text. */
function caseOf(source: string): Document {
  const block = createBlock(source, { start: 0, end: source.length }, { part: 'article', kind: 'paragraph' });
  return documentOf(source, [block]);
}

async function defaultTransform(): Promise<Transform> {
  const resources = openResources();
  const repair = await repairText.create(repairText.options.parse({}), resources);
  const quotes = await normalizeQuotes.create(normalizeQuotes.options.parse({}), resources);
  return (document) => quotes(repair(document));
}

const path = process.argv[2];
if (!path) {
  process.stderr.write('usage: make eval-ftfy FTFY=FILE (tests/test_cases.json of python-ftfy)\n');
  process.exit(2);
}
const cases: Case[] = JSON.parse(readFileSync(path, 'utf8'));
const transform = await defaultTransform();

const tally = { positive: [0, 0], negative: [0, 0], beyond: [0, 0], layer: [0, 0] };
for (const { label, original, fixed, expect } of cases) {
  const negative = /negative/i.test(label) || fixed === original;
  const row = tally[expect === 'fail' ? 'beyond' : negative ? 'negative' : 'positive'];
  compare(row, `${expect} ${label}`, original, fixed);
  if (expect === 'fail') continue;
  compare(tally.layer, `${label}, another layer`, Buffer.from(original).toString('latin1'), fixed);
}

function compare(row: number[], label: string, original: string, fixed: string): void {
  const got = transform(caseOf(original)).blocks[0]!.text;
  row[1]! += 1;
  if (got.trim() === fixed.trim()) row[0]! += 1;
  else process.stdout.write(`${label}\n  was    ${original}\n  wanted ${fixed}\n  got    ${got}\n`);
}

process.stdout.write(`cases ftfy passes: ${tally.positive.join(' of ')}\n`);
process.stdout.write(`negative cases:    ${tally.negative.join(' of ')}\n`);
process.stdout.write(`another layer on:  ${tally.layer.join(' of ')}\n`);
process.stdout.write(`cases ftfy fails:  ${tally.beyond.join(' of ')}\n`);
if (tally.negative[0] !== tally.negative[1]) process.exitCode = 1;
