/** What passes from the write stage to the engine: the lines of each output file, and how long each record's are. */
import type { z } from 'zod';
import type { Document } from './document.js';
import type { Reject } from './input.js';

/** Collects documents and rejects of one batch, in order, and gives their lines. */
export interface RowSink {
  add(item: Document | Reject): void;
  /** What was added, serialized; the sink is empty again after. */
  finish(): Rows;
}

/** The output of one batch. */
export interface Rows {
  /** Bytes to append to each output file, by file name. */
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** The document ids, in order. */
  readonly ids: readonly string[];
  /** For each file, the bytes that each document takes in it. Rejects have a file of their own. */
  readonly lengths: ReadonlyMap<string, Uint32Array<ArrayBuffer>>;
}

/** The write stage. */
export interface Writer<Options extends z.ZodObject = z.ZodObject> {
  readonly options: Options;
  /** What every output file begins with, by file name; the files that a run writes are its keys, in this order. */
  headers(options: z.output<Options>): ReadonlyMap<string, string>;
  createSink(options: z.output<Options>): RowSink;
  /** One document's part of an output file, under another id. */
  rename(file: string, part: Uint8Array, newId: string, options: z.output<Options>): Uint8Array<ArrayBuffer>;
}
