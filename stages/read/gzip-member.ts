/** Gzip members (RFC 1952): their headers, and the deflate streams in them. */
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';

export const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
const HEADER_BYTES = 10;
export const TRAILER_BYTES = 8;
/** Names and comments have no length of their own: a longer header is none. */
export const MAX_HEADER_BYTES = 64 * 1024;
/** So little at a time that what it grows to can be held. */
const PART_BYTES = 16 * 1024;

/** One deflate stream. */
export class Member {
  state: 'open' | 'ended' | 'failed' = 'open';
  private pieces: Uint8Array[] = [];
  private sum = 0;
  private length = 0;
  private readonly inflater: InflateRaw = createInflateRaw();
  private wake: () => void = () => {};

  constructor() {
    this.inflater.on('data', (piece: Uint8Array) => {
      this.pieces.push(piece);
      this.sum = crc32(piece, this.sum);
      this.length += piece.length;
    });
    this.inflater.on('end', () => this.finish('ended'));
    this.inflater.on('error', () => this.finish('failed'));
  }

  /** How many of the bytes belong to this stream; none of those it failed at. */
  async take(part: Uint8Array): Promise<number> {
    if (part.length === 0) return 0;
    const before = this.inflater.bytesWritten;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.inflater.write(part, () => setImmediate(resolve));
    });
    return this.state === 'open'
      ? part.length
      : this.state === 'ended'
        ? this.inflater.bytesWritten - before
        : 0;
  }

  /** At the end of the input: whether the stream ended with it. */
  async isWhole(): Promise<boolean> {
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      this.inflater.end();
    });
    return this.state === 'ended';
  }

  /** Whether the trailer behind the stream says the same of what came out. */
  isTrue(trailer: Buffer): boolean {
    return trailer.readUInt32LE(0) === this.sum && trailer.readUInt32LE(4) === this.length >>> 0;
  }

  *ready(): Generator<Uint8Array> {
    yield* this.pieces;
    this.pieces = [];
  }

  private finish(state: 'ended' | 'failed'): void {
    this.state = state;
    this.inflater.destroy();
    this.wake();
  }
}

/** How long the header at the start of `bytes` is; null where it is not all there. */
export function headerLength(bytes: Buffer): number | null {
  if (bytes.length < HEADER_BYTES) return null;
  const flags = bytes[3]!;
  let at = HEADER_BYTES;
  if (flags & 4) {
    if (bytes.length < at + 2) return null;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : null;
}

/** The same bytes in small parts. */
export async function* split(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    for (let at = 0; at < part.length; at += PART_BYTES) yield part.subarray(at, at + PART_BYTES);
  }
}
