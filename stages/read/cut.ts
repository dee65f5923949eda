/** The cutting half of the reader: inputs to chunks of whole records, in order. */
import { Readable } from 'node:stream';
import { type Chunk, isReject, type Reject } from '../../pipeline/input.js';
import { cutLines } from './cut-lines.js';
import { cutSmallWhole, cutWhole } from './cut-whole.js';
import { type Bytes, decompress } from './decompress.js';
import { reject } from './failure.js';
import { type Found, findFiles, type OnHidden } from './find.js';
import { type Format, namingOf } from './formats.js';
import { type OpenInput, openFile, recodeUtf16 } from './open.js';
import type { ReadOptions } from './options.js';
import { SmallFiles } from './small-files.js';
import { expectObjects } from './standard-input.js';

/** Files up to this size are read ahead, many at a time. */
const SMALL_BYTES = 256 * 1024;
/** Archives may stand in one another, so many deep. */
const MAX_NESTING = 3;

type Cut = Chunk | Reject;

export async function* cut(
  inputs: readonly string[],
  options: ReadOptions,
  chunkBytes: number,
  onHidden: OnHidden = () => {},
): AsyncGenerator<Cut> {
  const cutter = new Cutter(options, chunkBytes, onHidden);
  const files = new SmallFiles();
  const cutOne = async (found: Found | Reject): Promise<Iterable<Cut> | AsyncIterable<Cut>> => {
    if (isReject(found)) return [found];
    const { path } = found;
    const { compression } = namingOf(path);
    const format = cutter.formatOf(path);
    // What is packed may be much larger than it looks; a tar file may hold such files.
    const isSmall = found.size <= SMALL_BYTES && compression === null && !isContainer(format);
    if (isSmall && isPage(format)) {
      return [(await cutSmallWhole(path, format, files, options)) ?? nothingIn(path)];
    }
    const bytes = isSmall ? inOnePiece(path, files) : openFile(path);
    const cuts = cutter.cutFile(path, bytes, path === '-' ? null : path);
    return isSmall ? collect(cuts) : cuts;
  };
  const opened = Readable.from(findFiles(inputs, onHidden)).map(cutOne, { concurrency: options.open_files });
  for await (const cuts of opened) yield* cuts as AsyncIterable<Cut>;
}

async function* inOnePiece(path: string, files: SmallFiles): Bytes {
  yield await files.read(path);
}

async function collect(cuts: AsyncIterable<Cut>): Promise<Cut[]> {
  const all: Cut[] = [];
  for await (const one of cuts) all.push(one);
  return all;
}

function isPage(format: Format): boolean {
  return format === 'text' || format === 'html';
}

function nothingIn(path: string): Reject {
  return reject(path, null, null, 'empty', 'no record in it');
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
    private readonly onHidden: OnHidden,
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
    let garbage = 0;
    const packing = {
      maxExpansion: this.options.max_expansion,
      byMember: format === 'warc',
      onGarbage: (length: number) => {
        garbage = length;
      },
    };
    const plain = compression === null ? bytes : decompress(bytes, compression, packing);
    const input = { path, format, bytes: plain, file: compression === null ? file : null };
    let isEmpty = true;
    for await (const one of this.cutInput(input, depth)) {
      isEmpty = false;
      yield one;
    }
    // A pipe may be empty: what feeds it had nothing to say.
    if (isEmpty && path !== '-') yield nothingIn(path);
    if (garbage > 0) {
      const detail = `the compressed data is read, but not what stands behind it: ${garbage} B of something else`;
      yield reject(path, null, null, 'bad-compression', detail);
    }
  }

  private async *cutInput(input: OpenInput, depth: number): AsyncGenerator<Cut> {
    const { options, chunkBytes, onHidden } = this;
    const inUtf8 = () => ({ ...input, bytes: recodeUtf16(input.bytes) });
    // What a format needs is loaded when an input has it: that takes time, and a run has few of them.
    switch (input.format) {
      case 'text':
      case 'html':
        return yield* cutWhole(input, options);
      case 'jsonl':
        return yield* this.isGuessed(input)
          ? expectObjects(cutLines(inUtf8(), chunkBytes, options))
          : cutLines(inUtf8(), chunkBytes, options);
      case 'json':
        return yield* (await import('./cut-json.js')).cutJson(inUtf8(), chunkBytes, options);
      case 'csv':
        return yield* (await import('./cut-csv.js')).cutCsv(inUtf8(), chunkBytes, options);
      case 'warc':
        return yield* (await import('./cut-warc.js')).cutWarc(input, chunkBytes, options);
      case 'parquet':
        return yield* (await import('./cut-parquet.js')).cutParquet(input, chunkBytes, options);
    }
    const cutEntry = (path: string, bytes: Bytes) => this.cutFile(path, bytes, null, depth + 1);
    const { cutTar, cutZip } = await import('./cut-archive.js');
    yield* input.format === 'tar'
      ? cutTar(input, cutEntry, onHidden)
      : cutZip(input, cutEntry, options, onHidden);
  }

  private isGuessed({ path }: OpenInput): boolean {
    return path === '-' && this.options.format === 'auto';
  }

  formatOf(path: string, depth = 0): Format {
    const { format } = this.options;
    // Where the user says that the input is an archive, the files in it go by their names.
    if (format !== 'auto' && (depth === 0 || !isArchive(format))) return format;
    return path === '-' ? 'jsonl' : (namingOf(path).format ?? 'text');
  }
}
