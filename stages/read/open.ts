/** Opens an input as a stream of its decompressed bytes. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { utf16Of } from './bytes.js';
import { ReadError } from './failure.js';
import type { Compression, Format } from './formats.js';
import { Gatherer } from './gather.js';
import type { ReadOptions } from './options.js';

/** Growth is only measured behind this many bytes: a short file of one repeated character is no attack. */
const GROWTH_GRACE = 64 * 1024 * 1024;
const READ_BYTES = 256 * 1024;
/** Enough to tell an encoding by, and to hold the header line of a CSV file. */
const HEAD_BYTES = 64 * 1024;

export type Bytes = AsyncIterable<Uint8Array>;

/** An input that is open: its decompressed bytes. */
export interface OpenInput {
  readonly path: string;
  readonly format: Format;
  readonly bytes: Bytes;
}

/** The bytes of a file as they stand in it; `-` is standard input. */
export function openFile(path: string): Bytes {
  return path === '-' ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES });
}

/** The bytes decompressed. Throws a ReadError where they are cut short, damaged, or grow out of all proportion. */
export function decompress(bytes: Bytes, compression: Compression, options: ReadOptions): Bytes {
  return compression === 'gzip' ? gunzip(bytes, options.max_expansion) : bytes;
}

/**
 * The bytes as they are, or in UTF-8 where they are UTF-16, whose line ends and brackets are no single bytes. The first
 * part is at least 64 KiB long unless the input is shorter.
 */
export async function* recodeUtf16(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const head = new Gatherer();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const recode = (part: Uint8Array, stream: boolean): Uint8Array =>
    decoder ? Buffer.from(decoder.decode(part, { stream }), 'utf8') : part;
  let isOpen = false;
  const openHead = () => {
    const first = head.take();
    const encoding = utf16Of(first);
    if (encoding) decoder = new TextDecoder(encoding);
    isOpen = true;
    return recode(first, true);
  };
  for await (const part of bytes) {
    if (isOpen) yield recode(part, true);
    else {
      head.add(part);
      if (head.length >= HEAD_BYTES) yield openHead();
    }
  }
  if (!isOpen) yield openHead();
  yield recode(new Uint8Array(), false);
}

async function* gunzip(bytes: Bytes, maxExpansion: number): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const count = async function* () {
    for await (const part of bytes) {
      taken += part.length;
      yield part;
    }
  };
  const inflater = createGunzip({ chunkSize: READ_BYTES });
  // An error on either side destroys the inflater, and the loop below throws it.
  pipeline(count, inflater, () => {});
  try {
    for await (const part of inflater) {
      given += part.length;
      if (given > GROWTH_GRACE && given > taken * maxExpansion) {
        throw new ReadError('expands-too-much', `more than ${maxExpansion} times its compressed size`, given);
      }
      yield part;
    }
  } catch (error) {
    if (isZlibError(error)) throw new ReadError('bad-compression', `gzip: ${error.message}`, given);
    throw error;
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && /^Z_/.test(String(error.code));
}
