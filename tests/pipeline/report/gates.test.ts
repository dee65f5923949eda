import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixture, outputOf, pages, put, run, workplace } from '../runs.js';

const site = (host: string, n: number, text: string) =>
  Array.from(
    { length: n },
    (_, i) => `${JSON.stringify({ url: `https://${host}/${i}`, text: `${text} ${i}` })}\n`,
  ).join('');

describe('a quality gate', () => {
  it('holds on a run without faults', async () => {
    expect((await run(workplace(pages(3)))).exitCode).toBe(0);
  });

  it('fails where too much is rejected, and the first output is written all the same', async () => {
    const place = workplace({ 'a.txt': 'Text.', 'b.txt': '', 'c.txt': '' });
    const { exitCode, report } = await run(place);
    expect(exitCode).toBe(3);
    expect(report.failed_gates).toMatchObject([{ gate: 'max_reject_ratio', limit: 0.5, value: 0.6667 }]);
    expect(readdirSync(place.out)).toContain('rejects.jsonl');
  });

  it.each([
    ['min_documents', ['gates.min_documents=5']],
    ['max_document_drop', ['gates.max_document_drop=0.2', 'gates.compared_documents=10']],
  ])('%s keeps the last output when it fails, and puts the new one aside', async (gate, set) => {
    const place = workplace(pages(10));
    await run(place);
    const before = outputOf(place.out);
    for (let i = 1; i < 10; i++) rmSync(join(place.input, `0000${i}.txt`));
    const { exitCode, report, place: where } = await run(place, { set });
    expect(exitCode).toBe(3);
    expect(report.failed_gates.map((f) => f.gate)).toEqual([gate]);
    expect(outputOf(place.out)).toEqual(before);
    expect(outputOf(where)['documents.jsonl']!.split('\n')).toHaveLength(2);
  });

  it('on a fall since the last run holds by default from 100 documents', async () => {
    for (const [count, code] of [
      [99, 0],
      [100, 3],
    ] as const) {
      const place = workplace({ 'a.jsonl': site('a.example', count, 'Text.') });
      await run(place);
      put(place, { 'a.jsonl': site('a.example', 40, 'Text.') });
      expect((await run(place)).exitCode).toBe(code);
    }
  });

  it('on confidence holds where it is asked for', async () => {
    const place = workplace(pages(5));
    const confident = (confidence: number) => ({
      stages: [fixture('be-sure.js')],
      set: [
        `be-sure.confidence=${confidence}`,
        'gates.max_confidence_drop=0.2',
        'gates.compared_documents=5',
      ],
    });
    await run(place, confident(0.9));
    expect((await run(place, confident(0.8))).exitCode).toBe(0);
    const { report } = await run(place, confident(0.4));
    expect(report.failed_gates).toMatchObject([{ gate: 'max_confidence_drop', value: 0.5 }]);
  });

  it('replaces the output all the same where the config says so', async () => {
    const place = workplace(pages(2));
    await run(place);
    rmSync(join(place.input, '00001.txt'));
    const set = ['gates.min_documents=5', 'gates.on_failure=replace'];
    const { exitCode, place: where } = await run(place, { set });
    expect([exitCode, where]).toEqual([3, place.out]);
    expect(outputOf(place.out)['documents.jsonl']!.split('\n')).toHaveLength(2);
  });

  it('that failed is forgotten with the next good run', async () => {
    const place = workplace(pages(2));
    await run(place);
    const { place: refused } = await run(place, { set: ['gates.min_documents=5'] });
    expect(existsSync(refused)).toBe(true);
    const { report } = await run(place);
    expect(existsSync(refused)).toBe(false);
    expect(report.batches.computed).toBe(0);
  });
});

describe('the report', () => {
  it('compares with the last run and names the sites that moved', async () => {
    const all = {
      'a.jsonl': site('good.example', 30, 'Text.'),
      'b.jsonl': site('broken.example', 30, 'Text.'),
    };
    const place = workplace(all);
    expect((await run(place)).report.compared).toBeNull();
    put(place, { 'b.jsonl': site('broken.example', 10, 'Text.') });
    const { report } = await run(place, { set: ['gates.site_pages=5'] });
    expect(report.sites['good.example']).toEqual({ documents: 30, kept_share: 1, stories: 0 });
    expect(report.compared).toMatchObject({ run: 'test', documents: [60, 40], kept_share: [1, 1] });
    expect(report.compared!.moved_sites).toMatchObject([{ site: 'broken.example', documents: [30, 10] }]);
  });

  it('says by which label and rule text was cut, the same for copied batches', async () => {
    const place = workplace({ 'a.txt': 'An article.\nHome' });
    const cut = fixture('cut-home.js');
    const { report } = await run(place, { stages: [cut] });
    expect(report.characters).toEqual({ kept: 11, stories: 0, cut: { navigation: 4 } });
    expect(report.rules).toEqual({ 'cut-home/home': 1 });
    const { report: again } = await run(place, { stages: [cut] });
    const untimed = { ms: 0, seconds: 0, started: 0, batches: 0, compared: 0, megabytes_per_second: 0 };
    expect({ ...again, ...untimed }).toEqual({ ...report, ...untimed });
  });
});

describe('a gate on the kept share', () => {
  it('notices a site whose text is cut, though the whole has hardly changed', async () => {
    const cut = fixture('cut-home.js');
    const place = workplace({
      'a.jsonl': site('good.example', 200, 'Long text that stays.'),
      'b.jsonl': site('broken.example', 30, 'Text.'),
    });
    const set = ['gates.max_site_kept_drop=0.3', 'gates.max_kept_drop=0.3'];
    await run(place, { stages: [cut], set });
    put(place, { 'b.jsonl': site('broken.example', 30, 'T\nHome') });
    const { report: broken } = await run(place, { stages: [cut], set });
    expect(broken.failed_gates.map((f) => f.gate)).toEqual(['max_site_kept_drop']);
    expect(broken.failed_gates[0]!.message).toContain('broken.example');
  });
});
