import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cli, readRun, temporaryFolder, winnow } from './program.js';

const WITHOUT_MODELS = ['--stages', 'repair-text,normalize-quotes', '--set', 'run.batch_bytes=65536'];

function makeInput(pages: number): { input: string; out: string } {
  const folder = temporaryFolder();
  const input = join(folder, 'in');
  mkdirSync(input);
  for (let i = 0; i < pages; i++) {
    const text = `Page ${i}\n${`“Sentence ${i}” of a page that’s long. `.repeat(100)}\n`;
    writeFileSync(join(input, `${String(i).padStart(5, '0')}.txt`), text);
  }
  return { input, out: join(folder, 'out') };
}

/** The bytes of an output, but for the two files with times in them. */
function bytesOf(out: string): Record<string, string> {
  const names = readdirSync(out).filter((name) => name !== 'report.json' && name !== 'manifest.jsonl');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

describe('workers', () => {
  it('give the same bytes, however many there are', async () => {
    const { input, out } = makeInput(300);
    for (const n of [0, 1, 2, 3]) {
      const { code } = await winnow(['run', input, '--out', out + n, '--workers', `${n}`, ...WITHOUT_MODELS]);
      expect(code).toBe(0);
      expect(bytesOf(out + n)).toEqual(bytesOf(`${out}0`));
    }
  });

  it.each([
    ['throw', 60, 'stage-failed', 'on purpose'],
    ['lose', 60, 'stage-failed', 'characters in no block'],
    ['exit', 60, 'crash', 'exited'],
    ['hoard', 60, 'crash', 'memory'],
    ['hang', 3, 'timeout', 'more than 3 seconds'],
  ])('that %s on a document cost that document and no other', async (deed, seconds, reason, detail) => {
    const { input, out } = makeInput(40);
    writeFileSync(join(input, '00017.txt'), `Page\ndeed: ${deed}\nText.`);
    const stages = ['--stages', join(import.meta.dirname, 'fixtures/misbehave.js')];
    const flags = ['--workers', '2', '--set', `run.document_seconds=${seconds}`];
    const { code, stderr } = await winnow(['run', input, '--out', out, ...stages, ...flags]);
    expect(stderr).not.toMatch(/internal error/);
    expect(code).toBe(0);
    const { documents, rejects } = readRun(out);
    expect(documents).toHaveLength(39);
    expect(rejects).toMatchObject([
      { source: join(input, '00017.txt'), record: 0, stage: 'misbehave', reason },
    ]);
    expect(rejects[0]!.detail).toContain(detail);
  });
});

describe('a run that is killed', () => {
  it('at any of 20 moments leaves the output as it was, and what it had done is not done again', async () => {
    const { input, out } = makeInput(300);
    const args = ['run', input, '--workers', '1', ...WITHOUT_MODELS];
    const started = performance.now();
    await winnow([...args, '--out', `${out}-undisturbed`]);
    const whole = performance.now() - started;
    const done = bytesOf(`${out}-undisturbed`);
    const all = batchesOf(`${out}-undisturbed`).computed;
    const yesterday = ['run', makeInput(3).input, '--out', out, ...WITHOUT_MODELS];
    await winnow(yesterday);
    const before = bytesOf(out);

    let computed = 0;
    for (let kill = 0; kill < 20; kill++) {
      const kept = left(out);
      await killAfter([...args, '--out', out], whole * Math.random());
      const now = bytesOf(out);
      if (now['documents.jsonl'] === before['documents.jsonl']) {
        expect(now).toEqual(before);
        expect(left(out)).toBeGreaterThanOrEqual(kept);
        computed += left(out) - kept;
      } else {
        expect(now).toEqual(done);
        expect(computed + batchesOf(out).computed).toBeLessThanOrEqual(all);
        computed = 0;
        await winnow(yesterday);
      }
    }
    await winnow([...args, '--out', out]);
    expect(bytesOf(out)).toEqual(done);
    expect(computed + batchesOf(out).computed).toBeLessThanOrEqual(all);
  }, 600_000);

  it('by a signal in good order ends with code 130', async () => {
    const { input, out } = makeInput(800);
    const child = spawn(process.execPath, [cli, 'run', input, '--out', out, ...WITHOUT_MODELS]);
    const ended = new Promise((resolve) => child.on('close', resolve));
    let stderr = '';
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    await until(() => left(out) > 2);
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
    expect(stderr).toContain('kept for the next run');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a full disk', () => {
  // A limit on the size of a file stands in for it: writing fails at the same place, in the same way.
  it('ends with one line, leaves the output as it was, and costs nothing that was done', async () => {
    const { input, out } = makeInput(300);
    const args = ['run', input, '--out', out, '--workers', '1', ...WITHOUT_MODELS];
    await winnow(['run', makeInput(3).input, '--out', out, ...WITHOUT_MODELS]);
    const before = bytesOf(out);
    const limited = await runLimited(1024, args);
    expect(limited.code).toBe(1);
    expect(limited.stderr).toMatch(/^winnow: writing .*: .*; .*run again/m);
    expect(limited.stderr).not.toMatch(/internal error|^ +at /m);
    expect(bytesOf(out)).toEqual(before);
    const kept = left(out);
    expect(kept).toBeGreaterThan(0);
    await winnow(args);
    await winnow([...args.slice(0, 3), `${out}-undisturbed`, ...args.slice(4)]);
    expect(bytesOf(out)).toEqual(bytesOf(`${out}-undisturbed`));
    expect(batchesOf(out).computed).toBe(batchesOf(`${out}-undisturbed`).computed - kept);
  });
});

describe('two runs on one output folder', () => {
  it('do not meet: one works, the other ends with code 4 and names it', async () => {
    const { input, out } = makeInput(600);
    const args = ['run', input, '--out', out, ...WITHOUT_MODELS];
    const [a, b] = await Promise.all([winnow(args), winnow(args)]);
    expect([a.code, b.code].sort()).toEqual([0, 4]);
    expect(a.stderr + b.stderr).toMatch(/held by process \d+ on /);
    expect(readRun(out).documents).toHaveLength(600);
  });
});

/** Runs the program where no file may grow beyond so many blocks of 1024 bytes. */
function runLimited(
  blocks: number,
  args: readonly string[],
): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const command = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`;
    const child = spawn('bash', ['-c', command, 'bash', process.execPath, cli, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (part) => {
      stderr += part;
    });
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

function killAfter(args: readonly string[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' });
    child.on('close', () => resolve());
    void setTimeout(milliseconds).then(() => child.kill('SIGKILL'));
  });
}

/** How many batches a killed run has left behind. */
function left(out: string): number {
  const manifest = join(out, '..', '.out.winnow', 'next', 'manifest.jsonl');
  if (!existsSync(manifest)) return 0;
  return Math.max(0, readFileSync(manifest, 'utf8').split('\n').length - 2);
}

function batchesOf(out: string): { computed: number; copied: number } {
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).batches;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setTimeout(20);
}
