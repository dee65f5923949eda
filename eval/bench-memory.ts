/**
 * `make bench-memory`: peak resident memory of a run over 1 GB of JSONL, and over a JSON array of 1 GB. The files and the
 * output are made in the system's temporary folder and removed again; about 4 GB must be free there.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../pipeline/resources.js';
import { pages } from './bench-text.js';

/** The size of each file; another one, in megabytes, may be given as the first argument. */
const BYTES = Number(process.argv[2] ?? 1000) * 1_000_000;

/** Prints the peak resident memory of the process, in kilobytes, as its last line of standard error. */
const REPORT_MEMORY = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;

function writeRecords(path: string, bytes: number, head: string, separator: string, tail: string): void {
  const texts = pages(4_000_000);
  const file = openSync(path, 'w');
  let written = writeSync(file, head);
  for (let i = 0; written < bytes; i++) {
    const record = JSON.stringify({ id: `r${i}`, text: texts[i % texts.length] });
    written += writeSync(file, i === 0 ? record : separator + record);
  }
  writeSync(file, tail);
  closeSync(file);
}

function measure(input: string, out: string): void {
  const started = performance.now();
  const cli = join(packageRoot, 'dist/pipeline/cli.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', REPORT_MEMORY, cli, 'run', input, '--out', out],
    { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 },
  );
  const kilobytes = Number(stderr.trim().split('\n').at(-1));
  const seconds = (performance.now() - started) / 1000;
  const speed = `${seconds.toFixed(0)} s, ${(BYTES / 1e6 / seconds).toFixed(1)} MB/s`;
  console.log(
    `${input}: exit code ${status}, ${speed}, peak resident memory ${Math.round(kilobytes / 1024)} MiB`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
try {
  const lines = join(folder, 'lines.jsonl');
  writeRecords(lines, BYTES, '', '\n', '\n');
  measure(lines, join(folder, 'out'));
  rmSync(lines);
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  const array = join(folder, 'array.json');
  writeRecords(array, BYTES, '[', ',\n', ']\n');
  measure(array, join(folder, 'out'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
