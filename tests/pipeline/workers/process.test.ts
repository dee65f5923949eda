import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../pipeline/config/config.js';
import type { Chunk } from '../../../pipeline/input.js';
import { createProcess, type Skip } from '../../../pipeline/workers/process.js';
import { threadsFor } from '../../../pipeline/workers/workers.js';

const lines = ['{"text":"One."}', '{"text":"Two."}', '{"text":"Three."}'].join('\n');
const chunk = (path: string): Chunk => ({
  path,
  format: 'jsonl',
  record: 0,
  offset: 0,
  bytes: new TextEncoder().encode(lines),
});

/** Texts and rejects of two chunks, of which the second record of the first stopped a worker before. */
async function work(skip: Pick<Skip, 'stage' | 'reason'>) {
  const process = await createProcess(await loadConfig({ stages: [] }));
  const skips = [{ item: 0, position: 1, detail: 'it stopped', ...skip }];
  const { rows, complete } = process({
    items: [chunk('a.jsonl'), chunk('b.jsonl')],
    limit: Number.POSITIVE_INFINITY,
    skips,
  });
  const parse = (name: string) =>
    Buffer.from(rows.files.get(name) ?? '')
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const texts = parse('documents.jsonl').map(({ source, text }) => `${source} ${text}`);
  return { texts, rejects: parse('rejects.jsonl'), complete };
}

const OTHER = ['b.jsonl One.', 'b.jsonl Two.', 'b.jsonl Three.'];

describe('a record on which a worker stopped', () => {
  it('in a stage is rejected, and no other', async () => {
    const { texts, rejects, complete } = await work({ stage: 'deboilerplate', reason: 'crash' });
    expect(texts).toEqual(['a.jsonl One.', 'a.jsonl Three.', ...OTHER]);
    expect(rejects).toMatchObject([
      { source: 'a.jsonl', record: 1, stage: 'deboilerplate', reason: 'crash' },
    ]);
    expect(complete).toBe(true);
  });

  it('in the parser costs what follows in its chunk, which cannot be reached', async () => {
    const { texts, rejects } = await work({ stage: 'read', reason: 'crash' });
    expect(texts).toEqual(['a.jsonl One.', ...OTHER]);
    expect(rejects).toMatchObject([{ source: 'a.jsonl', record: null, stage: 'read', reason: 'crash' }]);
    expect(rejects[0].detail).toMatch(/it stopped; what follows .* is given up/);
  });

  it('by taking too long is tried again in the next run', async () => {
    expect((await work({ stage: 'deboilerplate', reason: 'timeout' })).complete).toBe(false);
  });
});

describe('threads', () => {
  it('are as many as there is memory for, and never none', () => {
    expect(threadsFor(256)).toBe(1);
    expect(threadsFor(512)).toBeLessThanOrEqual(2);
    expect(threadsFor(1e6)).toBeGreaterThanOrEqual(threadsFor(512));
  });
});
