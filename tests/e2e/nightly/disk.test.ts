import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { cli, winnow } from '../program.js';
import { batchesOf, bytesOf, left, makeInput, type Night, runWith, WITHOUT_MODELS } from './nights.js';

/** A limit on the size of a file: writing fails in the system itself. */
async function runLimited(blocks: number, args: readonly string[]): Promise<Night> {
  const command = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`;
  const child = spawn('bash', ['-c', command, 'bash', process.execPath, cli, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = text(child.stderr);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr: await stderr };
}

const failing = (code: string) => (args: readonly string[]) =>
  runWith('failing-disk.js', { DISK_ERROR: code, DISK_BYTES: '1500000' }, args);

describe('a disk', () => {
  it.each<[string, RegExp, (args: readonly string[]) => Promise<Night>]>([
    ['where no file may grow any more', /limit on file sizes/, (args) => runLimited(1024, args)],
    ['that is full', /no space left on the device; free some/, failing('ENOSPC')],
    ['whose quota is used up', /quota is used up/, failing('EDQUOT')],
    ['that turns read-only', /read-only; make it writable/, failing('EROFS')],
    ['that fails', /device failed/, failing('EIO')],
  ])(
    '%s ends the run with one line; the output stays, and what was done is not done again',
    async (_, line, run) => {
      const { input, out } = makeInput(300);
      const args = ['run', input, '--out', out, '--workers', '1', ...WITHOUT_MODELS];
      await winnow(['run', makeInput(3).input, '--out', out, ...WITHOUT_MODELS]);
      const before = bytesOf(out);
      const stopped = await run(args);
      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toMatch(/^winnow: writing .*: .*; .*run again/m);
      expect(stopped.stderr).toMatch(line);
      expect(stopped.stderr).not.toMatch(/internal error|^ +at /m);
      expect(bytesOf(out)).toEqual(before);
      const kept = left(out);
      expect(kept).toBeGreaterThan(0);
      await winnow(args);
      await winnow([...args.slice(0, 3), `${out}-undisturbed`, ...args.slice(4)]);
      expect(bytesOf(out)).toEqual(bytesOf(`${out}-undisturbed`));
      expect(batchesOf(out).computed).toBe(batchesOf(`${out}-undisturbed`).computed - kept);
    },
  );
});
