/** Whether characters that a repair would write make sense where they would stand. */
import { z } from 'zod';

export const likelySchema = z.strictObject({
  ranges: z.string(),
  lone_letters: z.string(),
  words: z.string(),
  a_grave_endings: z.array(z.string()),
});

/**
 * Whether `repaired` makes sense in place of the characters of `text` from `start` to `end`; `company` is all that would
 * be repaired in the text along with it.
 */
export type Likely = (repaired: string, text: string, start: number, end: number, company: string) => boolean;

const SCRIPTS = [
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Georgian',

  'Bopomofo',

  'Hangul',
  'Inherited',
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));
SCRIPTS.push(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
const EMOJI_PART = /[\ufe0f\u200d\u20e3]/;

const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;
const SMALL = /\p{Ll}/u;
const CAPITAL = /\p{Lu}/u;

export function createLikely(table: z.output<typeof likelySchema>): Likely {
  const ranges = table.ranges
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [from, to] = range.split('-').map((hex) => Number.parseInt(hex, 16));
      return { from: from!, to: to ?? from! };
    });
  const inRanges = (character: string): boolean => {
    const code = character.codePointAt(0)!;
    return code < 0x80 || ranges.some(({ from, to }) => code >= from && code <= to);
  };

  return (repaired, text, start, end, company) => {
    const characters = [...repaired];
    if (!characters.every(inRanges)) return false;
    const before = text.charAt(start - 1);
    const after = text.charAt(end);
    const first = characters[0]!;
    if (isWrongScript(first, before) || isWrongScript(characters.at(-1)!, after)) return false;
    if (isWrongCase(first, text.charAt(start - 2), before, after)) return false;
    if (characters.length === 1 && LATIN.test(first) && !LETTER.test(before) && !LETTER.test(after)) {
      return table.words.includes(first);
    }
    if (characters.length === 1 && table.lone_letters.includes(first)) return !CAPITAL.test(after);
    return hasCompany(characters, company);
  };
}

/** A Latin letter in a word of another script. */
function isWrongScript(character: string, neighbour: string): boolean {
  return LATIN.test(character) && LETTER.test(neighbour) && !LATIN.test(neighbour);
}

/** A small letter in a word of capitals; ß is at home there. */
function isWrongCase(character: string, beforeThat: string, before: string, after: string): boolean {
  if (!SMALL.test(character) || character === 'ß') return false;
  return CAPITAL.test(before) && (CAPITAL.test(beforeThat) || CAPITAL.test(after));
}

/** Letters of other scripts than Latin come in company. */
function hasCompany(characters: readonly string[], company: string): boolean {
  return characters.every((character) => {
    const script = SCRIPTS.find((pattern) => pattern.test(character));
    return !script || EMOJI_PART.test(character) || occursTwice(script, company);
  });
}

function occursTwice(script: RegExp, text: string): boolean {
  const first = text.search(script);
  return script.test(text.slice(first + (text.codePointAt(first)! > 0xffff ? 2 : 1)));
}
