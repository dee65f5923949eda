import type { Reject } from '../../pipeline/input.js';

/** Why an input or a record cannot be used; the words of `reason` in `rejects.jsonl`. */
export const REASONS = [
  'not-found',
  'unreadable',
  'link-loop',
  'empty',
  'binary',
  'bad-encoding',
  'bad-compression',
  'expands-too-much',
  'too-large',
  'bad-json',
  'bad-csv',
  'bad-warc',
  'bad-parquet',
  'bad-archive',
  'no-text',
  'text-not-a-string',
] as const;
export type Reason = (typeof REASONS)[number];

/** Thrown where reading cannot go on; becomes a reject. */
export class ReadError extends Error {
  constructor(
    readonly reason: Reason,
    detail: string,
    /** Byte offset from where the reading began, null where unknown. */
    readonly offset: number | null = null,
  ) {
    super(detail);
  }
}

/** A reject of this stage. Whatever stands in `detail` is safe to print: one line, no control characters. */
export function reject(
  source: string,
  record: number | null,
  offset: number | null,
  reason: Reason,
  detail: string,
): Reject {
  return { source, record, offset, stage: 'read', reason, detail: printable(detail) };
}

/**
 * The reject for what was thrown while an input was read; `offset` is where the reading began. Errors of the program
 * itself are thrown on.
 */
export function rejectFor(source: string, record: number | null, offset: number, error: unknown): Reject {
  if (error instanceof ReadError) {
    return reject(source, record, offset + (error.offset ?? 0), error.reason, error.message);
  }
  if (isSystemError(error)) {
    return error.code === 'ENOENT'
      ? reject(source, record, null, 'not-found', 'there is no such file or folder')
      : reject(source, record, null, 'unreadable', error.message);
  }
  throw error;
}

/** One line of at most 300 characters without control or formatting characters. */
function printable(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}

/** What was thrown while a library read a format, as damage of the input, unless something else went wrong. */
export function asDamage(error: unknown, reason: Reason): unknown {
  const isOther = error instanceof ReadError || isSystemError(error) || !(error instanceof Error);
  return isOther ? error : new ReadError(reason, error.message);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
