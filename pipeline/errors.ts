/** Errors that end the program with one line for the user, and its exit codes. */

/** Exit codes of the program. */
export const EXIT = {
  done: 0,
  internal: 1,
  difference: 1,
  usage: 2,
  gate: 3,
  locked: 4,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure whose message is all the user needs: what is wrong and how to mend it. */
export class UserError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.name = 'UserError';
    this.exitCode = exitCode;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
