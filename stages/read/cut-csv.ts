import type { Chunk, Reject } from '../../pipeline/input.js';
import { hasUtf8Mark } from './bytes.js';
import { type CsvHeader, CsvScanner, guessDelimiter, parseCsvRow } from './csv.js';
import { decode } from './decode.js';
import { ReadError, reject, rejectFor } from './failure.js';
import { Gatherer, RecordGatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

const NEWLINE = 10;

/**
 * Cuts CSV into its records. The first one, which begins in the first part, names the columns; quoted fields may hold
 * line ends. A quote that does not close within `max_record_bytes` or the input costs its own line only: reading goes
 * on with the next line.
 */
export async function* cutCsv(
  { path, bytes }: OpenInput,
  chunkBytes: number,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  let cutter: CsvCutter | null = null;
  let failure: Reject | null = null;
  try {
    for await (const part of bytes) {
      cutter ??= new CsvCutter(
        path,
        guessDelimiter(Buffer.from(part).toString('latin1')),
        chunkBytes,
        options,
      );
      yield* cutter.take(part);
    }
    if (cutter) yield* cutter.end();
  } catch (error) {
    failure = rejectFor(path, cutter?.record ?? null, 0, error);
  }
  if (cutter) yield* cutter.flush();
  if (failure) yield failure;
}

class CsvCutter {
  /** Number of the next record; the header is none. */
  record = 0;
  /** The bytes of the record that is open, and where it begins. */
  private readonly held = new Gatherer();
  private start = 0;
  /** Passing over what is left of a line. */
  private skipping = false;
  private readonly scanner: CsvScanner;
  /** There once the header is read. */
  private chunk: RecordGatherer | null = null;

  constructor(
    private readonly path: string,
    private readonly delimiter: string,
    private readonly chunkBytes: number,
    private readonly options: ReadOptions,
  ) {
    this.scanner = new CsvScanner(delimiter);
  }

  *take(part: Uint8Array): Generator<Chunk | Reject> {
    const isFirst = this.start === 0 && this.held.length === 0;
    if (isFirst && hasUtf8Mark(part)) this.start = 3;
    for (let from = isFirst ? this.start : 0; from < part.length; ) {
      if (this.skipping) {
        const newline = part.indexOf(NEWLINE, from);
        const to = newline < 0 ? part.length : newline + 1;
        this.start += to - from;
        this.skipping = newline < 0;
        from = to;
        continue;
      }
      const to = this.scanner.scan(part, from);
      const { outcome } = this.scanner;
      this.held.add(part.subarray(from, to));
      from = to;
      if (outcome === 'end') yield* this.endRecord();
      else if (outcome === 'broken') yield* this.giveUp(true);
      else if (this.held.length > this.options.max_record_bytes) yield* this.giveUp(this.scanner.inQuotes);
    }
  }

  *end(): Generator<Chunk | Reject> {
    while (this.held.length > 0) yield* this.scanner.inQuotes ? this.giveUp(true) : this.endRecord();
  }

  *flush(): Generator<Chunk> {
    if (this.chunk) yield* this.chunk.flush();
  }

  private *endRecord(): Generator<Chunk> {
    const bytes = this.held.take();
    if (this.chunk === null) {
      this.chunk = new RecordGatherer(this.path, 'csv', this.readHeader(bytes));
    } else if (bytes.some((byte) => byte > 0x20)) {
      this.chunk.add(this.record++, this.start, bytes);
      if (this.chunk.length >= this.chunkBytes) yield* this.chunk.flush();
    }
    this.start += bytes.length;
  }

  /** Rejects the record that is open. Where a quote in it does not close, what is held is read on from its next line. */
  private *giveUp(isUnclosed: boolean): Generator<Chunk | Reject> {
    const bytes = this.held.take();
    const newline = isUnclosed ? bytes.indexOf(NEWLINE) : -1;
    yield* this.flush();
    yield isUnclosed
      ? reject(this.path, this.record++, this.start, 'bad-csv', 'a quote that does not close')
      : reject(
          this.path,
          this.record++,
          this.start,
          'too-large',
          `at most ${this.options.max_record_bytes} bytes`,
        );
    this.scanner.reset();
    this.skipping = newline < 0;
    this.start += newline < 0 ? bytes.length : newline + 1;
    if (newline >= 0) yield* this.take(bytes.subarray(newline + 1));
  }

  private readHeader(bytes: Uint8Array): CsvHeader {
    const columns = parseCsvRow(decode(bytes, null, this.options).text, this.delimiter).map((c) => c.trim());
    const field = this.options.text_field;
    if (!columns.includes(field)) {
      const known = columns.slice(0, 20).join(', ');
      throw new ReadError('no-text', `no column "${field}"; set read.text_field to one of: ${known}`);
    }
    return { columns, delimiter: this.delimiter };
  }
}
