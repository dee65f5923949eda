/** Makes documents: where a record came from, its text laid out in blocks, and what it says of itself. */
import { createHash } from 'node:crypto';
import { type Block, type Document, layOutLines } from '../../pipeline/document.js';
import type { Chunk } from '../../pipeline/input.js';
import { ReadError } from './failure.js';
import type { Fields } from './fields.js';
import { layOutHtml } from './html.js';
import { detectLanguage, NO_PAGE_METADATA, type PageMetadata } from './metadata.js';

/** A record's bytes and where they stand. */
export interface RawRecord {
  /** Number of the record in its input, from 0. */
  readonly record: number;
  /** Byte offset in the decompressed input. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

interface Layout {
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly metadata: PageMetadata;
}

/**
 * What the record itself says goes before what its page says. Throws a ReadError where there is no text in the record.
 */
export function createDocument(chunk: Chunk, raw: RawRecord, encoding: string, fields: Fields): Document {
  const { source, blocks, metadata }: Layout = fields.isHtml
    ? layOutHtml(fields.text)
    : { source: fields.text, blocks: layOutLines(fields.text), metadata: NO_PAGE_METADATA };
  if (blocks.length === 0) {
    throw new ReadError('empty', fields.text === '' ? 'no text' : 'no text but white space');
  }
  const sha256 = createHash('sha256').update(raw.bytes).digest('hex');
  return {
    origin: {
      id: fields.id ?? sha256.slice(0, 16),
      path: chunk.path,
      record: raw.record,
      format: chunk.format,
      encoding,
      bytes: raw.bytes.length,
      sha256,
      url: fields.url ?? metadata.url,
    },
    source,
    blocks,
    stories: [],
    metadata: {
      title: fields.title ?? metadata.title,
      author: fields.author ?? metadata.author,
      published: fields.published ?? metadata.published,
      language: fields.language ?? detectLanguage(source, blocks) ?? metadata.language,
      confidence: null,
    },
  };
}
