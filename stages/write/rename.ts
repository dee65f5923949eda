/** Gives a written record another id, where an earlier record of the run has the same one. */
import type { DocumentRecord, RemovedRecord, StoryRecord } from '../../pipeline/output.js';
import { toCsv } from './csv.js';
import type { WriteOptions } from './options.js';

/** `part` is what one document takes in `file`: no line, one, or (stories) several. */
export function rename(
  file: string,
  part: Uint8Array,
  newId: string,
  options: WriteOptions,
): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(part);
  return new TextEncoder().encode(
    file.endsWith('.csv') ? renameRow(text, newId, options) : renameLines(text, newId),
  );
}

function renameLines(text: string, newId: string): string {
  // Not `.+`, which ends at U+2028: JSON does not escape it.
  return text.replace(/[^\n]+/g, (line) => JSON.stringify(renamed(JSON.parse(line), newId)));
}

function renamed(record: DocumentRecord | StoryRecord | RemovedRecord, id: string) {
  if ('parent' in record) return { ...record, id: id + record.id.slice(record.parent.length), parent: id };
  if ('stories' in record) {
    return { ...record, id, stories: record.stories.map((s) => id + s.slice(record.id.length)) };
  }
  return { ...record, id };
}

/** The id is the first cell: it ends at the first comma outside quotation marks. */
function renameRow(row: string, newId: string, options: WriteOptions): string {
  let quoted = false;
  let end = 0;
  for (; end < row.length && (quoted || row[end] !== ','); end++) if (row[end] === '"') quoted = !quoted;
  return toCsv([newId], options).trimEnd() + row.slice(end);
}
