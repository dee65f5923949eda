import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { isReject } from '../../../pipeline/input.js';
import { findFiles } from '../../../stages/read/find.js';
import { folderOf } from './reading.js';

async function find(folder: string, ...inputs: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const one of findFiles(inputs.map((i) => join(folder, i)))) {
    found.push(isReject(one) ? `${relative(folder, one.source)} ${one.reason}` : relative(folder, one.path));
  }
  return found;
}

it('walks a folder in the order of code units and leaves out hidden names', async () => {
  const folder = folderOf({
    'b.txt': '',
    'B.txt': '',
    'a/z.txt': '',
    'a.txt': '',
    '.hidden/x.txt': '',
    '.x': '',
  });
  expect(await find(folder, '')).toEqual(['B.txt', 'a/z.txt', 'a.txt', 'b.txt']);
  const hidden: string[] = [];
  for await (const _ of findFiles([folder], (path) => hidden.push(relative(folder, path))));
  expect(hidden).toEqual(['.hidden', '.x']);
});

it('rejects a file whose name is not UTF-8, for another reason than that it is not there', async () => {
  const folder = folderOf({ 'a.txt': '' });
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), 'text');
  expect(await find(folder, '')).toEqual(['a.txt', 'caf\ufffd unreadable']);
});

it('keeps the order of the inputs', async () => {
  const folder = folderOf({ 'b.txt': '', 'a.txt': '' });
  expect(await find(folder, 'b.txt', 'a.txt')).toEqual(['b.txt', 'a.txt']);
});

it('expands patterns, but takes a file whose name looks like one', async () => {
  const folder = folderOf({ 'x/2.txt': '', 'x/1.txt': '', 'x/1.md': '', '[1].txt': '' });
  expect(await find(folder, '**/*.txt')).toEqual(['[1].txt', 'x/1.txt', 'x/2.txt']);
  expect(await find(folder, '[1].txt')).toEqual(['[1].txt']);
});

it('finds a file once that several inputs lead to', async () => {
  const folder = folderOf({ 'x/1.txt': '', 'x/2.txt': '' });
  expect(await find(folder, 'x/2.txt', 'x', './x/1.txt', 'x/*.txt')).toEqual(['x/2.txt', 'x/1.txt']);
});

it('rejects what is not there and patterns that match nothing', async () => {
  const folder = folderOf({ 'a.txt': '' });
  expect(await find(folder, 'b.txt', '*.csv', 'a.txt')).toEqual([
    'b.txt not-found',
    '*.csv not-found',
    'a.txt',
  ]);
});

it('reads a folder once where links lead back to it', async () => {
  const folder = folderOf({ 'sub/a.txt': '' });
  symlinkSync('..', join(folder, 'sub/up'));
  expect(await find(folder, '')).toEqual(['sub/a.txt', 'sub/up link-loop']);
});

it('reads nothing beside the input where a link leads to what is around it', async () => {
  const folder = folderOf({ 'sub/a.txt': '', 'sub/deep/b.txt': '', 'beside.txt': '' });
  symlinkSync('..', join(folder, 'sub/up'));
  symlinkSync('../..', join(folder, 'sub/deep/up'));
  expect(await find(folder, 'sub')).toEqual([
    'sub/a.txt',
    'sub/deep/b.txt',
    'sub/deep/up link-loop',
    'sub/up link-loop',
  ]);
});

it('does not grow with the number of ways through links', async () => {
  const folder = folderOf({ '0/a.txt': '' });
  for (let i = 1; i < 12; i++) {
    mkdirSync(join(folder, `${i}`));
    for (const name of ['x', 'y']) symlinkSync(`../${i - 1}`, join(folder, `${i}`, name));
  }
  const found = await find(folder, '11');
  expect(found.filter((f) => f.endsWith('a.txt'))).toHaveLength(1);
  expect(found.length).toBeLessThan(30);
});

it('rejects a link that leads nowhere', async () => {
  const folder = folderOf({ 'a.txt': '' });
  symlinkSync('gone', join(folder, 'link.txt'));
  expect(await find(folder, '')).toEqual(['a.txt', 'link.txt not-found']);
});
