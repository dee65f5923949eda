/** The cutting half of the reader: inputs to chunks of whole records, in order. */
import { Readable } from 'node:stream';
import { type Chunk, isReject, type Reject } from '../../pipeline/input.js';
import { cutLines } from './cut-lines.js';
import { reject, rejectFor } from './failure.js';
import { type Found, findFiles } from './find.js';
import { type Format, namingOf } from './formats.js';
import { Gatherer } from './gather.js';
import { type Bytes, decompress, openFile } from './open.js';
import type { ReadOptions } from './options.js';

/** Files up to this size are read ahead, many at a time. */
const SMALL_BYTES = 256 * 1024;

type Cut = Chunk | Reject;

export async function* cut(
  inputs: readonly string[],
  options: ReadOptions,
  chunkBytes: number,
): AsyncGenerator<Cut> {
  const cutOne = async (found: Found | Reject): Promise<Iterable<Cut> | AsyncIterable<Cut>> => {
    if (isReject(found)) return [found];
    const cuts = cutFile(found.path, options, chunkBytes);
    return found.size <= SMALL_BYTES ? collect(cuts) : cuts;
  };
  const opened = Readable.from(findFiles(inputs)).map(cutOne, { concurrency: options.open_files });
  for await (const cuts of opened) yield* cuts as AsyncIterable<Cut>;
}

async function collect(cuts: AsyncIterable<Cut>): Promise<Cut[]> {
  const all: Cut[] = [];
  for await (const one of cuts) all.push(one);
  return all;
}

async function* cutFile(path: string, options: ReadOptions, chunkBytes: number): AsyncGenerator<Cut> {
  const naming = namingOf(path);
  const format = formatOf(path, naming.format, options);
  const bytes = decompress(openFile(path), naming.compression, options);
  try {
    if (format === 'jsonl') yield* cutLines(path, format, bytes, chunkBytes, options.max_record_bytes);
    else yield await takeWhole(path, format, bytes, options.max_record_bytes);
  } catch (error) {
    yield rejectFor(path, null, 0, error);
  }
}

function formatOf(path: string, named: Format | null, options: ReadOptions): Format {
  if (options.format !== 'auto') return options.format;
  return path === '-' ? 'jsonl' : (named ?? 'text');
}

/** A file that is one record. */
async function takeWhole(path: string, format: Format, bytes: Bytes, maxBytes: number): Promise<Cut> {
  const whole = new Gatherer();
  for await (const part of bytes) {
    whole.add(part);
    if (whole.length > maxBytes) {
      return reject(path, 0, 0, 'too-large', `a record of more than ${maxBytes} bytes`);
    }
  }
  return { path, format, record: 0, offset: 0, bytes: whole.take() };
}
