/** What a file name says: how the bytes are packed, and how the records stand in them. */

/** `warc` is WET as well; archives hold files of the other formats. */
export const FORMATS = ['text', 'html', 'jsonl', 'json', 'csv', 'warc', 'parquet', 'tar', 'zip'] as const;
export type Format = (typeof FORMATS)[number];
export type Compression = 'gzip' | 'zstd';

const EXTENSIONS: ReadonlyMap<string, Format> = new Map(
  Object.entries<Format>({
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
    warc: 'warc',
    wet: 'warc',
    parquet: 'parquet',
    tar: 'tar',
    zip: 'zip',
  }),
);

const COMPRESSIONS: ReadonlyMap<string, Compression> = new Map(
  Object.entries<Compression>({
    gz: 'gzip',
    gzip: 'gzip',
    zst: 'zstd',
    zstd: 'zstd',
  }),
);

export interface Naming {
  /** Null where the name does not say. */
  readonly format: Format | null;
  readonly compression: Compression | null;
}

/** Goes by the last extension, or by the last two where the last one is a compression. */
export function namingOf(path: string): Naming {
  const name = path.toLowerCase().replace(/\.tgz$/, '.tar.gz');
  const parts = name
    .slice(name.search(/[^/\\]*$/))
    .split('.')
    .slice(1);
  const compression = COMPRESSIONS.get(parts.at(-1) ?? '') ?? null;
  if (compression) parts.pop();
  return { format: EXTENSIONS.get(parts.at(-1) ?? '') ?? null, compression };
}
