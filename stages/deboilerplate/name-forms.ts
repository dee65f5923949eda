/** The forms of names and of what stands around them in bylines, made from the lexicon's words. */
import { z } from 'zod';

/** Words by language, of letters alone: they become parts of expressions. */
const words = z.record(z.string(), z.array(z.string().regex(/^\p{L}+$/u)));

export const nameWordsSchema = z.strictObject({
  joints: words,
  ends: words,
  particles: words,
  behind: words,
});
type NameWords = z.output<typeof nameWordsSchema>;

export interface NameForms {
  /** Two words or more that begin with a capital, particles between them. */
  readonly name: RegExp;
  /** What stands between two names, at the start of a text. */
  readonly joint: RegExp;
  /** What ends a name. */
  readonly end: RegExp;
  /** A name in Hangul, its first group, and a word that only stands behind names. */
  readonly behindName: RegExp;
}

export function buildNameForms({ joints, ends, particles, behind }: NameWords): NameForms {
  const joint = anyOf(joints);
  const capitalized = String.raw`\p{Lu}[\p{L}\p{M}'’.-]`;
  return {
    name: new RegExp(
      `^${capitalized}*(?: (?:${capitalized}*|(?:${anyOf(particles)})))* ${capitalized}+$`,
      'u',
    ),
    joint: new RegExp(String.raw`^(?:,?\s+(?:${joint})\s+|\s*&\s*|\s*,\s*)`, 'u'),
    // Behind an "&" the name is read up to the next one only, lest a line of nothing else take quadratic time.
    end: new RegExp(
      String.raw`\s*[|,;•·/(（]\s*|\s*&\s*(?=\p{Lu}[^\s&]* \p{Lu})|\s+[–—-]\s+|\s{2,}|\u3000|\s+(?=\d)|\s+(?:${joint}|${anyOf(ends)})\s+`,
      'u',
    ),
    behindName: new RegExp(String.raw`^([\p{sc=Hangul}]{2,4})\s?(?:${anyOf(behind)})`, 'u'),
  };
}

function anyOf(languages: Readonly<Record<string, readonly string[]>>): string {
  return [...new Set(Object.values(languages).flat())].join('|');
}
