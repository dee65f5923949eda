/** Inputs for nightly runs, and what such runs left. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { cli, temporaryFolder } from '../program.js';

export const WITHOUT_MODELS = [
  '--stages',
  'repair-text,normalize-quotes',
  '--set',
  'run.batch_bytes=65536',
] as const;

export const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);

export function makeInput(pages: number): { readonly input: string; readonly out: string } {
  const folder = temporaryFolder();
  const input = join(folder, 'in');
  mkdirSync(input);
  for (let i = 0; i < pages; i++) {
    const page = `Page ${i}\n${`“Sentence ${i}” of a page that’s long. `.repeat(100)}\n`;
    writeFileSync(join(input, `${String(i).padStart(5, '0')}.txt`), page);
  }
  return { input, out: join(folder, 'out') };
}

/** The bytes of an output, but for the two files with times in them. */
export function bytesOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => name !== 'report.json' && name !== 'manifest.jsonl');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** How many batches a killed run has left behind. */
export function left(out: string): number {
  const manifest = join(out, '..', '.out.winnow', 'next', 'manifest.jsonl');
  if (!existsSync(manifest)) return 0;
  return Math.max(0, readFileSync(manifest, 'utf8').split('\n').length - 2);
}

export function batchesOf(out: string): { readonly computed: number; readonly copied: number } {
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).batches;
}

export interface Night {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the program with a module loaded before it, which is told by the environment what to do. */
export async function runWith(
  module: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Night> {
  const child = spawn(process.execPath, ['--import', fixture(module), cli, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const stderr = text(child.stderr);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr: await stderr };
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(20);
}
