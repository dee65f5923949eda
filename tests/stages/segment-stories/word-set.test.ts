import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordSet } from '../../../stages/segment-stories/word-set.js';
import { readCodeUnits } from '../../../text/code-units.js';

const isIn = (words: readonly string[], text: string) => {
  const { codes, starts, ends } = readCodeUnits([text]);
  return wordSet(words).has(codes, starts[0]!, ends[0]!);
};

it('knows its words, in capitals or not, and no others', () => {
  const word = fc.string({ unit: fc.constantFrom(...'aZéÉσΣςЖж관'), maxLength: 5 });
  fc.assert(
    fc.property(fc.array(word), word, (some, asked) => {
      const words = some.map((w) => w.toLowerCase());
      expect(isIn(words, asked)).toBe(words.includes(asked.toLowerCase()));
    }),
  );
});

it.each(['ΕΠΊΣΗΣ', 'επίσης', 'Επίσης'])('takes either sigma for %s', (text) => {
  expect(isIn(['επίσης'], text)).toBe(true);
});
