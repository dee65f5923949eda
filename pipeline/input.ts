/** What passes from the reader's cutting half (main thread) to its parsing half (workers). */
import type { z } from 'zod';
import type { Document } from './document.js';

/**
 * Raw bytes of whole records of one input, as they stand in it (decompressed). A batch is a list of chunks: many
 * small files, or one slice of a large one.
 */
export interface Chunk {
  /** The input's path as it was given or found by walking. */
  readonly path: string;
  /** How to parse the bytes: `text`, `html`, `jsonl`, `csv`, ... */
  readonly format: string;
  /** Number of the chunk's first record in its input, from 0. */
  readonly record: number;
  /** Byte offset of the chunk's first byte in the decompressed input. */
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** What the parser needs and the bytes do not hold, such as the header row of a CSV file. */
  readonly context?: string;
}

/** An input, or a record of one, that could not be used; a line of `rejects.jsonl`. */
export interface Reject {
  readonly source: string;
  /** Null where the whole input is rejected. */
  readonly record: number | null;
  /** Byte offset in the decompressed input, null where unknown. */
  readonly offset: number | null;
  readonly stage: string;
  /** One of a few fixed words, such as `empty`, `binary`, `bad-json`; `detail` is for people. */
  readonly reason: string;
  readonly detail: string;
}

/** The read stage, in two halves. */
export interface Reader<Options extends z.ZodObject = z.ZodObject> {
  readonly options: Options;
  /**
   * Finds the inputs (files, folders, globs, `-`) in sorted order and cuts them into chunks of about `chunkBytes`;
   * never more than one chunk is held. What cannot be read comes out as a reject in its place. `onHidden` is told of each
   * file or folder that is passed over since its name begins with a dot.
   */
  cut(
    inputs: readonly string[],
    options: z.output<Options>,
    chunkBytes: number,
    onHidden?: (path: string) => void,
  ): AsyncIterable<Chunk | Reject>;
  /** About how many bytes `cut` will give, for the progress bar; infinite where it cannot be known. */
  measure(inputs: readonly string[]): Promise<number>;
  /** Loads the parsing half, which takes some memory that a thread which only cuts does not need. */
  loadParse(): Promise<Parse<Options>>;
}

/** Decodes and parses a chunk: each record becomes a document, a line a paragraph, or a reject. */
export type Parse<Options extends z.ZodObject = z.ZodObject> = (
  chunk: Chunk,
  options: z.output<Options>,
) => Iterable<Document | Reject>;

export function isReject(x: object): x is Reject {
  return 'reason' in x;
}
