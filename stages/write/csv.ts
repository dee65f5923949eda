/** `documents.csv`: one row a document, for spreadsheets and data frames. RFC 4180, with `\n` at the end of a row. */
import { stringify } from 'csv-stringify/sync';
import type { Records } from '../../pipeline/output.js';
import type { WriteOptions } from './options.js';

const COLUMNS = [
  'id',
  'source',
  'url',
  'title',
  'author',
  'published',
  'language',
  'words',
  'paragraphs',
  'headings',
  'stories',
  'removed_chars',
  'confidence',
  'text',
] as const;

type Cell = string | number | null;
type Row = Readonly<Record<(typeof COLUMNS)[number], Cell>>;

/** A word is a run of letters and digits; in scripts without spaces each character counts. */
const WORD = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{N}]+/gu;

export function csvHeader(): string {
  return `${COLUMNS.join(',')}\n`;
}

/** The row of a document, with its newline. */
export function csvRow(
  { document, removed }: Pick<Records, 'document' | 'removed'>,
  options: WriteOptions,
): string {
  const { id, source, title, author, published, language, confidence, text } = document;
  const kinds = document.blocks.map((b) => b.kind);
  const row: Row = {
    id,
    source,
    url: document.provenance.url,
    title,
    author,
    published,
    language,
    words: text.match(WORD)?.length ?? 0,
    paragraphs: kinds.filter((k) => k === 'paragraph').length,
    headings: kinds.filter((k) => k === 'heading').length,
    stories: document.stories.length,
    removed_chars: removed.spans.reduce((sum, s) => sum + s.end - s.start, 0),
    confidence,
    text,
  };
  return toCsv(
    COLUMNS.map((column) => row[column]),
    options,
  );
}

/** Cells as one row. */
export function toCsv(cells: readonly Cell[], options: WriteOptions): string {
  return stringify([[...cells]], { escape_formulas: options.escape_formulas });
}
