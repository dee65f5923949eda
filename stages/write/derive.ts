/** Other forms of the JSONL files: made from them, once they are whole. */
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { WriteOptions } from './options.js';

export const JSONL = ['documents.jsonl', 'stories.jsonl', 'removed.jsonl'] as const;
export const PARQUET = 'documents.parquet';
const READ_BYTES = 1 << 20;

/** Every file that some options ask for. */
export const derivedFiles: readonly string[] = [
  PARQUET,
  ...JSONL.flatMap((name) => [`${name}.gz`, `${name}.zst`]),
];

/** Whether these options ask for no other form. */
export function isPlain({ formats }: WriteOptions): boolean {
  return formats.every((format) => format === 'jsonl' || format === 'csv');
}

/** Writes the other forms that the options ask for into the folder of the JSONL files. Same input, same bytes. */
export async function derive(folder: string, { formats }: WriteOptions): Promise<void> {
  const compress = async (suffix: string, compressor: Compressor) => {
    for (const name of JSONL) {
      const path = join(folder, name);
      const source = createReadStream(path, { highWaterMark: READ_BYTES });
      await pipeline(source, compressor, createWriteStream(path + suffix, { flush: true }));
    }
  };
  if (formats.includes('parquet')) {
    // Loaded where it is needed: most runs write none.
    const { writeParquet } = await import('./parquet.js');
    await writeParquet(join(folder, JSONL[0]), join(folder, PARQUET));
  }
  if (formats.includes('jsonl.gz')) await compress('.gz', gzip);
  if (formats.includes('jsonl.zst')) await compress('.zst', zstd);
}

type Compressor = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

async function* gzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressor = createGzip();
  const fed = pipeline(source, compressor);
  yield* compressor as AsyncIterable<Uint8Array>;
  await fed;
}

async function* zstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const compressor = await Zstd.load();
  compressor.reset();
  for await (const part of source) yield compressor.compressChunk(part);
  yield compressor.compressEnd();
}
