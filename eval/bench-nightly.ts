/**
 * `make bench-nightly`: what a second night costs, and what becomes of runs that are killed. The inputs and outputs are made
 * in the system's temporary folder and removed again; the largest take about four times LARGE_MB there.
 */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Run, run, writePages, writeRecords } from './bench-run.js';

const BATCH_BYTES = 512 * 1024;
const MANY_CHARACTERS = 1500;
/** What a small file counts as in a batch, in bytes. */
const SMALL_WEIGHT = 4096;
const PAGE_CHARACTERS = 6000;

/** Sizes and flags come from the environment: `make bench-nightly FILES=1000`. */
const size = (name: string, usual: number) => Number(process.env[name] || usual);
const flags = (process.env.FLAGS ?? '').split(' ').filter((flag) => flag !== '');

/** Works in a folder that is removed at the end. */
async function inFolder(work: (input: string, out: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  try {
    await work(join(folder, 'in'), join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(name: string, { seconds, cpu, memory, batches }: Run, first?: Run): void {
  const figures = [
    `${seconds.toFixed(2)} s`,
    ...(cpu === null ? [] : [`${cpu.toFixed(2)} s of CPU`]),
    ...(memory === null ? [] : [`${memory.toFixed(0)} MiB`]),
    ...(batches === null ? [] : [`${batches.computed} batches computed, ${batches.copied} copied`]),
    ...(first === undefined ? [] : [`${(first.seconds / seconds).toFixed(1)} times as fast as the first`]),
  ];
  console.log(`  ${name.padEnd(18)} ${figures.join(', ')}`);
}

/** A whole run, then the same again after each change. */
async function benchNights(
  input: string,
  out: string,
  changes: Readonly<Record<string, () => void>>,
): Promise<void> {
  const first = await run(input, out, flags);
  print('first', first);
  for (const [name, change] of Object.entries(changes)) {
    change();
    print(name, await run(input, out, flags), first);
  }
}

/** A run that is killed when about half of the bytes are done, and the next one, which takes over. */
async function benchKilled(input: string, out: string, bytes: number): Promise<void> {
  const manifest = join(out, '..', '.out.winnow', 'next', 'manifest.jsonl');
  const half = bytes / BATCH_BYTES / 2;
  const killed = await run(input, out, flags, () => linesOf(manifest) > half);
  const left = linesOf(manifest) - 1;
  if (killed.batches !== null) return print('too small to kill', killed);
  print('killed', killed);
  const resumed = await run(input, out, flags);
  print('resumed', resumed);
  if ((resumed.batches?.copied ?? 0) < left) throw new Error(`${left} batches were done before`);
}

function linesOf(path: string): number {
  if (!existsSync(path)) return 0;
  let lines = 0;
  for (const byte of readFileSync(path)) if (byte === 10) lines++;
  return lines;
}

const files = size('FILES', 10_000);
console.log(`${files} files`);
await inFolder(async (input, out) => {
  writePages(input, files, PAGE_CHARACTERS);
  await benchNights(input, out, {
    unchanged: () => {},
    'one changed': () => appendFileSync(join(input, '0', `${Math.min(500, files - 1)}.txt`), '\nMore.'),
  });
});

const bytes = size('JSONL_MB', 1000) * 1e6;
console.log(`${bytes / 1e6} MB of JSONL`);
await inFolder(async (folder, out) => {
  const input = `${folder}.jsonl`;
  writeRecords(input, bytes);
  await benchNights(input, out, { '1 % appended': () => void writeRecords(input, bytes / 100) });
});

const many = size('MANY_FILES', 200_000);
console.log(`${many} small files`);
await inFolder(async (input, out) => {
  writePages(input, many, MANY_CHARACTERS);
  await benchKilled(input, out, many * SMALL_WEIGHT);
});

const large = size('LARGE_MB', 5000) * 1e6;
console.log(`${large / 1e6} MB of JSONL`);
await inFolder(async (folder, out) => {
  const input = `${folder}.jsonl`;
  writeRecords(input, large);
  await benchKilled(input, out, large);
});
