import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../pipeline/resources.js';
import { readTrees } from '../../text/trees.js';

const bytes = readFileSync(join(packageRoot, 'config/models/headings.json'));
const model = JSON.parse(bytes.toString('utf8')) as Record<string, string> & { features: string[] };

/** The numbers of a field of the file. */
const numbers = (name: string, bytesEach: number, read: (buffer: Buffer, at: number) => number) => {
  const buffer = Buffer.from(model[name]!, 'base64');
  return Array.from({ length: buffer.length / bytesEach }, (_, i) => read(buffer, i * bytesEach));
};
const int32 = (name: string) => numbers(name, 4, (buffer, at) => buffer.readInt32LE(at));
const float32 = (name: string) => numbers(name, 4, (buffer, at) => buffer.readFloatLE(at));
const roots = int32('roots');
const left = int32('left');
const right = int32('right');
const feature = numbers('feature', 2, (buffer, at) => buffer.readInt16LE(at));
const threshold = float32('threshold');
const leaves = float32('leaves');

/** The sum of the trees as the file's format defines it. */
function sumOf(row: Float32Array, trees = roots): number {
  let sum = 0;
  for (const root of trees) {
    let node = root;
    while (node >= 0) node = row[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
    sum += leaves[~node]!;
  }
  return sum;
}

const trees = readTrees(bytes);
/** Half of the values are thresholds of the model: there `at most` and `less than` differ. */
const rows = fc
  .array(fc.oneof(fc.constantFrom(...threshold), fc.float({ noNaN: true })), {
    minLength: trees.features.length,
    maxLength: trees.features.length,
  })
  .map((values) => Float32Array.from(values));

describe('trees', () => {
  it('sum up to what each tree says by itself', () => {
    fc.assert(fc.property(rows, (row) => trees.margin(row) === sumOf(row)));
  });

  it('may be single leaves, before, between and behind others', () => {
    const alone = [roots[0]!, ...Array.from({ length: 20 }, (_, i) => ~i), roots[1]!, ~20];
    const bytes = Buffer.from(Int32Array.from(alone).buffer).toString('base64');
    const some = readTrees(Buffer.from(JSON.stringify({ ...model, roots: bytes })));
    const none = readTrees(Buffer.from(JSON.stringify({ ...model, roots: '' })));
    fc.assert(fc.property(rows, (row) => some.margin(row) === sumOf(row, alone) && none.margin(row) === 0));
  });

  it('say of many rows what they say of each', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 5 }), (many) => {
        const together = trees.probabilities(Float32Array.from(many.flatMap((row) => [...row])));
        expect([...together]).toEqual(many.map((row) => Math.fround(trees.probability(row))));
      }),
    );
  });

  it('say with the first of them what these say by themselves', () => {
    fc.assert(
      fc.property(fc.nat({ max: roots.length }), rows, (count, row) => {
        expect(trees.guess(count)(row)).toBe(sumOf(row, roots.slice(0, count)));
      }),
    );
  });

  it('take room once, however often they are read', () => {
    const row = new Float32Array(trees.features.length);
    for (let i = 0; i < 150; i++) expect(readTrees(bytes).margin(row)).toBe(trees.margin(row));
  });

  it('are refused where there is no room for their nodes', () => {
    const file = Buffer.from(JSON.stringify({ ...model, feature: Buffer.alloc(8e6).toString('base64') }));
    expect(() => readTrees(file)).toThrow('nodes');
  });

  it('are refused where they look at more features than a node can tell apart', () => {
    const features = Array.from({ length: 2000 }, (_, i) => `feature ${i}`);
    const file = Buffer.from(JSON.stringify({ ...model, features }));
    expect(() => readTrees(file)).toThrow('features');
  });
});
