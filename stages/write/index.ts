/** write: documents and rejects to the lines of the output files. */
import type { Document } from '../../pipeline/document.js';
import { isReject, type Reject } from '../../pipeline/input.js';
import type { RowSink, Rows, Writer } from '../../pipeline/output.js';
import { check } from './check.js';
import { csvHeader, csvRow } from './csv.js';
import { derive, derivedFiles, isPlain } from './derive.js';
import { options, type WriteOptions } from './options.js';
import { toRecords } from './records.js';
import { rename } from './rename.js';

const REJECTS = 'rejects.jsonl';

const encoder = new TextEncoder();

export const writer: Writer<typeof options> = {
  options,
  files: [...headers({ formats: ['jsonl', 'csv'], escape_formulas: true }).keys(), ...derivedFiles],
  headers,
  toRecords,
  createSink,
  rename,
  isPlain,
  derive,
  check,
};

function headers(options: WriteOptions): ReadonlyMap<string, string> {
  const files = new Map([
    ['documents.jsonl', ''],
    ['stories.jsonl', ''],
    ['removed.jsonl', ''],
  ]);
  if (options.formats.includes('csv')) files.set('documents.csv', csvHeader());
  return files.set(REJECTS, '');
}

/** Each document's part of each file. */
function serialize(document: Document, options: WriteOptions): ReadonlyMap<string, string> {
  const records = toRecords(document);
  const parts = new Map([
    ['documents.jsonl', toLine(records.document)],
    ['stories.jsonl', records.stories.map(toLine).join('')],
    ['removed.jsonl', toLine(records.removed)],
  ]);
  if (options.formats.includes('csv')) parts.set('documents.csv', csvRow(records, options));
  return parts;
}

function toLine(record: object): string {
  return `${JSON.stringify(record)}\n`;
}

function createSink(options: WriteOptions): RowSink {
  let parts = new Map<string, string[]>();
  let ids: string[] = [];
  const append = (file: string, text: string) => {
    const list = parts.get(file) ?? [];
    list.push(text);
    parts.set(file, list);
  };
  const add = (item: Document | Reject) => {
    if (isReject(item)) return append(REJECTS, toLine(toReject(item)));
    for (const [file, text] of serialize(item, options)) append(file, text);
    ids.push(item.origin.id);
  };
  const finish = (): Rows => {
    const files = [...parts].map(([file, list]) => [file, encoder.encode(list.join(''))] as const);
    const lengths = [...parts]
      .filter(([file]) => file !== REJECTS)
      .map(([file, list]) => [file, Uint32Array.from(list, (part) => Buffer.byteLength(part))] as const);
    const rows: Rows = { files: new Map(files), ids, lengths: new Map(lengths) };
    parts = new Map();
    ids = [];
    return rows;
  };
  return { add, finish };
}

/** In the order of the contract, whatever order the reject was made in. */
function toReject({ source, record, offset, stage, reason, detail }: Reject): Reject {
  return { source, record, offset, stage, reason, detail };
}
