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
  const cutter = new LineCutter(path, chunkBytes, options.max_record_bytes);
  let failure: Reject | null = null;
  try {
    for await (const part of bytes) yield* cutter.take(part);
    yield* cutter.end();
  } catch (error) {
    failure = rejectFor(path, cutter.record, 0, error);
  }
  yield* cutter.flush();
  if (failure) yield failure;
}

class LineCutter {
  /** Number of the line that is open, and where it begins. */
  record = 0;
  private lineOffset = 0;
  /** The open line is too long: nothing of it is held. */
  private tooLong = false;
  /** Whole lines, then what there is of the open one. */
  private readonly held = new Gatherer();
  private heldRecord = 0;
  private heldOffset = 0;
  /** Behind the last byte that was taken. */
  private offset = 0;

  constructor(
    private readonly path: string,
    private readonly chunkBytes: number,
    private readonly maxBytes: number,
  ) {}

  *take(part: Uint8Array): Generator<Chunk | Reject> {
    const base = this.offset;
    /** What comes before this is held, or passed over. */
    let from = 0;
    for (let newline = part.indexOf(NEWLINE); newline >= 0; newline = part.indexOf(NEWLINE, newline + 1)) {
      this.offset = base + newline + 1;
      const isTooLong = this.offset - this.lineOffset > this.maxBytes;
      if (isTooLong) {
        yield* this.giveUpLine(part, from, base);
        yield this.rejectLine();
        this.tooLong = false;
        from = newline + 1;
      }
      this.record++;
      this.lineOffset = this.offset;
      if (isTooLong || this.offset - this.heldOffset >= this.chunkBytes) {
        this.held.add(part.subarray(from, newline + 1));
        from = newline + 1;
        yield* this.flush();
      }
    }
    this.offset = base + part.length;
    if (this.offset - this.lineOffset > this.maxBytes) yield* this.giveUpLine(part, from, base);
    else this.held.add(part.subarray(from));
  }

  /** The last line may have no newline. */
  *end(): Generator<Reject> {
    if (this.tooLong) yield this.rejectLine();
    else this.lineOffset = this.offset;
  }

  /** Gives the whole lines that are held, and drops the open one. */
  *flush(): Generator<Chunk> {
    this.held.truncate(this.lineOffset - this.heldOffset);
    const bytes = this.held.take();
    const { path, heldRecord: record, heldOffset: offset } = this;
    this.heldRecord = this.record;
    this.heldOffset = this.lineOffset;
    if (bytes.some((byte) => byte > 0x20)) yield { path, format: 'jsonl', record, offset, bytes };
  }

  /** Drops what there is of the open line, in `part` and before it. */
  private *giveUpLine(part: Uint8Array, from: number, base: number): Generator<Chunk> {
    if (this.tooLong) return;
    this.held.add(part.subarray(from, Math.max(from, this.lineOffset - base)));
    yield* this.flush();
    this.tooLong = true;
  }

  private rejectLine(): Reject {
    const detail = `a line of ${this.offset - this.lineOffset} bytes; read.max_record_bytes is ${this.maxBytes}`;
    return reject(this.path, this.record, this.lineOffset, 'too-large', detail);
  }
}
