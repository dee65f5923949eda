import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk, Reject } from '../../../pipeline/input.js';
import { type Batch, cutBatches } from '../../../pipeline/run/batch.js';

function file(name: string, size: number): Chunk {
  return { path: name, format: 'text', record: 0, offset: 0, bytes: new Uint8Array(size).fill(name.length) };
}

async function batchesOf(items: readonly (Chunk | Reject)[], target = 64 * 1024): Promise<Batch[]> {
  const batches: Batch[] = [];
  const stream = (async function* () {
    yield* items;
  })();
  for await (const batch of cutBatches(stream, target)) batches.push(batch);
  return batches;
}

const many = Array.from({ length: 1000 }, (_, i) => file(`page-${i}.txt`, 3000 + (i % 7) * 100));

/** Hashes of the batches in the second list that are not in the first. */
function changed(before: readonly Batch[], after: readonly Batch[]): number {
  const known = new Set(before.map((b) => b.hash));
  return after.filter((b) => !known.has(b.hash)).length;
}

describe('batches', () => {
  it('hold all items in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200_000)), async (sizes) => {
        const items = sizes.map((size, i) => file(`${i}`, size));
        expect((await batchesOf(items)).flatMap((b) => b.items)).toEqual(items);
      }),
    );
  });

  it('of small files are about as large as asked for', async () => {
    const batches = await batchesOf(many);
    expect(batches.length).toBeGreaterThan(30);
    expect(batches.length).toBeLessThan(130);
  });

  it.each([
    ['a file changes', (files: Chunk[]) => files.splice(500, 1, file('page-500.txt', 5000))],
    ['a file comes', (files: Chunk[]) => files.splice(500, 0, file('page-499-b.txt', 3000))],
    ['a file goes', (files: Chunk[]) => files.splice(500, 1)],
  ])('stay the same but for a few when %s', async (_, change) => {
    const after = [...many];
    change(after);
    expect(changed(await batchesOf(many), await batchesOf(after))).toBeLessThanOrEqual(4);
  });

  it('of a long input are its chunks, so that what is appended changes none of them', async () => {
    const chunks = [0, 1, 2].map((i) => ({ ...file('long.jsonl', 64 * 1024), record: i }));
    const before = await batchesOf(chunks);
    const after = await batchesOf([...chunks, { ...file('long.jsonl', 100), record: 3 }]);
    expect(before).toHaveLength(3);
    expect(after.slice(0, 3)).toEqual(before);
  });

  it('have a hash that depends on names, positions, bytes and rejects', async () => {
    const chunk = file('a', 10);
    const reject: Reject = { source: 'b', record: 0, offset: 0, stage: 'read', reason: 'r', detail: 'd' };
    const variants: (Chunk | Reject)[][] = [
      [chunk],
      [{ ...chunk, path: 'b' }],
      [{ ...chunk, format: 'html' }],
      [{ ...chunk, record: 1 }],
      [{ ...chunk, offset: 1 }],
      [{ ...chunk, context: 'header' }],
      [{ ...chunk, bytes: new Uint8Array(10) }],
      [chunk, reject],
      [chunk, { ...reject, detail: 'e' }],
    ];
    const hashes = await Promise.all(variants.map(async (items) => (await batchesOf(items, 1e9))[0]!.hash));
    expect(new Set(hashes).size).toBe(variants.length);
  });
});
