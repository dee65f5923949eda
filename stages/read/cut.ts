/** The cutting half of the reader: inputs to chunks of whole records, in order. */
import { Readable } from 'node:stream';
import { type Chunk, isReject, type Reject } from '../../pipeline/input.js';
import { cutTar, cutZip } from './cut-archive.js';
import { cutCsv } from './cut-csv.js';
import { cutJson } from './cut-json.js';
import { cutLines } from './cut-lines.js';
import { cutParquet } from './cut-parquet.js';
import { cutWarc } from './cut-warc.js';
import { cutWhole } from './cut-whole.js';
import { type Bytes, decompress } from './decompress.js';
import { reject } from './failure.js';
import { type Found, findFiles } from './find.js';
import { type Format, namingOf } from './formats.js';
import { type OpenInput, openFile, openSmallFile, recodeUtf16 } from './open.js';
import type { ReadOptions } from './options.js';

/** Files up to this size are read ahead, many at a time. */
const SMALL_BYTES = 256 * 1024;
/** Archives may stand in one another, so many deep. */
const MAX_NESTING = 3;

type Cut = Chunk | Reject;

export async function* cut(
  inputs: readonly string[],
  options: ReadOptions,
  chunkBytes: number,
): AsyncGenerator<Cut> {
  const cutter = new Cutter(options, chunkBytes);
  const cutOne = async (found: Found | Reject): Promise<Iterable<Cut> | AsyncIterable<Cut>> => {
    if (isReject(found)) return [found];
    const { compression } = namingOf(found.path);
    // What is packed may be much larger than it looks; a tar file may hold such files.
    const isSmall =
      found.size <= SMALL_BYTES && compression === null && !isContainer(cutter.formatOf(found.path));
    const bytes = isSmall ? openSmallFile(found.path) : openFile(found.path);
    const cuts = cutter.cutFile(found.path, bytes, found.path === '-' ? null : found.path);
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

function isArchive(format: Format): boolean {
  return format === 'tar' || format === 'zip';
}

function isContainer(format: Format): boolean {
  return isArchive(format) || format === 'parquet';
}

class Cutter {
  constructor(
    private readonly options: ReadOptions,
    private readonly chunkBytes: number,
  ) {}

  /**
   * `file` is where the bytes stand on disk, null where they stand in an archive or a pipe; `depth` is the number of
   * archives around them.
   */
  async *cutFile(path: string, bytes: Bytes, file: string | null, depth = 0): AsyncGenerator<Cut> {
    const format = this.formatOf(path, depth);
    if (depth >= MAX_NESTING && isArchive(format)) {
      yield reject(path, null, null, 'bad-archive', `it stands in ${MAX_NESTING} others; no more are opened`);
      return;
    }
    const { compression } = namingOf(path);
    const packing = { maxExpansion: this.options.max_expansion, byMember: format === 'warc' };
    const plain = compression === null ? bytes : decompress(bytes, compression, packing);
    const input = { path, format, bytes: plain, file: compression === null ? file : null };
    let isEmpty = true;
    for await (const one of this.cutInput(input, depth)) {
      isEmpty = false;
      yield one;
    }
    if (isEmpty) yield reject(path, null, null, 'empty', 'no record in it');
  }

  private cutInput(input: OpenInput, depth: number): AsyncGenerator<Cut> {
    const { options, chunkBytes } = this;
    const cutEntry = (path: string, bytes: Bytes) => this.cutFile(path, bytes, null, depth + 1);
    const inUtf8 = () => ({ ...input, bytes: recodeUtf16(input.bytes) });
    switch (input.format) {
      case 'text':
      case 'html':
        return cutWhole(input, options);
      case 'jsonl':
        return cutLines(inUtf8(), chunkBytes, options);
      case 'json':
        return cutJson(inUtf8(), chunkBytes, options);
      case 'csv':
        return cutCsv(inUtf8(), chunkBytes, options);
      case 'warc':
        return cutWarc(input, chunkBytes, options);
      case 'parquet':
        return cutParquet(input, chunkBytes, options);
      case 'tar':
        return cutTar(input, cutEntry);
      case 'zip':
        return cutZip(input, cutEntry, options);
    }
  }

  formatOf(path: string, depth = 0): Format {
    const { format } = this.options;
    // Where the user says that the input is an archive, the files in it go by their names.
    if (format !== 'auto' && (depth === 0 || !isArchive(format))) return format;
    return path === '-' ? 'jsonl' : (namingOf(path).format ?? 'text');
  }
}
