/** The cutting half of the reader: inputs to chunks of whole records, in order. */
import { Readable } from 'node:stream';
import { type Chunk, isReject, type Reject } from '../../pipeline/input.js';
import { cutCsv } from './cut-csv.js';
import { cutJson } from './cut-json.js';
import { cutLines } from './cut-lines.js';
import { cutWhole } from './cut-whole.js';
import { reject } from './failure.js';
import { type Found, findFiles } from './find.js';
import { type Format, namingOf } from './formats.js';
import { decompress, openFile, recodeUtf16 } from './open.js';
import type { ReadOptions } from './options.js';

/** Files up to this size are read ahead, many at a time. */
const SMALL_BYTES = 256 * 1024;

type Cut = Chunk | Reject;

const CUTTERS = { text: cutWhole, html: cutWhole, jsonl: cutLines, json: cutJson, csv: cutCsv } as const;

export async function* cut(
  inputs: readonly string[],
  options: ReadOptions,
  chunkBytes: number,
): AsyncGenerator<Cut> {
  const cutOne = async (found: Found | Reject): Promise<Iterable<Cut> | AsyncIterable<Cut>> => {
    if (isReject(found)) return [found];
    const cuts = cutFile(found.path, options, chunkBytes);
    const isSmall = found.size <= SMALL_BYTES && namingOf(found.path).compression === null;
    return isSmall ? collect(cuts) : cuts;
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
  const plain = decompress(openFile(path), naming.compression, options);
  const bytes = format === 'text' || format === 'html' ? plain : recodeUtf16(plain);
  let isEmpty = true;
  for await (const one of CUTTERS[format]({ path, format, bytes }, chunkBytes, options)) {
    isEmpty = false;
    yield one;
  }
  if (isEmpty) yield reject(path, null, null, 'empty', 'no record in it');
}

function formatOf(path: string, named: Format | null, options: ReadOptions): Format {
  if (options.format !== 'auto') return options.format;
  return path === '-' ? 'jsonl' : (named ?? 'text');
}
