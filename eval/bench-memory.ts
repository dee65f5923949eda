/**
 * `make bench-memory`: time and peak resident memory of a run over 1 GB of JSONL, and over a JSON array of 1 GB. The files
 * and the output are made in the system's temporary folder and removed again; about 4 GB must be free there.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, writeRecords } from './bench-run.js';

/** The size of each file; another one, in megabytes, may be given as the first argument, and more flags behind it. */
const [megabytes = '1000', ...flags] = process.argv.slice(2);
const bytes = Number(megabytes) * 1e6;

async function measure(name: string, parts: readonly [string, string, string]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  try {
    const input = join(folder, name);
    writeRecords(input, bytes, parts);
    const { seconds, memory } = await run(input, join(folder, 'out'), flags);
    const speed = `${seconds.toFixed(0)} s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s`;
    console.log(`${name}: ${speed}, peak resident memory ${memory?.toFixed(0)} MiB`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await measure('lines.jsonl', ['', '\n', '\n']);
await measure('array.json', ['[', ',\n', ']\n']);
