import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isClean } from '../../../stages/deboilerplate/choose.js';
import { type Judged, settle } from '../../../stages/deboilerplate/settle.js';

const judged = (content: readonly number[]): Judged => ({
  content: Float32Array.from(content),
  words: new Float32Array(content.length).fill(10),
});

it('drops what would be dropped from the kept text alone, and what that leaves', () => {
  const alone: Record<string, number[]> = { '0,1,2': [0.9, 0.4, 0.47], '0,2': [0.9, 0.3], '0': [0.9] };
  const { kept } = settle(
    judged([0.9, 0.49, 0.49, 0.1]),
    () => 0.45,
    (lines) => judged(alone[lines.join()]!),
  );
  expect(kept).toEqual([true, false, false, false]);
});

it('tells the last probability that a line was given', () => {
  const { kept, content } = settle(
    judged([0.9, 0.6, 0.1]),
    () => 0.7,
    () => judged([0.8, 0.2]),
  );
  expect(kept).toEqual([true, false, false]);
  expect(Array.from(content, (p) => p.toFixed(1))).toEqual(['0.9', '0.6', '0.1']);
  const again = settle(
    judged([0.9, 0.4, 0.1]),
    () => 0.3,
    (lines) => judged(lines.length === 2 ? [0.8, 0.2] : [0.8]),
  );
  expect(again.kept).toEqual([true, false, false]);
  expect(Array.from(again.content, (p) => p.toFixed(1))).toEqual(['0.8', '0.2', '0.1']);
});

it('judges again only what it doubts', () => {
  const surely = fc.array(fc.float({ min: 0.5, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(surely, (content) => {
      const { kept } = settle(
        judged(content),
        () => 0.5,
        () => {
          throw new Error('not to be judged again');
        },
      );
      expect(kept.every(Boolean)).toBe(true);
    }),
  );
});

it('calls a page clean where next to nothing is to be gained', () => {
  expect(isClean({ best: 0.95, all: 0.94, least: 0.3 })).toBe(true);
  expect(isClean({ best: 0.95, all: 0.9, least: 0.3 })).toBe(false);
  expect(isClean({ best: 0.95, all: 0.94, least: 0.01 })).toBe(false);
});
