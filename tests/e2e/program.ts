/** Runs the built program as a user would, and reads what it wrote. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reject } from '../../pipeline/input.js';
import type { DocumentRecord, RemovedRecord, StoryRecord } from '../../pipeline/output.js';
import { packageRoot } from '../../pipeline/resources.js';

/** `WINNOW_CLI` names another build to test. */
export const cli = process.env.WINNOW_CLI ?? join(packageRoot, 'dist/pipeline/cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `winnow ARGS` in the package's folder; `input` goes to its standard input. Where `output` is an open file, standard
 * output goes there.
 */
export function winnow(
  args: readonly string[],
  input: string | Buffer = '',
  output: number | 'pipe' = 'pipe',
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: packageRoot,
      stdio: ['pipe', output, 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (part: Buffer) => stdout.push(part));
    child.stderr!.on('data', (part: Buffer) => stderr.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
    // A program that stops early closes its input; what it says then is the result.
    child.stdin!.on('error', () => {});
    child.stdin!.end(input);
  });
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'winnow-e2e-'));
}

export function parseLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

export interface RunFiles {
  readonly documents: DocumentRecord[];
  readonly stories: StoryRecord[];
  readonly removed: RemovedRecord[];
  readonly rejects: Reject[];
  readonly csv: string;
  /** Null where the run wrote none. */
  readonly report: Record<string, unknown> | null;
}

export function readRun(folder: string): RunFiles {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    documents: parseLines(text('documents.jsonl')),
    stories: parseLines(text('stories.jsonl')),
    removed: parseLines(text('removed.jsonl')),
    rejects: parseLines(text('rejects.jsonl')),
    csv: text('documents.csv'),
    report: existsSync(join(folder, 'report.json')) ? JSON.parse(text('report.json')) : null,
  };
}
