import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { beforeAll, expect, it } from 'vitest';
import { derive, derivedFiles } from '../../../stages/write/derive.js';
import { options } from '../../../stages/write/options.js';
import { toRecords } from '../../../stages/write/records.js';
import { documentOf } from '../../documents.js';

const folder = mkdtempSync(join(tmpdir(), 'winnow-derive-'));
const sources = ['First line.\nSecond line.', 'A line\u2028separator, 語 and 😀.', 'Last.'];
const records = sources.map((source, i) => toRecords(documentOf(source, `id-${i}`)));
const jsonl = {
  'documents.jsonl': records.map((r) => `${JSON.stringify(r.document)}\n`).join(''),
  'stories.jsonl': '',
  'removed.jsonl': records.map((r) => `${JSON.stringify(r.removed)}\n`).join(''),
};

beforeAll(() => {
  for (const [name, text] of Object.entries(jsonl)) writeFileSync(join(folder, name), text);
});

const make = (...formats: ReturnType<typeof options.parse>['formats']) =>
  derive(folder, options.parse({ formats }));
const bytes = (name: string) => readFileSync(join(folder, name));

it('makes nothing that was not asked for', async () => {
  await make('jsonl', 'csv');
  expect(readdirSync(folder).sort()).toEqual(Object.keys(jsonl).sort());
});

it('writes compressed JSONL that holds the same', async () => {
  await make('jsonl.gz', 'jsonl.zst');
  for (const [name, text] of Object.entries(jsonl)) {
    expect(gunzipSync(bytes(`${name}.gz`)).toString()).toBe(text);
    expect(Buffer.from(decompress(bytes(`${name}.zst`))).toString()).toBe(text);
  }
});

it('writes Parquet with a row a document', async () => {
  await make('parquet');
  const file = await asyncBufferFromFile(join(folder, 'documents.parquet'));
  const rows = await parquetReadObjects({ file });
  expect(rows.map((r) => [r.id, r.text, r.title, r.record, r.blocks])).toEqual(
    records.map(({ document: d }) => [d.id, d.text, d.title, d.provenance.record, d.blocks]),
  );
});

it('writes Parquet of nothing', async () => {
  writeFileSync(join(folder, 'documents.jsonl'), '');
  await make('parquet');
  const file = await asyncBufferFromFile(join(folder, 'documents.parquet'));
  expect(await parquetReadObjects({ file })).toEqual([]);
  writeFileSync(join(folder, 'documents.jsonl'), jsonl['documents.jsonl']);
});

it('writes the same bytes again', async () => {
  await make('parquet', 'jsonl.gz', 'jsonl.zst');
  const first = derivedFiles.map(bytes);
  await make('parquet', 'jsonl.gz', 'jsonl.zst');
  expect(derivedFiles.map(bytes)).toEqual(first);
});
