import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isReject } from '../../pipeline/input.js';
import { reader } from '../../stages/index.js';
import { ARTICLE, HOSTILE } from './inputs.js';
import { readRun, temporaryFolder, winnow } from './program.js';

/** A folder with the named files, and the path of an output folder beside it. */
function inputs(files: Readonly<Record<string, string>>): { readonly input: string; readonly out: string } {
  const folder = temporaryFolder();
  const input = join(folder, 'in');
  mkdirSync(input);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(input, name), content);
  return { input, out: join(folder, 'out') };
}

describe.each(HOSTILE)('$name', ({ name, write, rejects, documents }) => {
  it(`gives rejects [${rejects}], and everything else comes out`, async () => {
    const { input, out } = inputs({ 'a-good.txt': ARTICLE, 'z-good.txt': ARTICLE.repeat(2) });
    write(join(input, name));
    const { code, stderr } = await winnow(['run', input, '--out', out, '--set', 'gates.max_reject_ratio=1']);
    expect(stderr).not.toMatch(/internal error|^ +at /m);
    expect(code).toBe(0);
    const run = readRun(out);
    expect(run.rejects.map((r) => r.reason)).toEqual(rejects);
    for (const reject of run.rejects) {
      expect(reject.source).toBe(join(input, name));
      expect(reject.detail).not.toBe('');
    }
    expect(run.documents).toHaveLength(documents + 2);
    expect(run.documents.at(0)?.source).toBe(join(input, 'a-good.txt'));
    expect(run.documents.at(-1)?.source).toBe(join(input, 'z-good.txt'));
  });
});

describe('a run', () => {
  it('rejects a file that was deleted after it began', async () => {
    const lines = `${JSON.stringify({ text: ARTICLE })}\n`.repeat(200);
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${100 + i}.jsonl`, lines]));
    const { input } = inputs(files);
    const gone = join(input, '139.jsonl');
    const rejects = [];
    let first = true;
    for await (const item of reader.cut([input], reader.options.parse({}), 16 * 1024)) {
      if (first) unlinkSync(gone);
      first = false;
      if (isReject(item)) rejects.push([item.source, item.reason]);
    }
    expect(rejects).toEqual([[gone, 'not-found']]);
  });

  it('keeps both records with one id and says so', async () => {
    const record = (text: string) => `${JSON.stringify({ id: 'same', text })}\n`;
    const { input, out } = inputs({ 'a.jsonl': record(ARTICLE) + record(ARTICLE.repeat(2)) });
    await winnow(['run', input, '--out', out]);
    const { documents, removed, report } = readRun(out);
    expect(documents.map((d) => d.id)).toEqual(['same', 'same~2']);
    expect(removed.map((r) => r.id)).toEqual(['same', 'same~2']);
    expect(JSON.stringify(report)).toContain('same');
  });

  it('ends with code 3 when too much was rejected', async () => {
    const { input, out } = inputs({ 'a.txt': ARTICLE, 'b.txt': '', 'c.txt': '' });
    expect((await winnow(['run', input, '--out', out])).code).toBe(3);
  });
});

describe('a mistake of the user gives one line and code 2', () => {
  const { input, out } = inputs({ 'a.txt': ARTICLE });
  const bad = join(input, '..', 'bad.yaml');
  writeFileSync(bad, '- not\n- a config\n');

  it.each([
    ['an unknown key', ['--set', 'deboilerplate.favor=recall'], /deboilerplate\.favor.*favour/],
    ['a wrong type', ['--set', 'run.workers=many'], /run\.workers.*many/],
    ['an unknown stage', ['--stages', 'deboilerplat'], /deboilerplat.*deboilerplate/],
    ['a config that is no config', ['--config', bad], /bad\.yaml/],
    ['a config that is not there', ['--config', 'nowhere.yaml'], /nowhere\.yaml/],
    ['an output folder that is a file', ['--out', join(input, 'a.txt', 'out')], /a\.txt/],
    ['an unknown flag', ['--wrokers', '2'], /--workers/],
    ['a flag with a terminal escape', ['--\u001b[2J'], /--␛\[2J/],
  ])('%s', async (_, flags, message) => {
    const { code, stderr } = await winnow(['run', input, '--out', out, ...flags]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('\u001b');
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(code).toBe(2);
  });

  it('an input that matches nothing', async () => {
    const { code, stderr } = await winnow(['run', join(input, '*.nothing'), '--out', out]);
    expect(stderr).toMatch(/nothing/);
    expect(code).toBeGreaterThan(0);
    expect(readdirSync(join(out, '..')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
