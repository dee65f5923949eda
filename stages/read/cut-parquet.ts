import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress as unzstd } from 'fzstd';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { Chunk, Reject } from '../../pipeline/input.js';
import { asDamage, ReadError, reject, rejectFor } from './failure.js';
import { RecordGatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

/** Beyond what hyparquet has. */
const COMPRESSORS = {
  GZIP: (bytes: Uint8Array) => gunzipSync(bytes),
  BROTLI: (bytes: Uint8Array) => brotliDecompressSync(bytes),
  ZSTD: (bytes: Uint8Array) => unzstd(bytes),
};

/**
 * Cuts a Parquet file into its rows, each as JSON of the columns that are asked for: rows have no bytes of their own.
 * A row group is held at a time, which is what its writer chose to hold.
 */
export async function* cutParquet(
  { path, file }: OpenInput,
  chunkBytes: number,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  const chunk = new RecordGatherer(path, 'parquet');
  let record = 0;
  try {
    if (file === null)
      throw new ReadError('unreadable', 'Parquet must be a file of its own: unpack it first');
    const buffer = await asyncBufferFromFile(file);
    const metadata = await parquetMetadataAsync(buffer);
    const known = parquetSchema(metadata).children.map((child) => child.element.name);
    const columns = wantedColumns(known, options);
    for (const group of metadata.row_groups) {
      const rowEnd = record + Number(group.num_rows);
      const request = { file: buffer, metadata, columns, compressors: COMPRESSORS, rowStart: record, rowEnd };
      for (const row of await parquetReadObjects(request)) {
        const bytes = Buffer.from(JSON.stringify(row, plain));
        if (bytes.length > options.max_record_bytes) {
          yield* chunk.flush();
          yield reject(
            path,
            record,
            null,
            'too-large',
            `${bytes.length} bytes; at most ${options.max_record_bytes}`,
          );
        } else chunk.add(record, 0, bytes);
        record++;
        if (chunk.length >= chunkBytes) yield* chunk.flush();
      }
    }
  } catch (error) {
    yield* chunk.flush();
    yield rejectFor(path, record, 0, asDamage(error, 'bad-parquet'));
  }
  yield* chunk.flush();
}

/** The columns that hold the fields. Throws a ReadError where there is none for the text. */
function wantedColumns(known: readonly string[], options: ReadOptions): string[] {
  const fields = Object.entries(options).flatMap(([key, value]) =>
    key.endsWith('_field') ? [String(value)] : [],
  );
  const columnOf = (field: string) => (known.includes(field) ? field : field.split('.')[0]!);
  if (!known.includes(columnOf(options.text_field))) {
    const names = known.slice(0, 20).join(', ');
    throw new ReadError(
      'no-text',
      `no column "${options.text_field}"; set read.text_field to one of: ${names}`,
    );
  }
  return [...new Set(fields.map(columnOf))].filter((column) => known.includes(column));
}

/** Whole numbers of 64 bits as numbers where they fit, else as text. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
