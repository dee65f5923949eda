import type { Chunk, Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';
import { Gatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

const NEWLINE = 10;

/**
 * Cuts JSONL by its newline bytes. A chunk ends with the first line that brings it to `chunkBytes`, counted from its
 * own start, so whatever is appended to a file leaves all chunks but the last as they were. A record's number is its
 * line's number. Lines over `max_record_bytes` are passed over without being held. Where the input breaks off, the
 * whole lines before that come out, and a reject in place of the rest.
 */
export async function* cutLines(
  { path, bytes }: OpenInput,
  chunkBytes: number,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  const max = options.max_record_bytes;
  /** Whole lines, and the line that is open (nothing of it once it is too long). */
  const chunk = new Gatherer();
  const line = new Gatherer();
  let chunkRecord = 0;
  let chunkOffset = 0;
  let record = 0;
  let lineOffset = 0;
  let offset = 0;
  let failure: Reject | null = null;

  function* flush(): Generator<Chunk> {
    const bytes = chunk.take();
    if (bytes.some((byte) => byte > 0x20)) {
      yield { path, format: 'jsonl', record: chunkRecord, offset: chunkOffset, bytes };
    }
    chunkRecord = record;
    chunkOffset = lineOffset;
  }

  function* endLine(): Generator<Chunk | Reject> {
    const length = offset - lineOffset;
    if (length <= max) line.moveTo(chunk);
    else {
      yield* flush();
      yield reject(path, record, lineOffset, 'too-large', `a line of ${length} bytes; at most ${max}`);
    }
    record++;
    lineOffset = offset;
    if (length > max || chunk.length >= chunkBytes) yield* flush();
  }

  try {
    for await (const part of bytes) {
      for (let from = 0; from < part.length; ) {
        const newline = part.indexOf(NEWLINE, from);
        const to = newline < 0 ? part.length : newline + 1;
        offset += to - from;
        if (offset - lineOffset <= max) line.add(part.subarray(from, to));
        else line.clear();
        if (newline >= 0) yield* endLine();
        from = to;
      }
    }
    if (offset > lineOffset) yield* endLine();
  } catch (error) {
    failure = rejectFor(path, record, 0, error);
  }
  yield* flush();
  if (failure) yield failure;
}
