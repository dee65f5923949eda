import type { Chunk, Reject } from '../../pipeline/input.js';
import { reject } from './failure.js';
import { Gatherer } from './gather.js';
import type { Bytes } from './open.js';

const NEWLINE = 10;

/**
 * Cuts JSONL by its newline bytes. A chunk ends with the first line that brings it to `chunkBytes`, counted from its
 * own start, so whatever is appended to a file leaves all chunks but the last as they were. A record's number is its
 * line's number. Lines over `maxBytes` are passed over without being held.
 */
export async function* cutLines(
  path: string,
  format: string,
  bytes: Bytes,
  chunkBytes: number,
  maxBytes: number,
): AsyncGenerator<Chunk | Reject> {
  const chunk = new Gatherer();
  const line = new Gatherer();
  /** Line numbers, and offsets of the bytes that `chunk` and `line` begin with. */
  let record = 0;
  let chunkRecord = 0;
  let chunkOffset = 0;
  let lineOffset = 0;
  let lineBytes = 0;

  function* endLine(): Generator<Chunk | Reject> {
    if (lineBytes > maxBytes) {
      if (chunk.length > 0) yield flush();
      yield reject(
        path,
        record,
        lineOffset,
        'too-large',
        `a line of ${lineBytes} bytes; at most ${maxBytes}`,
      );
    } else {
      if (chunk.length === 0) {
        chunkRecord = record;
        chunkOffset = lineOffset;
      }
      chunk.add(line.take());
      if (chunk.length >= chunkBytes) yield flush();
    }
    record++;
    lineOffset += lineBytes;
    lineBytes = 0;
  }
  const flush = (): Chunk => ({
    path,
    format,
    record: chunkRecord,
    offset: chunkOffset,
    bytes: chunk.take(),
  });

  for await (const part of bytes) {
    let from = 0;
    while (from < part.length) {
      const newline = part.indexOf(NEWLINE, from);
      const to = newline < 0 ? part.length : newline + 1;
      lineBytes += to - from;
      if (lineBytes <= maxBytes) line.add(part.subarray(from, to));
      else line.clear();
      if (newline >= 0) yield* endLine();
      from = to;
    }
  }
  if (lineBytes > 0) yield* endLine();
  if (chunk.length > 0) yield flush();
}
