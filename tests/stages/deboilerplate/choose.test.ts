import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseThreshold, expectF1, isClean } from '../../../stages/deboilerplate/choose.js';

it('finds the threshold of the best expected F1 among all', () => {
  const lines = fc.array(
    fc.record({ p: fc.double({ min: 0.01, max: 0.99, noNaN: true }), n: fc.integer({ min: 1, max: 50 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(lines, (list) => {
      const p = Float32Array.from(list, (line) => line.p);
      const words = Float32Array.from(list, (line) => line.n);
      const expectedF1 = (threshold: number) => {
        let kept = 0;
        let right = 0;
        let relevant = 0;
        p.forEach((probability, i) => {
          relevant += probability * words[i]!;
          if (probability < threshold) return;
          kept += words[i]!;
          right += probability * words[i]!;
        });
        return (2 * right) / (kept + relevant);
      };
      const { best } = expectF1(p, words);
      for (const threshold of p) expect(expectedF1(threshold)).toBeLessThanOrEqual(best + 1e-6);
    }),
  );
});

const expected3 = (...p: number[]) => expectF1(Float32Array.from(p), new Float32Array(p.length).fill(9));

it('keeps all of a clean page, and nothing of one whose lines are all alike unlikely', () => {
  expect(chooseThreshold(expected3(0.9, 0.8, 0.6), 'balanced', 0.3)).toBe(0);
  expect(chooseThreshold(expected3(0.12, 0.12, 0.12), 'balanced', 0.3)).toBeGreaterThan(0.12);
});

it('asks more of lines where precision is favoured, and less where recall is, above and at the floor', () => {
  for (const expected of [expected3(0.95, 0.9, 0.05), expected3(0.4, 0.3, 0.05)]) {
    const [precision, balanced, recall] = (['precision', 'balanced', 'recall'] as const).map((favour) =>
      chooseThreshold(expected, favour, 0.3),
    ) as [number, number, number];
    expect(precision).toBeGreaterThan(balanced);
    expect(balanced).toBeGreaterThan(recall);
  }
});

it('calls a page clean where next to nothing is to be gained', () => {
  expect(isClean({ best: 0.95, all: 0.94, least: 0.3 })).toBe(true);
  expect(isClean({ best: 0.95, all: 0.9, least: 0.3 })).toBe(false);
  expect(isClean({ best: 0.95, all: 0.94, least: 0.01 })).toBe(false);
});
