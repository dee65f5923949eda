import { describe, expect, it } from 'vitest';
import { buildNameForms, nameWordsSchema } from '../../../stages/deboilerplate/name-forms.js';

const words = {
  joints: { en: ['and'] },
  ends: { en: ['in'] },
  particles: { nl: ['van'] },
  behind: { ko: ['기자'] },
};

describe('the forms of names', () => {
  const { name, joint, end, behindName } = buildNameForms(nameWordsSchema.parse(words));

  it('are made of the words of the lexicon', () => {
    expect(['Jo van Lane', 'J. R. Lane', "Mary O'Neill-Pop"].every((text) => name.test(text))).toBe(true);
    expect(['Jo von Lane', 'Jo', 'jo Lane', 'Jo Lane and'].some((text) => name.test(text))).toBe(false);
    expect([' and Ana', ', and Ana', ', Ana', ' & Ana'].every((text) => joint.test(text))).toBe(true);
    expect([' und Ana', 'and Ana'].some((text) => joint.test(text))).toBe(false);
    expect('Jo Lane in Brannock'.split(end)[0]).toBe('Jo Lane');
    expect('Jo Lane inside'.split(end)[0]).toBe('Jo Lane inside');
    expect(behindName.exec('김하늘 기자')?.[1]).toBe('김하늘');
  });

  it('take no word that would be more than letters in an expression', () => {
    for (const word of ['a.b', 'a|b', '(', '']) {
      expect(nameWordsSchema.safeParse({ ...words, joints: { en: [word] } }).success).toBe(false);
    }
  });
});
