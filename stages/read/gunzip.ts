/** What is in a gzip file, with a word on what stands behind it. */
import { headerLength, MAGIC, MAX_HEADER_BYTES, Member, split, TRAILER_BYTES } from './gzip-member.js';

/** Compressed bytes that are none, or not whole. */
export class Damage extends Error {}

/** Flags that mean nothing (RFC 1952): no header has them. */
const RESERVED_FLAGS = 0xe0;

/**
 * The contents of the gzip members that stand behind each other. Throws a Damage where one is damaged or cut off: then most of
 * what could be read has come out. Zeros behind the last member fill a block; `onGarbage` is told the length of anything else.
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  onGarbage: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const input = new Unread(bytes);
  try {
    if (!(await takeHeader(input))) throw new Damage('no gzip header');
    do {
      yield* inflate(input);
      while (input.rest[0] === 0 || (input.rest.length === 0 && (await input.more()))) input.dropZeros();
    } while (await takeHeader(input));
    let garbage = 0;
    do {
      garbage += input.rest.length;
      input.drop(input.rest.length);
    } while (await input.more());
    if (garbage > 0) onGarbage(garbage);
  } finally {
    await input.close();
  }
}

/** Whether a header stands next; then it is passed over. */
async function takeHeader(input: Unread): Promise<boolean> {
  await input.fill(MAGIC.length + 1);
  if (input.rest.indexOf(MAGIC) !== 0 || (input.rest[3]! & RESERVED_FLAGS) !== 0) return false;
  let length = headerLength(input.rest);
  while (length === null && input.rest.length <= MAX_HEADER_BYTES && (await input.more())) {
    length = headerLength(input.rest);
  }
  if (length !== null) input.drop(length);
  return length !== null;
}

/** The contents of the member whose header was passed over. */
async function* inflate(input: Unread): AsyncGenerator<Uint8Array> {
  const member = new Member();
  while (member.state === 'open' && (input.rest.length > 0 || (await input.more()))) {
    input.drop(await member.take(input.rest));
    yield* member.ready();
  }
  if (member.state === 'failed') throw new Damage('damaged');
  await input.fill(TRAILER_BYTES);
  if (member.state === 'open' || input.rest.length < TRAILER_BYTES) throw new Damage('cut short');
  if (!member.isTrue(input.rest)) throw new Damage('damaged: the checksum is another');
  input.drop(TRAILER_BYTES);
}

/** The bytes that are not looked at yet. */
class Unread {
  rest: Buffer = Buffer.alloc(0);
  private readonly parts: AsyncIterator<Uint8Array>;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.parts = split(bytes)[Symbol.asyncIterator]();
  }

  /** Reads on; false at the end. */
  async more(): Promise<boolean> {
    const { done, value } = await this.parts.next();
    if (!done) this.rest = Buffer.concat([this.rest, value]);
    return !done;
  }

  /** Reads on until so many bytes are there, or all. */
  async fill(length: number): Promise<void> {
    while (this.rest.length < length && (await this.more()));
  }

  drop(length: number): void {
    this.rest = this.rest.subarray(length);
  }

  dropZeros(): void {
    let zeros = 0;
    while (this.rest[zeros] === 0) zeros++;
    this.drop(zeros);
  }

  async close(): Promise<void> {
    await this.parts.return?.();
  }
}
