/**
 * Text in a language that nobody knows: each letter becomes another of its kind, so that words, their frequencies,
 * lengths, case and punctuation stay and no lexicon knows them. What is learnt on it does not hang on one language.
 */

const VOWELS = 'aeiouy';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/** Enciphers letters a to z; every third page also loses its capitals, as scripts without case have none. */
export function encipher(text: string, page: number): string {
  const key = new Map<string, string>();
  for (const letters of [VOWELS, CONSONANTS]) {
    const shift = 1 + (page % (letters.length - 1));
    for (let i = 0; i < letters.length; i++) {
      const to = letters[(i + shift) % letters.length]!;
      key.set(letters[i]!, to);
      key.set(letters[i]!.toUpperCase(), page % 3 === 0 ? to : to.toUpperCase());
    }
  }
  return text.replace(/[a-z]/gi, (letter) => key.get(letter)!);
}
