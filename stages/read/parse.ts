/** The parsing half of the reader: a chunk of whole records to documents and rejects. */
import type { Document } from '../../pipeline/document.js';
import type { Chunk, Reject } from '../../pipeline/input.js';
import { decode } from './decode.js';
import { ReadError, rejectFor } from './failure.js';
import { type Fields, readFields } from './fields.js';
import { NO_PAGE_METADATA } from './metadata.js';
import type { ReadOptions } from './options.js';
import { createDocument, type RawRecord } from './record.js';

export function* parse(chunk: Chunk, options: ReadOptions): Generator<Document | Reject> {
  for (const raw of split(chunk)) {
    try {
      yield parseRecord(chunk, raw, options);
    } catch (error) {
      yield rejectFor(chunk.path, raw.record, raw.offset, error);
    }
  }
}

function* split(chunk: Chunk): Generator<RawRecord> {
  const { record, offset, bytes } = chunk;
  if (chunk.format === 'jsonl') yield* splitLines(chunk);
  else yield { record, offset, bytes };
}

/** The lines of the chunk without their newlines; lines of white space are no records. */
function* splitLines({ bytes, record, offset }: Chunk): Generator<RawRecord> {
  for (let from = 0; from < bytes.length; record++) {
    const newline = bytes.indexOf(10, from);
    const end = newline < 0 ? bytes.length : newline;
    let start = from;
    let stop = end;
    while (start < stop && bytes[start]! <= 0x20) start++;
    while (stop > start && bytes[stop - 1]! <= 0x20) stop--;
    if (start < stop) yield { record, offset: offset + start, bytes: bytes.subarray(start, stop) };
    from = end + 1;
  }
}

function parseRecord(chunk: Chunk, raw: RawRecord, options: ReadOptions): Document {
  const declared = chunk.format === 'html' ? declaredInHtml(raw.bytes) : null;
  const { text, encoding } = decode(raw.bytes, declared, options);
  const fields: Fields =
    chunk.format === 'jsonl'
      ? readFields(parseJson(text), options)
      : { ...NO_PAGE_METADATA, text, id: null, isHtml: chunk.format === 'html' };
  return createDocument(chunk, raw, encoding, fields);
}

/** The charset that a page's first kilobyte declares, as the HTML standard looks for it. */
function declaredInHtml(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{1,40})/i.exec(head)?.[1]?.toLowerCase() ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ReadError('bad-json', (error as Error).message);
  }
}
