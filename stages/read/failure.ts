import type { Reject } from '../../pipeline/input.js';

/** Why an input or a record cannot be used; the words of `reason` in `rejects.jsonl`. */
export type Reason =
  | 'not-found'
  | 'unreadable'
  | 'link-loop'
  | 'empty'
  | 'binary'
  | 'bad-encoding'
  | 'bad-compression'
  | 'expands-too-much'
  | 'too-large'
  | 'bad-json'
  | 'bad-csv'
  | 'no-text'
  | 'text-not-a-string';

/** Thrown where reading cannot go on; becomes a reject. */
export class ReadError extends Error {
  constructor(
    readonly reason: Reason,
    detail: string,
    /** Byte offset in the decompressed input, null where unknown. */
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

/** The reject for something thrown while an input was read. Errors of the program itself are thrown on. */
export function rejectFor(
  source: string,
  record: number | null,
  offset: number | null,
  error: unknown,
): Reject {
  if (error instanceof ReadError) {
    return reject(source, record, error.offset ?? offset, error.reason, error.message);
  }
  if (isSystemError(error)) {
    const reason = error.code === 'ENOENT' ? 'not-found' : 'unreadable';
    return reject(source, record, offset, reason, `${error.code}: ${error.message.replace(/^\w+: /, '')}`);
  }
  throw error;
}

/** One line of at most 300 characters without control or formatting characters. */
function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return (
    error instanceof Error && 'syscall' in error && typeof (error as { code?: unknown }).code === 'string'
  );
}
