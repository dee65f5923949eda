import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentRecord, Records } from '../../pipeline/output.js';
import { packageRoot } from '../../pipeline/resources.js';
import { cli, parseLines, readRun, temporaryFolder, winnow } from './program.js';

const readme = readFileSync(join(packageRoot, 'README.md'), 'utf8');

/** Without what every training moves a little. */
function withoutScores(record: object): unknown {
  return JSON.parse(
    JSON.stringify(record, (key, value) => (/^(score|confidence)$/.test(key) ? null : value)),
  );
}

/** The code behind `<!-- NAME -->`. */
function example(name: string): string {
  const from = readme.indexOf('\n', readme.indexOf('```', readme.indexOf(`<!-- ${name} -->`))) + 1;
  return readme.slice(from, readme.indexOf('```', from));
}

/** Writes a module into a folder somewhere, which `npm link` made know `winnow`. */
function writeModule(name: string, code: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(cli, '../../..'), join(folder, 'node_modules/winnow'));
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

describe('the README', () => {
  it('shows a stage that works, with its options', async () => {
    const stage = writeModule('mask-addresses.js', example('stage'));
    const input = `${JSON.stringify({ text: 'Write to ada@mail.example, or to bob@mail.example.' })}\n`;
    const flags = ['--stages', `repair-text,${stage}`, '--set', 'mask-addresses.mask=HIDDEN'];
    const { stdout, code } = await winnow(['run', '-', '--out', '-', ...flags], input);
    expect(code).toBe(0);
    expect(parseLines<DocumentRecord>(stdout)[0]?.text).toBe('Write to HIDDEN, or to HIDDEN.');
  });

  it('shows how to use the library', async () => {
    const show = 'console.log(JSON.stringify({ document, stories, removed }));';
    const module = writeModule('library.mjs', `${example('library')}\n${show}\n`);
    const { document, stories, removed } = JSON.parse(
      execFileSync(process.execPath, [module], { encoding: 'utf8' }),
    ) as Records;
    expect(document.text).toContain('It rained all day in the valley.');
    expect(stories).toEqual([]);
    expect(removed.id).toBe(document.id);
  });

  it('shows a record as it comes out', async () => {
    const folder = temporaryFolder();
    await winnow(['run', 'data/raw', '--out', folder]);
    const run = readRun(folder);
    for (const shown of example('record')
      .trim()
      .split('\n\n')
      .map((part) => JSON.parse(part))) {
      const file = 'spans' in shown ? run.removed : run.documents;
      const written = file.find((record) => record.id === shown.id);
      expect(withoutScores(written!)).toEqual(withoutScores(shown));
    }
  });
});
