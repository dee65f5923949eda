import { createInflateRaw, type InflateRaw } from 'node:zlib';

const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;
/** Names and comments have no length of their own: a longer header is none. */
const MAX_HEADER_BYTES = 64 * 1024;
/** So little at a time that what it grows to can be held. */
const PART_BYTES = 16 * 1024;

/** Stands in place of what cannot be read, so that nothing is taken for whole that is not. */
const DAMAGED = Buffer.from('\r\n\r\n(a damaged gzip member)\r\n\r\n');

/**
 * The contents of gzip members that stand behind each other, as in WARC files. A member that is damaged or cut off gives
 * what can be read of it and then DAMAGED; reading goes on with the next one, which is found by its first bytes
 * (RFC 1952).
 */
export async function* inflateMembers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let member: Member | null = null;
  /** Compressed bytes that are not looked at yet. */
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of split(bytes)) {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      if (member === null) {
        const start = rest.indexOf(MAGIC);
        // The first bytes of a member may be cut in two by the end of the part.
        rest = rest.subarray(start >= 0 ? start : Math.max(0, rest.length - MAGIC.length + 1));
        const header = start >= 0 ? headerLength(rest) : null;
        if (header === null && rest.length > MAX_HEADER_BYTES) {
          yield DAMAGED;
          rest = rest.subarray(MAGIC.length);
          continue;
        }
        if (header === null) break;
        rest = rest.subarray(header);
        member = new Member();
      }
      const taken = await member.take(rest);
      yield* member.ready();
      rest = rest.subarray(taken);
      if (member.state === 'open') break;
      if (member.state === 'ended') rest = rest.subarray(Math.min(rest.length, TRAILER_BYTES));
      else yield DAMAGED;
      member = null;
    }
  }
  if (member ? !(await member.isWhole()) : rest.indexOf(MAGIC) >= 0) yield DAMAGED;
}

/** One deflate stream. */
class Member {
  state: 'open' | 'ended' | 'failed' = 'open';
  private pieces: Uint8Array[] = [];
  private readonly inflater: InflateRaw = createInflateRaw();
  private wake: () => void = () => {};

  constructor() {
    this.inflater.on('data', (piece: Uint8Array) => this.pieces.push(piece));
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
function headerLength(bytes: Buffer): number | null {
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

async function* split(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of bytes) {
    for (let at = 0; at < part.length; at += PART_BYTES) yield part.subarray(at, at + PART_BYTES);
  }
}
