import type { Chunk, Reject } from '../../pipeline/input.js';
import type { Bytes } from './decompress.js';
import { ReadError, rejectFor } from './failure.js';
import { Gatherer, RecordGatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';
import { readWarcRecord } from './warc.js';

const MAX_HEADER_BYTES = 64 * 1024;
const HEADER_END = '\r\n\r\n';
const RECORD_START = 'WARC/1.';
const RECORD_START_LINE = /^WARC\/1\.[01]\r\nWARC-/;
const RECORD_START_BYTES = 16;

/**
 * Cuts WARC and WET files into the pages in them. A record whose length is wrong or whose headers are broken costs itself
 * only: reading goes on where the next record begins. Record numbers count all records of the file.
 */
export async function* cutWarc(
  { path, bytes }: OpenInput,
  chunkBytes: number,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  const window = new Window(bytes);
  const chunk = new RecordGatherer(path, 'warc');
  let record = 0;
  try {
    while (await window.skipLineEnds()) {
      const { offset } = window;
      const taken = await takeRecord(window, options.max_record_bytes);
      try {
        if (taken instanceof ReadError) throw taken;
        const page = taken && (await readWarcRecord(taken, options.max_record_bytes));
        if (page) chunk.add(record, offset, page.payload, page.about);
      } catch (error) {
        yield* chunk.flush();
        yield rejectFor(path, record, offset, error);
      }
      if (chunk.length >= chunkBytes) yield* chunk.flush();
      record++;
    }
  } catch (error) {
    yield* chunk.flush();
    yield rejectFor(path, record, 0, error);
  }
  yield* chunk.flush();
}

/** The next record, what is wrong with it, or null where it is too long and no page. The window then stands behind it. */
async function takeRecord(window: Window, maxBytes: number): Promise<Uint8Array | ReadError | null> {
  await window.fill(MAX_HEADER_BYTES);
  const headEnd = window.bytes.subarray(0, MAX_HEADER_BYTES).indexOf(HEADER_END);
  const head = window.bytes.toString('latin1', 0, Math.max(0, headEnd));
  const length = Number(/^Content-Length:[ \t]*(\d{1,15})[ \t]*$/im.exec(head)?.[1] ?? Number.NaN);
  if (!head.startsWith('WARC/1.') || Number.isNaN(length)) {
    await window.skipToRecord(1);
    return new ReadError(
      'bad-warc',
      head.startsWith('WARC/1.') ? 'no Content-Length' : 'no WARC headers, or a damaged gzip member',
    );
  }
  const total = headEnd + HEADER_END.length + length;
  if (total > maxBytes) {
    const isPage = /^WARC-Type:[ \t]*(?:conversion|response|resource)[ \t]*$/im.test(head);
    const about = window.bytes.toString('latin1', headEnd, headEnd + MAX_HEADER_BYTES);
    await window.skip(total);
    if (!isPage || !/^content-type:[ \t]*text\//im.test(about)) return null;
    return new ReadError('too-large', `a record of ${total} bytes; read.max_record_bytes is ${maxBytes}`);
  }
  await window.fill(total + HEADER_END.length);
  const isWhole = window.bytes.length >= total;
  const next = window.bytes.toString('latin1', total, total + HEADER_END.length);
  if (!isWhole || !/^(?:\r?\n|$)/.test(next)) {
    await window.skipToRecord(headEnd);
    return new ReadError(
      'bad-warc',
      isWhole ? 'longer than its Content-Length' : 'shorter than its Content-Length',
    );
  }
  const whole = window.bytes.subarray(0, total);
  await window.skip(total);
  return whole;
}

/** The bytes from one place on, as many as are needed. */
class Window {
  bytes: Buffer = Buffer.alloc(0);
  /** Of the first of the bytes. */
  offset = 0;
  private readonly parts: AsyncIterator<Uint8Array>;
  private ended = false;

  constructor(bytes: Bytes) {
    this.parts = bytes[Symbol.asyncIterator]();
  }

  /** Reads until there are this many bytes; false where the input ends before. */
  async fill(length: number): Promise<boolean> {
    if (this.bytes.length >= length || this.ended) return this.bytes.length >= length;
    const more = new Gatherer();
    more.add(this.bytes);
    // What is there is copied, so it had better grow by a good part of its size.
    const enough = Math.max(length, this.bytes.length * 1.5);
    while (more.length < enough) {
      const { done, value } = await this.parts.next();
      if (done) {
        this.ended = true;
        break;
      }
      more.add(value);
    }
    this.bytes = Buffer.from(more.take().buffer);
    return this.bytes.length >= length;
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      if (!(await this.fill(1))) return;
      const step = Math.min(left, this.bytes.length);
      this.bytes = this.bytes.subarray(step);
      this.offset += step;
      left -= step;
    }
  }

  /** False at the end of the input. */
  async skipLineEnds(): Promise<boolean> {
    while (await this.fill(1)) {
      if (this.bytes[0] !== 13 && this.bytes[0] !== 10) return true;
      await this.skip(1);
    }
    return false;
  }

  /** To where the next record seems to begin, at `from` or behind. */
  async skipToRecord(from: number): Promise<void> {
    await this.skip(from);
    while (await this.fill(RECORD_START_BYTES)) {
      const found = this.bytes.indexOf(RECORD_START);
      const line = this.bytes.toString('latin1', found, found + RECORD_START_BYTES);
      if (found >= 0 && RECORD_START_LINE.test(line)) return this.skip(found);
      // The start of a record may be cut in two by the end of what is there.
      const kept = found < 0 ? RECORD_START.length : this.bytes.length - found - 1;
      const isCut = found >= 0 && line.length < RECORD_START_BYTES;
      if (isCut && !(await this.fill(found + RECORD_START_BYTES))) break;
      if (!isCut) await this.skip(this.bytes.length - kept);
    }
    await this.skip(this.bytes.length);
  }
}
