import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { SmallFiles } from '../../../stages/read/small-files.js';
import { folderOf } from './reading.js';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['quick', 0],
  ['slow', 10],
])('are read whole and in any number where the disk is %s', async (_, milliseconds) => {
  const names = Array.from({ length: 600 }, (_, i) => `${i}.txt`);
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, `page ${name}`])));
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += milliseconds));
  const files = new SmallFiles();
  const read = await Promise.all(names.map((name) => files.read(join(folder, name))));
  expect(read.map(String)).toEqual(names.map((name) => `page ${name}`));
  await expect(files.read(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
  // Of the slow ones few are read at once, which would hold up the rest.
  if (milliseconds > 0) expect(now).toBeLessThan(50 * milliseconds);
});
