import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { takeLock } from '../../../pipeline/run/lock.js';

const place = () => join(mkdtempSync(join(tmpdir(), 'winnow-lock-')), 'lock');

/** What a process leaves behind that is no more. */
function leave(path: string, holder: object): void {
  writeFileSync(path, `${JSON.stringify({ run: 'dead', since: 'then', host: hostname(), ...holder })}\n`);
}

it('is held by one run at a time, which is named to the others', () => {
  const path = place();
  const lock = takeLock(path, 'first');
  expect(() => takeLock(path, 'second')).toThrow(`process ${process.pid} on ${hostname()} (run first`);
  expect(() => takeLock(path, 'second')).toThrow(expect.objectContaining({ exitCode: 4 }));
  lock.check();
  lock.release();
  takeLock(path, 'second').release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it.each([
  ['a process that is dead', { pid: 2 ** 22 + 1, began: '1' }],
  ['a dead process whose number was given again', { pid: process.pid, began: 'long ago' }],
])('is taken over from %s', (_, holder) => {
  const path = place();
  leave(path, holder);
  const lock = takeLock(path, 'mine');
  expect(JSON.parse(readFileSync(path, 'utf8')).run).toBe('mine');
  lock.release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('is taken over where its file was not written whole', () => {
  const path = place();
  writeFileSync(path, '{"pid":');
  takeLock(path, 'mine').check();
});

it('is respected where its holder is on another machine, and the way out is named', () => {
  const path = place();
  leave(path, { pid: 1, began: '1', host: 'elsewhere' });
  expect(() => takeLock(path, 'mine')).toThrow(`remove ${path}`);
});

it('is taken over from another machine that has not touched it for long', () => {
  const path = place();
  leave(path, { pid: 1, began: '1', host: 'elsewhere' });
  const before = Date.now() / 1000 - 600;
  utimesSync(path, before, before);
  takeLock(path, 'mine').release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('is touched while it is held', () => {
  vi.useFakeTimers();
  const path = place();
  const lock = takeLock(path, 'mine');
  utimesSync(path, 0, 0);
  vi.advanceTimersByTime(20_000);
  expect(statSync(path).mtimeMs).toBeGreaterThan(0);
  lock.release();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('that was lost is noticed, and not released', () => {
  const path = place();
  const lock = takeLock(path, 'mine');
  leave(path, { pid: process.pid, began: null, run: 'other' });
  expect(() => lock.check()).toThrow('run other');
  lock.release();
  expect(JSON.parse(readFileSync(path, 'utf8')).run).toBe('other');
});
