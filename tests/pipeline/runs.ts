/** Runs of the engine inside the test's own process. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { loadConfig } from '../../pipeline/config/config.js';
import { type RunRequest, type RunResult, runToFolder } from '../../pipeline/run/run.js';
import { writer } from '../../stages/index.js';

/** Small batches, so that a few files make many; no model, so that it is quick. */
const QUICK = ['run.workers=0', 'run.batch_bytes=4096'];

export interface Workplace {
  readonly input: string;
  readonly out: string;
}

/** A folder of inputs, and the place of the output beside it. */
export function workplace(files: Readonly<Record<string, string>>): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-run-'));
  const place = { input: join(folder, 'in'), out: join(folder, 'out') };
  mkdirSync(place.input);
  put(place, files);
  return place;
}

export function put({ input }: Workplace, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(input, name)), { recursive: true });
    writeFileSync(join(input, name), text);
  }
}

export interface RunSettings extends Partial<Omit<RunRequest, 'config'>> {
  readonly stages?: readonly string[];
  readonly set?: readonly string[];
}

export async function run({ input, out }: Workplace, settings: RunSettings = {}): Promise<RunResult> {
  const { stages = ['normalize-quotes'], set = [], ...request } = settings;
  return runToFolder(
    {
      run: 'test',
      inputs: [input],
      config: await loadConfig({ stages, set: [...QUICK, ...set] }),
      limit: Number.POSITIVE_INFINITY,
      force: false,
      signal: new AbortController().signal,
      log: pino({ level: 'silent' }),
      onProgress: () => {},
      ...request,
    },
    out,
  );
}

/** The path of a user's stage for tests. */
export const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);

/** A log that keeps its messages. */
export function listen(): pino.Logger & { readonly messages: readonly string[] } {
  const messages: string[] = [];
  const log = pino({}, { write: (line: string) => void messages.push(JSON.parse(line).msg) });
  return Object.assign(log, { messages });
}

/** What a run wrote, but for the two files with times in them. */
export function outputOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => writer.files.includes(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** Pages of a few hundred characters, each of its own. */
export function pages(count: number, from = 0): Record<string, string> {
  const page = (i: number) => `Page ${i}\n${`“Sentence ${i}” of a page. `.repeat(20 + (i % 30))}\n`;
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${String(from + i).padStart(5, '0')}.txt`, page(from + i)]),
  );
}
