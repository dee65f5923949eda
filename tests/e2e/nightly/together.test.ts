import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun, winnow } from '../program.js';
import { batchesOf, bytesOf, makeInput, runWith, WITHOUT_MODELS } from './nights.js';

describe('two runs on one output folder', () => {
  it('do not meet: one works, the other ends with code 4 and names it', async () => {
    const { input, out } = makeInput(600);
    const args = ['run', input, '--out', out, ...WITHOUT_MODELS];
    const [a, b] = await Promise.all([winnow(args), winnow(args)]);
    expect([a.code, b.code].sort()).toEqual([0, 4]);
    expect(a.stderr + b.stderr).toMatch(/held by process \d+ on /);
    expect(readRun(out).documents).toHaveLength(600);
    expect((await winnow(['verify', out, input])).code).toBe(0);
  });

  it('of which the other is dead do not hinder each other', async () => {
    const { input, out } = makeInput(3);
    mkdirSync(join(out, '..', '.out.winnow'));
    const dead = { pid: 2 ** 22 + 1, host: hostname(), began: '1', run: 'dead', since: 'then' };
    writeFileSync(join(out, '..', '.out.winnow', 'lock'), `${JSON.stringify(dead)}\n`);
    expect((await winnow(['run', input, '--out', out, ...WITHOUT_MODELS])).code).toBe(0);
    expect(readdirSync(join(out, '..'))).not.toContain('.out.winnow');
  });
});

describe('metrics', () => {
  it.each<[string, string, readonly string[], number]>([
    ['a run that is done', '.', [], 0],
    ['one whose gate fails', '.', ['--set', 'gates.min_documents=9'], 3],
    ['one that has nothing to read', 'nowhere', [], 2],
    ['one with a mistake in its config', '.', ['--set', 'run.workers=many'], 2],
  ])('of %s tell its exit code', async (_, folder, more, exitCode) => {
    const { input, out } = makeInput(3);
    const metrics = `${out}.prom`;
    const flags = ['--out', out, '--metrics', metrics, ...WITHOUT_MODELS, ...more];
    const { code } = await winnow(['run', join(input, folder), ...flags]);
    expect(code).toBe(exitCode);
    const text = readFileSync(metrics, 'utf8');
    expect(text).toContain(`winnow_last_run_exit_code ${exitCode}\n`);
    expect(text).toMatch(/^winnow_last_run_timestamp_seconds \d{10}/m);
  });

  it('that have no folder to go to are a mistake told before the run', async () => {
    const { input, out } = makeInput(3);
    const { code, stderr } = await winnow(['run', input, '--out', out, '--metrics', `${out}/none/m.prom`]);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no folder');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a clock that jumps', () => {
  it.each(['-100000', '100000'])('by %s hours back and forth makes nothing be skipped', async (hours) => {
    const { input, out } = makeInput(40);
    const args = ['run', input, '--out', out, ...WITHOUT_MODELS];
    const night = () => runWith('wrong-clock.js', { CLOCK_HOURS: hours }, args);
    expect((await night()).code).toBe(0);
    const changed = join(input, '00021.txt');
    writeFileSync(changed, readFileSync(changed, 'utf8').replaceAll('Sentence 21', 'Sentence 12'));
    utimesSync(changed, 0, 0);
    expect((await night()).code).toBe(0);
    const { computed, copied } = batchesOf(out);
    expect(computed).toBe(1);
    expect(copied).toBeGreaterThan(0);
    await winnow(['run', input, '--out', `${out}-right`, ...WITHOUT_MODELS]);
    expect(bytesOf(out)).toEqual(bytesOf(`${out}-right`));
    expect((await winnow(['verify', out, input])).code).toBe(0);
  });
});
