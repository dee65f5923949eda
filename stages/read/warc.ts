/** What is in one WARC record (ISO 28500): a page with its address, or nothing of interest. */
import { brotliDecompressSync } from 'node:zlib';
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio';
import { ReadError } from './failure.js';
import { Gatherer } from './gather.js';

/** A page as it came over the wire, without transfer and content encoding. */
export interface WarcPage {
  readonly about: WarcAbout;
  readonly payload: Uint8Array;
}

/** What its record says of a page. */
export interface WarcAbout {
  readonly id: string | null;
  readonly url: string | null;
  readonly isHtml: boolean;
  readonly charset: string | null;
}

/** The inflater is given so little at a time that what it grows to can be held. */
const SLICE_BYTES = 16 * 1024;

/**
 * The page in a record: of a response with a status of 2xx, a resource, or a WET conversion, where it is text or HTML.
 * Null for all other records. Throws a ReadError where the record is broken or the page is over `maxBytes`.
 */
export async function readWarcRecord(bytes: Uint8Array, maxBytes: number): Promise<WarcPage | null> {
  try {
    return await readRecord(bytes, maxBytes);
  } catch (error) {
    if (error instanceof ReadError) throw error;
    throw new ReadError('bad-warc', error instanceof Error ? error.message : String(error));
  }
}

async function readRecord(bytes: Uint8Array, maxBytes: number): Promise<WarcPage | null> {
  const record = await new WARCParser(new AsyncIterReader(slices(bytes), null)).parse();
  const type = record?.warcType;
  if (!record || !type) throw new ReadError('bad-warc', 'the record has no WARC-Type');
  if (type !== 'response' && type !== 'resource' && type !== 'conversion') return null;
  const { httpHeaders } = record;
  if (type === 'response' && !httpHeaders?.statusline.startsWith('HTTP/')) {
    // DNS look-ups and the like are responses, too.
    if (!/^https?:/i.test(record.warcTargetURI ?? '')) return null;
    throw new ReadError('bad-warc', 'the response has no HTTP headers');
  }
  if (httpHeaders && !/^2\d\d$/.test(String(httpHeaders.statusCode))) return null;
  const contentType = (httpHeaders ? httpHeaders.headers.get('Content-Type') : record.warcContentType) ?? '';
  const [, kind, charset] = /^\s*([\w.+-]+\/[\w.+-]+)?(?:.*?charset\s*=\s*["']?([\w:-]{1,40}))?/i.exec(
    contentType,
  )!;
  const isHtml = /^(?:text\/html|application\/xhtml\+xml)$/i.test(kind ?? '');
  if (!isHtml && !/^text\/plain$/i.test(kind ?? '')) return null;
  const url = record.warcTargetURI ?? null;
  if (url === null) throw new ReadError('bad-warc', 'the record has no WARC-Target-URI');
  const id = /[\w-]{36}/.exec(record.warcHeader('WARC-Record-ID') ?? '')?.[0] ?? null;
  const payload = await readPayload(record, maxBytes);
  return { about: { id, url, isHtml, charset: charset?.toLowerCase() ?? null }, payload };
}

async function readPayload(record: WARCRecord, maxBytes: number): Promise<Uint8Array> {
  const headers = record.httpHeaders?.headers;
  const coding = headers?.get('Content-Encoding')?.trim().toLowerCase() ?? null;
  // warcio takes every coding for gzip or deflate.
  if (coding !== null && !/^(?:x-)?gzip$|^deflate$/.test(coding)) headers?.delete('Content-Encoding');
  const payload = new Gatherer();
  for await (const part of record) {
    payload.add(part);
    if (payload.length > maxBytes) throw new ReadError('too-large', `a page of more than ${maxBytes} bytes`);
  }
  const bytes = payload.take();
  if (coding !== 'br') return bytes;
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new ReadError('bad-compression', `brotli: ${(error as Error).message}`);
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES);
}
