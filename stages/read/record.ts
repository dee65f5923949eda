/** Makes documents: where a record came from, its text laid out by lines, and what it says of itself. */
import { createHash } from 'node:crypto';
import { type Document, layOutLines, type Metadata, NO_METADATA } from '../../pipeline/document.js';
import type { Chunk } from '../../pipeline/input.js';
import { ReadError } from './failure.js';

/** A record's bytes and where they stand. */
export interface RawRecord {
  readonly record: number;
  /** Byte offset in the decompressed input. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** What a record says of itself. */
export interface Fields {
  readonly text: string;
  readonly id: string | null;
  readonly url: string | null;
  readonly title: string | null;
}

/** Throws a ReadError where there is no text in the record. */
export function createDocument(chunk: Chunk, raw: RawRecord, encoding: string, fields: Fields): Document {
  const source = fields.text;
  const blocks = layOutLines(source);
  if (blocks.length === 0) throw new ReadError('empty', 'no text but white space');
  const sha256 = createHash('sha256').update(raw.bytes).digest('hex');
  const metadata: Metadata = { ...NO_METADATA, title: fields.title };
  return {
    origin: {
      id: fields.id ?? sha256.slice(0, 16),
      path: chunk.path,
      record: raw.record,
      format: chunk.format,
      encoding,
      bytes: raw.bytes.length,
      sha256,
      url: fields.url,
    },
    source,
    blocks,
    stories: [],
    metadata,
  };
}
