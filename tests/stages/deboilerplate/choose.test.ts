import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectF1 } from '../../../stages/deboilerplate/choose.js';

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
