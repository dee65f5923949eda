/** `documents.parquet`: a row a document, in the order of `documents.jsonl`; what is nested is JSON. */
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ColumnSource, fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { DocumentRecord } from '../../pipeline/output.js';
import { readLines } from './lines.js';

/** A row group is written when this much JSON is in it. */
const GROUP_CHARACTERS = 8 * 1024 * 1024;
/** The least and the greatest value of a column stand in the file's index, which is held until the end. */
const STATISTICS_BYTES = 64;

type Cell = string | number | null | readonly unknown[];

interface Column {
  readonly name: string;
  readonly type: 'STRING' | 'JSON' | 'INT32' | 'DOUBLE';
  readonly nullable: boolean;
  readonly cell: (document: DocumentRecord) => Cell;
}

const column = (name: string, type: Column['type'], cell: Column['cell'], nullable = false): Column => ({
  name,
  type,
  nullable,
  cell,
});

const COLUMNS: readonly Column[] = [
  column('id', 'STRING', (d) => d.id),
  column('text', 'STRING', (d) => d.text),
  column('source', 'STRING', (d) => d.source),
  column('title', 'STRING', (d) => d.title, true),
  column('author', 'STRING', (d) => d.author, true),
  column('published', 'STRING', (d) => d.published, true),
  column('language', 'STRING', (d) => d.language, true),
  column('url', 'STRING', (d) => d.provenance.url, true),
  column('confidence', 'DOUBLE', (d) => d.confidence, true),
  column('record', 'INT32', (d) => d.provenance.record),
  column('format', 'STRING', (d) => d.provenance.format),
  column('encoding', 'STRING', (d) => d.provenance.encoding),
  column('bytes', 'INT32', (d) => d.provenance.bytes),
  column('sha256', 'STRING', (d) => d.provenance.sha256),
  column('blocks', 'JSON', (d) => d.blocks),
  column('stories', 'JSON', (d) => d.stories),
];

/** Writes the documents in a JSONL file as Parquet; a row group is held at a time. */
export async function writeParquet(from: string, to: string): Promise<void> {
  const schema = schemaFromColumnData({ columnData: toColumns([]) });
  const writer = new ParquetWriter({
    writer: fileWriter(to),
    schema,
    createdBy: 'winnow',
    statisticsTruncateLength: STATISTICS_BYTES,
  });
  let documents: DocumentRecord[] = [];
  let characters = 0;
  const flush = async () => {
    if (documents.length > 0)
      await writer.write({ columnData: toColumns(documents), rowGroupSize: documents.length });
    documents = [];
    characters = 0;
  };
  for await (const line of readLines(from)) {
    documents.push(JSON.parse(line));
    characters += line.length;
    if (characters >= GROUP_CHARACTERS) await flush();
  }
  await flush();
  await writer.finish();
}

function toColumns(documents: readonly DocumentRecord[]): ColumnSource[] {
  return COLUMNS.map(({ name, type, nullable, cell }) => ({
    name,
    type,
    nullable,
    data: documents.map(cell),
  }));
}

/** What is wrong with a Parquet file of the documents in a JSONL file; null where they are the same. A row group is held at a time. */
export async function compareParquet(from: string, path: string): Promise<string | null> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const lines = readLines(from);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd })) {
      const line = await lines.next();
      if (line.done) return `row ${rowStart} is of no document`;
      const document: DocumentRecord = JSON.parse(line.value);
      const wrong = COLUMNS.find(
        ({ name, cell }) => JSON.stringify(row[name]) !== JSON.stringify(cell(document)),
      );
      if (wrong) return `${wrong.name} of row ${rowStart} is not what the JSONL says`;
      rowStart++;
    }
  }
  return (await lines.next()).done ? null : `it ends before the document of row ${rowStart}`;
}
