/** Opens an input as a stream of its decompressed bytes. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ReadError } from './failure.js';
import type { Compression } from './formats.js';
import type { ReadOptions } from './options.js';

/** Growth is only measured behind this many bytes: a short file of one repeated character is no attack. */
const GROWTH_GRACE = 64 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

export type Bytes = AsyncIterable<Uint8Array>;

/** The bytes of a file as they stand in it; `-` is standard input. */
export function openFile(path: string): Bytes {
  return path === '-' ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES });
}

/** The bytes decompressed. Throws a ReadError where they are cut short, damaged, or grow out of all proportion. */
export function decompress(bytes: Bytes, compression: Compression, options: ReadOptions): Bytes {
  return compression === 'gzip' ? gunzip(bytes, options.max_expansion) : bytes;
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
