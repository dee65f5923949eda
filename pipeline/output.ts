/** The records of the output contract, and what passes from the write stage to the engine. */
import type { z } from 'zod';
import { BODY_KINDS, type Document, type Kind, type Origin } from './document.js';
import type { Reject } from './input.js';

/** A block that is kept; offsets are code points of the source. */
export interface BlockRecord {
  readonly kind: Kind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of headings: 1 to 6, null where it cannot be told. */
  readonly level?: number | null;
}

/** What stands between two blocks of a text. */
export const SEPARATOR = '\n\n';

/** The text of an article or a story, as its blocks make it up. */
export function bodyText(blocks: readonly Pick<BlockRecord, 'kind' | 'text'>[]): string {
  return blocks
    .filter(({ kind }) => BODY_KINDS.has(kind))
    .map(({ text }) => text)
    .join(SEPARATOR);
}

/** A line of `documents.jsonl`. */
export interface DocumentRecord {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly published: string | null;
  readonly language: string | null;
  readonly blocks: readonly BlockRecord[];
  readonly stories: readonly string[];
  readonly confidence: number | null;
  readonly provenance: Omit<Origin, 'id' | 'path'>;
}

/** A line of `stories.jsonl`. */
export interface StoryRecord {
  readonly id: string;
  readonly parent: string;
  readonly title: string | null;
  readonly text: string;
  readonly blocks: readonly BlockRecord[];
  readonly truncated: boolean;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** A block that is not kept. */
export interface RemovedSpan {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly stage: string | null;
  readonly rule: string | null;
  readonly score: number | null;
  /** There where it was removed from the text alone, when that was cleaned again; the score is then that of the text. */
  readonly again?: true;
  readonly text: string;
}

/** A line of `removed.jsonl`. */
export interface RemovedRecord {
  readonly id: string;
  readonly source: string;
  readonly spans: readonly RemovedSpan[];
}

/** All that is written of one document. */
export interface Records {
  readonly document: DocumentRecord;
  readonly stories: readonly StoryRecord[];
  readonly removed: RemovedRecord;
}

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
  /** Every file that some options ask for. */
  readonly files: readonly string[];
  /** What every output file begins with, by file name; the files that a run writes are its keys, in this order. */
  headers(options: z.output<Options>): ReadonlyMap<string, string>;
  toRecords(document: Document): Records;
  createSink(options: z.output<Options>): RowSink;
  /** One document's part of an output file, under another id. */
  rename(file: string, part: Uint8Array, newId: string, options: z.output<Options>): Uint8Array<ArrayBuffer>;
  /** Whether no file is made from whole output files. */
  isPlain(options: z.output<Options>): boolean;
  /** Makes the files that are made from whole output files, in the folder of these. */
  derive(folder: string, options: z.output<Options>): Promise<void>;
  /** Whether all forms of the output say the same: the first thing that is wrong, in one line, or null. */
  check(folder: string, options: z.output<Options>): Promise<string | null>;
}
