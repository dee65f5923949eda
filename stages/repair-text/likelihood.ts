/** Whether characters that a repair would write make sense where they would stand. */
import { z } from 'zod';

export const likelySchema = z.strictObject({
  ranges: z.string(),
  lone_letters: z.string(),
  words: z.string(),
  a_grave_endings: z.array(z.string()),
});

/** Scripts of which a text has more than one letter. */
export type Company = ReadonlySet<string>;

/**
 * Whether `repaired` makes sense in place of the characters of `text` from `start` to `end`; `company` are the scripts
 * of all that would be repaired in the text along with it.
 */
export type Likely = (
  repaired: string,
  text: string,
  start: number,
  end: number,
  company: Company,
) => boolean;

/** Scripts whose letters come in company. Marks that are put on letters of any script are "inherited". */
const SCRIPTS = new Map<string, RegExp>([
  ['east-asian', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
  ...'Cyrillic Greek Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai'
    .concat(' Georgian Armenian Hangul Bopomofo Inherited')
    .split(' ')
    .map((script): [string, RegExp] => [script, new RegExp(`\\p{Script=${script}}`, 'u')]),
]);
const EMOJI_PART = /[\ufe0f\u200d\u20e3]/;
const C1 = /[\x80-\x9f]/;

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
    if (C1.test(text.slice(start, end))) return true;
    if (end - start === 2 && LATIN.test(first) && !LETTER.test(before) && !LETTER.test(after)) {
      return table.words.includes(first);
    }
    return characters.every((character) => {
      if (table.lone_letters.includes(character)) return !CAPITAL.test(after);
      const script = scriptOf(character);
      return script === null || company.has(script);
    });
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

/** Of characters of one UTF-16 unit, as far as they were met. */
const scripts = new Map<string, string | null>();

function scriptOf(character: string): string | null {
  if (character.charCodeAt(0) < 0x300) return null;
  const known = scripts.get(character);
  if (known !== undefined) return known;
  const script = findScript(character);
  if (character.length === 1) scripts.set(character, script);
  return script;
}

function findScript(character: string): string | null {
  if (EMOJI_PART.test(character)) return null;
  for (const [script, pattern] of SCRIPTS) if (pattern.test(character)) return script;
  return null;
}

/** The scripts other than Latin of which the texts have more than one letter. */
export function companyOf(texts: readonly string[]): Company {
  const once = new Set<string>();
  const company = new Set<string>();
  for (const text of texts) {
    for (const character of text) {
      const script = scriptOf(character);
      if (script === null) continue;
      if (once.has(script)) company.add(script);
      once.add(script);
    }
  }
  return company;
}
