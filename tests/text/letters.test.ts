import fc from 'fast-check';
import { expect, it } from 'vitest';
import { letters } from '../../text/letters.js';

it('keeps letters, digits and line breaks of any script, in lower case', () => {
  expect(letters('“Über 5 Äpfel”,\nsaid O’Neil: 𐐀𝒳 漢字 \ud83d\ude00')).toBe('über5äpfel\nsaidoneil𐐨𝒳漢字');
});

it('is what is left without all other characters, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('\ud83d', '\ude00', '𐐀', 'a', '\n') }),
      (a, b) => {
        const text = a + b;
        expect(letters(text)).toBe(text.toLowerCase().replaceAll(/[^\p{L}\p{N}\n]+/gu, ''));
      },
    ),
  );
});
