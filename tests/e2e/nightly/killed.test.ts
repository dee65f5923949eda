import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cli, winnow } from '../program.js';
import { batchesOf, bytesOf, left, makeInput, until, WITHOUT_MODELS } from './nights.js';

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

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s in good order ends with code 130 and keeps what it had done',
    async (signal) => {
      const { input, out } = makeInput(800);
      const args = ['run', input, '--out', out, ...WITHOUT_MODELS];
      const child = spawn(process.execPath, [cli, ...args]);
      const ended = new Promise((resolve) => child.on('close', resolve));
      const stderr = text(child.stderr);
      await until(() => left(out) > 2);
      child.kill(signal);
      expect(await ended).toBe(130);
      expect(await stderr).toContain('kept for the next run');
      expect(existsSync(out)).toBe(false);
      const kept = left(out);
      await winnow(args);
      expect(batchesOf(out).copied).toBe(kept);
      expect((await winnow(['verify', out, input])).code).toBe(0);
    },
  );
});

function killAfter(args: readonly string[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' });
    child.on('close', () => resolve());
    void setTimeout(milliseconds).then(() => child.kill('SIGKILL'));
  });
}
