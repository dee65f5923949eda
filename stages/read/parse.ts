/** The parsing half of the reader: a chunk of whole records to documents and rejects. */
import type { Document } from '../../pipeline/document.js';
import type { Chunk, Reject } from '../../pipeline/input.js';
import { type CsvHeader, parseCsvRecord } from './csv.js';
import { decode } from './decode.js';
import { ReadError, rejectFor } from './failure.js';
import { type Fields, readFields } from './fields.js';
import type { Format } from './formats.js';
import { openGathered } from './gather.js';
import { NO_PAGE_METADATA } from './metadata.js';
import type { ReadOptions } from './options.js';
import { createDocument, type RawRecord } from './record.js';

/** How a chunk of one format falls into records, and what is in the text of a record. */
interface Parser {
  readonly records: Iterable<RawRecord>;
  read(text: string): Fields;
}

export function* parse(chunk: Chunk, options: ReadOptions): Generator<Document | Reject> {
  const parser = openChunk(chunk, options);
  for (const raw of parser.records) {
    try {
      const declared = chunk.format === 'html' ? declaredInHtml(raw.bytes) : null;
      const { text, encoding } = decode(raw.bytes, declared, options);
      yield createDocument(chunk, raw, encoding, parser.read(text));
    } catch (error) {
      yield rejectFor(chunk.path, raw.record, raw.offset, error);
    }
  }
}

function openChunk(chunk: Chunk, options: ReadOptions): Parser {
  switch (chunk.format as Format) {
    case 'text':
      return { records: [chunk], read: (text) => page(text, false) };
    case 'html':
      return { records: [chunk], read: (text) => page(text, true) };
    case 'jsonl':
      return { records: splitLines(chunk), read: (text) => readFields(parseJson(text), options) };
    case 'json':
      return { records: openGathered(chunk).records, read: (text) => readFields(parseJson(text), options) };
    case 'csv': {
      const { records, about } = openGathered(chunk);
      return { records, read: (text) => readFields(parseCsvRecord(text, about as CsvHeader), options) };
    }
  }
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

function page(text: string, isHtml: boolean): Fields {
  return { ...NO_PAGE_METADATA, text, isHtml, id: null };
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
