/** Whether the files that are made from the JSONL say the same as it does. */
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { DocumentRecord, RemovedRecord } from '../../pipeline/output.js';
import { csvHeader, csvRow } from './csv.js';
import { JSONL, PARQUET } from './derive.js';
import { readLines } from './lines.js';
import type { WriteOptions } from './options.js';

const READ_BYTES = 1 << 20;
/** So little at a time that what it grows to can be held. */
const ZSTD_READ_BYTES = 16 * 1024;

type Bytes = AsyncIterable<Uint8Array>;

/** The first thing that is wrong in the folder of an output, in one line; null where all is right. Nothing is held whole. */
export async function check(folder: string, options: WriteOptions): Promise<string | null> {
  const { formats } = options;
  const checks: [name: string, find: (path: string) => Promise<string | null>][] = [];
  if (formats.includes('csv')) {
    checks.push(['documents.csv', (path) => compareBytes(csvOf(folder, options), read(path))]);
  }
  if (formats.includes('parquet')) {
    checks.push([
      PARQUET,
      async (path) => (await import('./parquet.js')).compareParquet(join(folder, JSONL[0]), path),
    ]);
  }
  for (const name of JSONL) {
    const whole = () => read(join(folder, name));
    if (formats.includes('jsonl.gz'))
      checks.push([`${name}.gz`, (path) => compareBytes(whole(), gunzip(path))]);
    if (formats.includes('jsonl.zst'))
      checks.push([`${name}.zst`, (path) => compareBytes(whole(), unzstd(path))]);
  }
  for (const [name, find] of checks) {
    const path = join(folder, name);
    if (!existsSync(path)) return `${name}: not there`;
    const wrong = await find(path).catch((error: Error) => `damaged (${error.message})`);
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}

/** Where two streams of bytes part, in words. */
async function compareBytes(wanted: Bytes, given: Bytes): Promise<string | null> {
  const others = given[Symbol.asyncIterator]();
  let other: Uint8Array = new Uint8Array();
  let offset = 0;
  const differ = () => `not what the JSONL says, from byte ${offset} of its content on`;
  try {
    for await (let part of wanted) {
      while (part.length > 0) {
        if (other.length === 0) {
          const next = await others.next();
          if (next.done) return differ();
          other = next.value;
        }
        const length = Math.min(part.length, other.length);
        if (Buffer.compare(part.subarray(0, length), other.subarray(0, length)) !== 0) return differ();
        part = part.subarray(length);
        other = other.subarray(length);
        offset += length;
      }
    }
    while (other.length === 0) {
      const next = await others.next();
      if (next.done) return null;
      other = next.value;
    }
    return differ();
  } finally {
    await others.return?.();
  }
}

async function* csvOf(folder: string, options: WriteOptions): Bytes {
  yield Buffer.from(csvHeader());
  const removals = readLines(join(folder, 'removed.jsonl'));
  for await (const line of readLines(join(folder, JSONL[0]))) {
    const document: DocumentRecord = JSON.parse(line);
    const removed: RemovedRecord = JSON.parse((await removals.next()).value ?? '{"spans":[]}');
    yield Buffer.from(csvRow({ document, removed }, options));
  }
}

function read(path: string, highWaterMark = READ_BYTES): Bytes {
  return createReadStream(path, { highWaterMark });
}

function gunzip(path: string): Bytes {
  const inflater = createGunzip({ chunkSize: READ_BYTES });
  // An error on either side destroys the inflater; whoever reads it gets the error.
  pipeline(createReadStream(path), inflater, () => {});
  return inflater;
}

async function* unzstd(path: string): Bytes {
  const { Decompress } = await import('fzstd');
  let ready: Uint8Array[] = [];
  const inflater = new Decompress((piece) => ready.push(piece));
  for await (const part of read(path, ZSTD_READ_BYTES)) {
    // It keeps what it is given.
    inflater.push(part.slice(), false);
    yield* ready;
    ready = [];
  }
  inflater.push(new Uint8Array(), true);
  yield* ready;
}
