/** Runs of the program whose time and memory are measured, and the inputs for them. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageRoot } from '../pipeline/resources.js';
import { page, pages } from './bench-text.js';

const CLI = join(packageRoot, 'dist/pipeline/cli.js');
const LOOK_EVERY_MS = 200;

/** Prints peak resident memory in kilobytes and CPU time in microseconds as the last line of standard error. */
const PRINT_USAGE = `data:text/javascript,process.on('exit',()=>{
  const {maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();
  console.error(JSON.stringify([maxRSS,userCPUTime+systemCPUTime]));
})`;

export interface Run {
  readonly seconds: number;
  /** CPU seconds of all threads; null of a run that was killed, as is the memory. */
  readonly cpu: number | null;
  /** Peak resident memory in MiB. */
  readonly memory: number | null;
  /** Batches; null of a run that was killed. */
  readonly batches: { readonly computed: number; readonly copied: number } | null;
}

/** Runs the program over an input, and kills it as soon as `killWhen` says so. Throws where the run fails. */
export async function run(
  input: string,
  out: string,
  flags: readonly string[],
  killWhen: () => boolean = () => false,
): Promise<Run> {
  const started = performance.now();
  const args = ['--import', PRINT_USAGE, CLI, 'run', input, '--out', out, ...flags];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stderr = text(child.stderr);
  const looking = setInterval(() => killWhen() && child.kill('SIGKILL'), LOOK_EVERY_MS);
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.on('close', (...ended) => resolve(ended)),
  );
  clearInterval(looking);
  const seconds = (performance.now() - started) / 1000;
  if (signal === 'SIGKILL') return { seconds, cpu: null, memory: null, batches: null };
  const lines = (await stderr).trim().split('\n');
  if (code !== 0) throw new Error(`the run ended with code ${code}:\n${lines.slice(-5).join('\n')}`);
  const [kilobytes, microseconds] = JSON.parse(lines.at(-1)!) as [number, number];
  const { batches } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  return { seconds, cpu: microseconds / 1e6, memory: kilobytes / 1024, batches };
}

const TEXTS = 4_000_000;

/** Writes records of about so many bytes to a file, with something before, between and behind them. Gives how many. */
export function writeRecords(
  path: string,
  bytes: number,
  [head, separator, tail]: readonly [string, string, string] = ['', '\n', '\n'],
): number {
  const texts = pages(TEXTS);
  const file = openSync(path, 'a');
  let count = 0;
  for (let written = writeSync(file, head); written < bytes; count++) {
    const record = JSON.stringify({
      text: `${texts[count % texts.length]}\nNumber ${count} of ${bytes} bytes.`,
    });
    written += writeSync(file, count === 0 ? record : separator + record);
  }
  writeSync(file, tail);
  closeSync(file);
  return count;
}

/** Writes so many pages of about so many characters, 1000 to a folder. */
export function writePages(folder: string, count: number, characters: number): void {
  for (let i = 0; i < count; i++) {
    const place = join(folder, String(Math.floor(i / 1000)));
    if (i % 1000 === 0) mkdirSync(place, { recursive: true });
    const length = characters / 2 + ((i * 7919) % characters);
    writeFileSync(join(place, `${i}.txt`), `${page(length, i * 13)}\nNumber ${i}.`);
  }
}
