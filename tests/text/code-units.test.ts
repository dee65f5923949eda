import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCodeUnits } from '../../text/code-units.js';

it('keeps every code unit, halves of surrogate pairs too, with line breaks around each text', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
      const halves = texts.map((text) => text.slice(1));
      const { codes, starts, ends } = readCodeUnits(halves);
      const read = halves.map((_, t) => String.fromCharCode(...codes.subarray(starts[t], ends[t])));
      const around = halves.map((_, t) => [codes[starts[t]! - 1], codes[ends[t]!]]);
      expect(read).toEqual(halves);
      expect(around).toEqual(halves.map(() => [10, 10]));
    }),
  );
});
