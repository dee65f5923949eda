import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../text/page.js';
import {
  addExact,
  addFolded,
  hashExact,
  hashFolded,
  hashLetters,
  hashOtherCase,
  hashPhrase,
  hashWord,
  NO_LETTERS,
} from '../../text/word-hash.js';

/** Words in scripts with and without case; no letter of them changes its length with its case. */
const word = fc.stringMatching(/^[a-zA-Zäöüа-яéאב木村]{1,12}$/u);

/** The hash of a text of its own. */
const hash = (text: string, of: typeof hashExact) => {
  const page = readPage([text]);
  return of(page, page.starts[0]!, page.ends[0]!);
};

describe('the hashes of a word', () => {
  it('are the same on a page, as a string, and letter by letter', () => {
    fc.assert(
      fc.property(word, (text) => {
        const { exact, folded } = hashWord(text, 0, text.length);
        expect(hash(text, hashExact)).toBe(exact);
        expect(hash(text, hashFolded)).toBe(folded);
        const codes = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
        expect(codes.reduce(addExact, NO_LETTERS)).toBe(exact);
        expect(codes.reduce(addFolded, NO_LETTERS)).toBe(folded);
      }),
    );
  });

  it('do not know capitals where they are folded', () => {
    fc.assert(
      fc.property(word, (text) => {
        expect(hash(text, hashFolded)).toBe(hash(text.toLowerCase(), hashExact));
      }),
    );
  });

  it('are those of the word with another first letter where they are asked for', () => {
    expect(hash('harbour', hashOtherCase)).toBe(hash('Harbour', hashExact));
    expect(hash('Harbour', hashOtherCase)).toBe(hash('harbour', hashExact));
  });
});

describe('the hash of a phrase', () => {
  const words = fc.array(word, { minLength: 2, maxLength: 5 });
  const marks = fc.stringMatching(/^[.,:;!?0-9-]{0,3}$/);

  it('knows neither capitals nor marks and digits, but spaces', () => {
    fc.assert(
      fc.property(words, marks, (parts, mark) => {
        const phrase = hash(parts.join(' '), hashPhrase);
        expect(hash(`${parts.join(`${mark} `)}${mark}`.toLowerCase(), hashPhrase)).toBe(phrase);
        expect(hash(parts.join(''), hashPhrase)).not.toBe(phrase);
      }),
    );
  });

  it('is not that of the word where it is one word, and that of letters alone knows no spaces', () => {
    fc.assert(
      fc.property(words, (parts) => {
        expect(hash(parts[0]!, hashPhrase)).not.toBe(hash(parts[0]!, hashFolded));
        expect(hash(parts.join(' '), hashLetters)).toBe(hash(parts.join(''), hashLetters));
      }),
    );
  });
});
