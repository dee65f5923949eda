import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun, winnow } from '../program.js';
import { bytesOf, fixture, makeInput, WITHOUT_MODELS } from './nights.js';

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
    const bad = join(input, '00017.txt');
    writeFileSync(bad, `Page\ndeed: ${deed}\nText.`);
    const stages = ['--stages', fixture('misbehave.js')];
    const flags = ['--workers', '2', '--set', `run.document_seconds=${seconds}`];
    const { code, stderr } = await winnow(['run', input, '--out', out, ...stages, ...flags]);
    expect(stderr).not.toMatch(/internal error/);
    expect(code).toBe(0);
    const { rejects } = readRun(out);
    expect(rejects).toMatchObject([{ source: bad, record: 0, stage: 'misbehave', reason }]);
    expect(rejects[0]!.detail).toContain(detail);
    rmSync(bad);
    await winnow(['run', input, '--out', `${out}-without`, ...stages]);
    expect({ ...bytesOf(out), 'rejects.jsonl': '' }).toEqual(bytesOf(`${out}-without`));
  });
});
