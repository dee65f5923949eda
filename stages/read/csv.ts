/** CSV: where records end in the bytes, and what is in one. */
import { CsvError, parse } from 'csv-parse/sync';
import { ReadError } from './failure.js';

const QUOTE = 34;
const NEWLINE = 10;

/** What the parser of a record needs to know of its file. */
export interface CsvHeader {
  readonly columns: readonly string[];
  readonly delimiter: string;
}

/**
 * Finds the ends of records byte by byte: a quote opens a field only at its start, and closes it only where no second
 * quote follows, as csv-parse reads them with `relax_quotes`. A quoted field of several lines that is then closed in
 * the middle of text was never meant to go on: its quote is not closed where it should be.
 */
export class CsvScanner {
  /** What the last scan met: the record's end, the end of the bytes, or a quote that is not closed. */
  outcome: 'end' | 'more' | 'broken' = 'more';
  private state: 'field-start' | 'plain' | 'quoted' | 'quote-in-quoted' = 'field-start';
  /** Line ends in the quoted field that is open. */
  private hasLineEnd = false;
  private readonly delimiter: number;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** Whether the bytes so far end inside quotes. */
  get inQuotes(): boolean {
    return this.state === 'quoted';
  }

  /** Begins a record. */
  reset(): void {
    this.state = 'field-start';
    this.hasLineEnd = false;
  }

  /** Reads on from an offset; gives the offset it stopped at. */
  scan(bytes: Uint8Array, from: number): number {
    this.outcome = 'more';
    for (let i = from; i < bytes.length; i++) {
      if (this.state === 'quoted') {
        const quote = bytes.indexOf(QUOTE, i);
        const to = quote < 0 ? bytes.length : quote;
        this.hasLineEnd ||= bytes.subarray(i, to).includes(NEWLINE);
        if (quote < 0) break;
        i = quote;
        this.state = 'quote-in-quoted';
        continue;
      }
      const byte = bytes[i]!;
      if (byte === NEWLINE) {
        this.reset();
        this.outcome = 'end';
        return i + 1;
      }
      if (byte === this.delimiter) {
        this.reset();
      } else if (byte === QUOTE && this.state !== 'plain') {
        this.state = 'quoted';
      } else {
        if (this.state === 'quote-in-quoted' && this.hasLineEnd && byte > 0x20) {
          this.outcome = 'broken';
          return i;
        }
        this.state = 'plain';
      }
    }
    return bytes.length;
  }
}

/** The separator that the first line has most of: comma, semicolon, tab or bar. */
export function guessDelimiter(text: string): string {
  const line = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1).replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, n: line.split(delimiter).length }));
  return counts.reduce((best, next) => (next.n > best.n ? next : best)).delimiter;
}

/** The fields of one record. Throws a ReadError where it is no CSV. */
export function parseCsvRow(text: string, delimiter: string): readonly string[] {
  try {
    const rows = parse(text, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][];
    return rows[0] ?? [];
  } catch (error) {
    if (error instanceof CsvError) throw new ReadError('bad-csv', error.message);
    throw error;
  }
}

/** The record as an object. Fields that are left out at its end are empty; more than there are columns are an error. */
export function parseCsvRecord(text: string, { columns, delimiter }: CsvHeader): Record<string, string> {
  const fields = parseCsvRow(text, delimiter);
  if (fields.length > columns.length) {
    throw new ReadError('bad-csv', `${fields.length} fields, but the header names ${columns.length}`);
  }
  return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? '']));
}
