import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  fixture,
  listen,
  outputOf,
  pages,
  put,
  type RunSettings,
  run,
  type Workplace,
  workplace,
} from '../runs.js';

/** Another run in another place over the same inputs, which has nothing to start from. */
async function fromNothing(place: Workplace): Promise<Record<string, string>> {
  const out = `${place.out}-from-nothing`;
  await run({ ...place, out });
  return outputOf(out);
}

const records = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) => `{"id":"r${from + i}","text":"Text ${'x'.repeat(300)}"}\n`,
  ).join('');

describe('a second run', () => {
  it('over the same inputs computes nothing and gives the same bytes', async () => {
    const place = workplace(pages(100));
    await run(place);
    const before = outputOf(place.out);
    const { report } = await run(place);
    expect(report.batches.computed).toBe(0);
    expect(outputOf(place.out)).toEqual(before);
    expect(report.documents).toBe(100);
  });

  it.each<[string, (place: Workplace) => void]>([
    ['a file that changed', (place) => put(place, { '00050.txt': 'Now it is something else.' })],
    ['a file that came', (place) => put(place, { '00049-b.txt': 'A new page.' })],
    ['a file that went', ({ input }) => rmSync(join(input, '00050.txt'))],
    ['a file in a new folder', (place) => put(place, { 'a/b.txt': 'First of all.' })],
  ])('computes little for %s', async (_, change) => {
    const place = workplace(pages(100));
    const { report: first } = await run(place);
    change(place);
    const { report } = await run(place);
    expect(outputOf(place.out)).toEqual(await fromNothing(place));
    expect(first.batches.computed).toBeGreaterThan(20);
    expect(report.batches.computed).toBeLessThanOrEqual(5);
  });

  it('computes the tail of a file that has grown', async () => {
    const place = workplace({ 'all.jsonl': records(0, 200) });
    await run(place);
    appendFileSync(join(place.input, 'all.jsonl'), records(200, 205));
    const { report } = await run(place);
    expect(outputOf(place.out)).toEqual(await fromNothing(place));
    expect(report.documents).toBe(205);
    expect(report.batches.computed).toBeLessThanOrEqual(2);
  });

  it('is not deceived by times: content decides', async () => {
    const place = workplace(pages(3));
    await run(place);
    const file = join(place.input, '00001.txt');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Page 1', 'Page 7'));
    utimesSync(file, 0, 0);
    await run(place);
    expect(outputOf(place.out)['documents.jsonl']).toContain('Page 7');
  });

  it.each<[string, RunSettings, string]>([
    ['another config', { set: ['normalize-quotes.style=preserve'] }, 'config normalize-quotes.style changed'],
    ['other stages', { stages: [] }, 'config stages changed'],
    ['the word that it should', { force: true }, 'computed anew: --force'],
  ])('computes all for %s, and says why', async (_, settings, why) => {
    const place = workplace(pages(20));
    await run(place);
    const log = listen();
    expect((await run(place, { ...settings, log })).report.batches.copied).toBe(0);
    expect(log.messages.join('\n')).toContain(why);
  });

  it.each<[string, (file: string) => RunSettings, string]>([
    ['profile', (file) => ({ set: [`probe.file=${file}`] }), 'site.json changed'],
    ['model', (file) => ({ set: [`models=${dirname(file)}`] }), 'model site.json changed'],
  ])('computes all where the content of a %s changed, and says why', async (_, settingsOf, why) => {
    const place = workplace(pages(20));
    const file = join(place.input, '..', 'site.json');
    writeFileSync(file, '{"lines": 1}');
    const settings = { stages: [fixture('probe.js')], ...settingsOf(file) };
    await run(place, settings);
    expect((await run(place, settings)).report.batches.computed).toBe(0);
    writeFileSync(file, '{"lines": 2}');
    utimesSync(file, 0, 0);
    const log = listen();
    expect((await run(place, { ...settings, log })).report.batches.copied).toBe(0);
    expect(log.messages.join('\n')).toContain(why);
  });

  it('computes all for another version of the program, and says why', async () => {
    const place = workplace(pages(20));
    await run(place);
    const manifest = join(place.out, 'manifest.jsonl');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version":"[^"]+"/, '"version":"0.0.9"'));
    const log = listen();
    expect((await run(place, { log })).report.batches.copied).toBe(0);
    expect(log.messages.join('\n')).toMatch(/computed anew: version 0\.0\.9 became \d/);
  });

  it("computes all where a file that a user's own stage imports has changed", async () => {
    const place = workplace(pages(20));
    const stage = join(place.input, '..', 'stage.mjs');
    const helper = join(place.input, '..', 'helper.mjs');
    copyFileSync(fixture('cut-home.js'), helper);
    // Where the helper is, nothing can be imported by its name.
    const zod = import.meta.resolve('zod');
    writeFileSync(helper, readFileSync(helper, 'utf8').replace("'zod'", `'${zod}'`));
    writeFileSync(stage, "export { default } from './helper.mjs';");
    const stages = [stage];
    await run(place, { stages });
    expect((await run(place, { stages })).report.batches.computed).toBe(0);
    appendFileSync(helper, '// changed');
    expect((await run(place, { stages })).report.batches.copied).toBe(0);
  });

  it('does not trust output that was changed', async () => {
    const place = workplace(pages(20));
    await run(place);
    const before = outputOf(place.out);
    const file = join(place.out, 'documents.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Sentence 7', 'Sentence 8'));
    expect((await run(place)).report.batches.computed).toBe(1);
    expect(outputOf(place.out)).toEqual(before);
  });

  it.each<[string, (out: string) => void]>([
    ['text behind the last line', (out) => appendFileSync(join(out, 'documents.jsonl'), '{"id":"odd"}\n')],
    ['half a line behind its manifest', (out) => appendFileSync(join(out, 'manifest.jsonl'), '{"hash"')],
    ['no table', (out) => rmSync(join(out, 'documents.csv'))],
    ['no packed file', (out) => rmSync(join(out, 'removed.jsonl.gz'))],
  ])('mends an output with %s', async (_, damage) => {
    const place = workplace(pages(20));
    const settings = { set: ['write.formats=jsonl,csv,jsonl.gz'] };
    await run(place, settings);
    const before = outputOf(place.out);
    damage(place.out);
    await run(place, settings);
    expect(outputOf(place.out)).toEqual(before);
  });

  it('leaves the files of an output where they are when nothing has changed', async () => {
    const place = workplace(pages(20));
    await run(place);
    const file = join(place.out, 'documents.jsonl');
    const { ino } = statSync(file);
    const { report } = await run(place, { run: 'second' });
    expect(statSync(file).ino).toBe(ino);
    expect(report.compared?.run).toBe('test');
    expect(JSON.parse(readFileSync(join(place.out, 'report.json'), 'utf8'))).toEqual(report);
    expect(existsSync(join(place.out, '..', '.out.winnow'))).toBe(false);
  });

  it('reports hidden files and folders, which it does not read', async () => {
    const place = workplace({ ...pages(2), '.notes': 'mine', '.git/config': 'mine' });
    const { report } = await run(place);
    const first = ['.git', '.notes'].map((name) => join(place.input, name));
    expect([report.documents, report.hidden]).toEqual([2, { total: 2, first }]);
  });

  it('keeps files of others in the output folder', async () => {
    const place = workplace(pages(2));
    await run(place);
    writeFileSync(join(place.out, 'notes.txt'), 'mine');
    await run(place);
    expect(readFileSync(join(place.out, 'notes.txt'), 'utf8')).toBe('mine');
    expect(existsSync(join(place.out, '..', '.out.winnow'))).toBe(false);
  });
});

describe('ids that two records have', () => {
  const same = (text: string) => `{"id":"same","text":"${text} ${'y'.repeat(4096)}"}\n`;

  it('are told apart, in all files, whatever came from an earlier run', async () => {
    const place = workplace({ 'b.jsonl': same('one'), 'c.jsonl': same('two'), 'd.jsonl': same('three') });
    const { report } = await run(place);
    expect(report.renamed_ids).toEqual({ total: 2, first: ['same~2', 'same~3'] });
    const ids = (name: string) => outputOf(place.out)[name]!.match(/^\{"id":"[^"]+"/gm);
    expect(ids('documents.jsonl')).toEqual(['{"id":"same"', '{"id":"same~2"', '{"id":"same~3"']);
    expect(ids('removed.jsonl')).toEqual(ids('documents.jsonl'));
    expect((await run(place)).report.batches.computed).toBe(0);

    put(place, { 'a.jsonl': same('zero') });
    await run(place);
    expect(outputOf(place.out)).toEqual(await fromNothing(place));
    rmSync(join(place.input, 'b.jsonl'));
    await run(place);
    expect(outputOf(place.out)).toEqual(await fromNothing(place));
  });
});

describe('a limit', () => {
  it.each([1, 7, 30])(
    'of %i documents gives the first of them, and no cache of what was cut',
    async (limit) => {
      const place = workplace({ ...pages(20), 'z.jsonl': records(0, 20) });
      await run(place);
      const all = outputOf(place.out)['documents.jsonl']!.split('\n').slice(0, limit);
      const { report } = await run(place, { limit });
      expect(report.documents).toBe(limit);
      expect(outputOf(place.out)['documents.jsonl']).toBe(`${all.join('\n')}\n`);
      await run(place);
      expect(outputOf(place.out)).toEqual(await fromNothing(place));
    },
  );
});
