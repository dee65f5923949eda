import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../stages/write/check.js';
import { derive } from '../../../stages/write/derive.js';
import { writer } from '../../../stages/write/index.js';
import { options as schema } from '../../../stages/write/options.js';
import { documentOf } from '../../documents.js';

const options = schema.parse({ formats: ['jsonl', 'csv', 'parquet', 'jsonl.gz', 'jsonl.zst'] });
const folder = mkdtempSync(join(tmpdir(), 'winnow-check-'));
const path = (name: string) => join(folder, name);

beforeEach(async () => {
  const sink = writer.createSink(options);
  for (let i = 0; i < 300; i++)
    sink.add(documentOf(`Page ${i}, with “quotes”.\nA second\u2028line.`, `id-${i}`));
  const { files } = sink.finish();
  for (const [name, head] of writer.headers(options)) {
    writeFileSync(path(name), Buffer.concat([Buffer.from(head), files.get(name) ?? Buffer.of()]));
  }
  await derive(folder, options);
});

/** The first documents under another id, for the forms that are made from the JSONL. */
const changed = () => readFileSync(path('documents.jsonl'), 'utf8').replaceAll('id-299', 'id-298');

describe('the forms of an output', () => {
  it('say the same', async () => {
    expect(await check(folder, options)).toBeNull();
  });

  it.each<[string, string, () => void | Promise<void>]>([
    ['documents.csv', 'a cell', () => writeFileSync(path('documents.csv'), changedCsv())],
    ['documents.csv', 'a row too many', () => appendFileSync(path('documents.csv'), 'x\n')],
    ['documents.csv', 'rows that are missing', () => truncateSync(path('documents.csv'), 2000)],
    [
      'documents.jsonl.gz',
      'other text',
      () => writeFileSync(path('documents.jsonl.gz'), gzipSync(changed())),
    ],
    ['removed.jsonl.gz', 'a cut', () => truncateSync(path('removed.jsonl.gz'), 100)],
    [
      'documents.jsonl.zst',
      'other text',
      async () => writeFileSync(path('documents.jsonl.zst'), await zstd(changed())),
    ],
    ['documents.jsonl.zst', 'a cut', () => truncateSync(path('documents.jsonl.zst'), 300)],
    ['documents.parquet', 'a cut', () => truncateSync(path('documents.parquet'), 1000)],
    ['documents.parquet', 'another document', remakeParquet],
    ['stories.jsonl.gz', 'nothing in its place', () => rmSync(path('stories.jsonl.gz'))],
  ])('where %s has %s, that is found', async (name, _, damage) => {
    await damage();
    expect(await check(folder, options)).toMatch(
      new RegExp(`^${name}: (?:not |damaged|it ends|id of row 299)`),
    );
  });

  it('hold more than one row group of Parquet', async () => {
    const parquet = schema.parse({ formats: ['parquet'] });
    const sink = writer.createSink(parquet);
    for (let i = 0; i < 5; i++) sink.add(documentOf(`${i} ${'word '.repeat(400_000)}`, `id-${i}`));
    writeFileSync(path('documents.jsonl'), sink.finish().files.get('documents.jsonl')!);
    await derive(folder, parquet);
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path('documents.parquet')));
    expect(metadata.row_groups.length).toBeGreaterThan(1);
    expect(await check(folder, parquet)).toBeNull();
  });

  it('that were not asked for are not looked at', async () => {
    rmSync(path('documents.parquet'));
    expect(await check(folder, schema.parse({ formats: ['jsonl.gz'] }))).toBeNull();
  });
});

function changedCsv(): string {
  return readFileSync(path('documents.csv'), 'utf8').replace('id-299', 'id-298');
}

async function zstd(text: string): Promise<Uint8Array> {
  return (await Zstd.load()).compress(Buffer.from(text));
}

/** Parquet of other documents than those in the JSONL. */
async function remakeParquet(): Promise<void> {
  const right = readFileSync(path('documents.jsonl'));
  writeFileSync(path('documents.jsonl'), changed());
  await derive(folder, schema.parse({ formats: ['parquet'] }));
  writeFileSync(path('documents.jsonl'), right);
}
