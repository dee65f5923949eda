/** Compressed bytes as a stream of what is in them. */
import { Decompress } from 'fzstd';
import { ReadError } from './failure.js';
import type { Compression } from './formats.js';
import { Damage, gunzip } from './gunzip.js';
import { inflateMembers } from './gzip-members.js';

export type Bytes = AsyncIterable<Uint8Array>;

/** Growth is only measured behind this many bytes: a short file of one repeated character is no attack. */
const GROWTH_GRACE = 64 * 1024 * 1024;
/** So little at a time that what it grows to can be held. */
const ZSTD_PART_BYTES = 16 * 1024;

export interface DecompressOptions {
  /** A ReadError where the bytes grow by more than this factor. */
  readonly maxExpansion: number;
  /** Whether each record is a gzip member of its own, so that a broken one can be passed over. */
  readonly byMember: boolean;
  /** Told of bytes behind the compressed ones that are none. */
  readonly onGarbage: (bytes: number) => void;
}

/** Throws a ReadError where the bytes are cut short, damaged, or grow out of all proportion. */
export async function* decompress(
  bytes: Bytes,
  compression: Compression,
  { maxExpansion, byMember, onGarbage }: DecompressOptions,
): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  const counted = async function* () {
    for await (const part of bytes) {
      taken += part.length;
      yield part;
    }
  };
  const check = (more: number) => {
    given += more;
    if (given > GROWTH_GRACE && given > taken * maxExpansion) {
      throw new ReadError('expands-too-much', `more than ${maxExpansion} times its compressed size`, given);
    }
  };
  const parts =
    compression === 'zstd'
      ? unzstd(counted(), check)
      : byMember
        ? inflateMembers(counted())
        : gunzip(counted(), onGarbage);
  try {
    for await (const part of parts) {
      if (compression !== 'zstd') check(part.length);
      yield part;
    }
  } catch (error) {
    if (error instanceof Damage)
      throw new ReadError('bad-compression', `${compression}: ${error.message}`, given);
    throw error;
  }
}

/** `check` is told of each piece as soon as it is there. */
async function* unzstd(bytes: Bytes, check: (more: number) => void): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflater = new Decompress((piece) => {
    check(piece.length);
    ready.push(piece);
  });
  function* push(part: Uint8Array, isLast: boolean): Generator<Uint8Array> {
    try {
      inflater.push(part, isLast);
    } catch (error) {
      // fzstd fails in many ways at damaged bytes.
      throw error instanceof ReadError ? error : new Damage((error as Error).message);
    }
    yield* ready;
    ready = [];
  }
  for await (const part of bytes) {
    for (let at = 0; at < part.length; at += ZSTD_PART_BYTES) {
      yield* push(part.slice(at, at + ZSTD_PART_BYTES), false);
    }
  }
  yield* push(new Uint8Array(), true);
}
