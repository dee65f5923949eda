/** What a file name says: how the bytes are packed, and how the records stand in them. */

export type Format = 'text' | 'html' | 'jsonl' | 'json' | 'csv';
export type Compression = 'gzip' | null;

const FORMATS: Readonly<Record<string, Format>> = {
  txt: 'text',
  text: 'text',
  md: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
};

const COMPRESSIONS: Readonly<Record<string, Compression>> = { gz: 'gzip', gzip: 'gzip' };

export interface Naming {
  /** Null where the name does not say. */
  readonly format: Format | null;
  readonly compression: Compression;
}

/** Goes by the last extension, or by the last two where the last one is a compression. */
export function namingOf(path: string): Naming {
  const parts = path
    .slice(path.search(/[^/\\]*$/))
    .toLowerCase()
    .split('.')
    .slice(1);
  const compression = COMPRESSIONS[parts.at(-1) ?? ''] ?? null;
  if (compression) parts.pop();
  return { format: FORMATS[parts.at(-1) ?? ''] ?? null, compression };
}
