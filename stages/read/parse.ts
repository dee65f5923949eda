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
import type { WarcAbout } from './warc.js';

/** How a chunk of one format falls into records, and what is in the text of a record. */
interface Parser<Raw extends RawRecord = RawRecord> {
  readonly records: Iterable<Raw>;
  read(text: string, raw: Raw): Fields;
  /** The encoding that the format says a record is in. */
  declared?(raw: Raw): string | null;
}

export function parse(chunk: Chunk, options: ReadOptions): Iterable<Document | Reject> {
  switch (chunk.format as Format) {
    case 'html':
      return parseWith(chunk, options, {
        records: [chunk],
        declared: declaredInHtml,
        read: (text) => page(text, true),
      });
    case 'jsonl':
      return parseWith(chunk, options, {
        records: splitLines(chunk),
        read: (text) => readFields(parseJson(text), options),
      });
    case 'json':
    case 'parquet':
      return parseWith(chunk, options, {
        records: openGathered(chunk).records,
        read: (text) => readFields(parseJson(text), options),
      });
    case 'csv': {
      const { records, about } = openGathered(chunk);
      const header = about as CsvHeader;
      return parseWith(chunk, options, {
        records,
        read: (text) => readFields(parseCsvRecord(text, header), options),
      });
    }
    case 'warc': {
      const records = openGathered(chunk).records.map((raw) => ({ ...raw, about: raw.about as WarcAbout }));
      return parseWith(chunk, options, {
        records,
        declared: (raw) => raw.about.charset ?? (raw.about.isHtml ? declaredInHtml(raw) : null),
        read: (text, { about: { isHtml, id, url } }) => ({ ...page(text, isHtml), id, url }),
      });
    }
    default:
      return parseWith(chunk, options, { records: [chunk], read: (text) => page(text, false) });
  }
}

function* parseWith<Raw extends RawRecord>(
  chunk: Chunk,
  options: ReadOptions,
  parser: Parser<Raw>,
): Generator<Document | Reject> {
  for (const raw of parser.records) {
    try {
      const { text, encoding } = decode(raw.bytes, parser.declared?.(raw) ?? null, options);
      yield createDocument(chunk, raw, encoding, parser.read(text, raw));
    } catch (error) {
      yield rejectFor(chunk.path, raw.record, raw.offset, error);
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
function declaredInHtml({ bytes }: RawRecord): string | null {
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
