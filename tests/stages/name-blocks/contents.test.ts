import { describe, expect, it } from 'vitest';
import { findContents } from '../../../stages/name-blocks/contents.js';
import { readPage } from '../../../text/page.js';

const SECTIONS = ['The old bridge', 'Who pays for it', 'What comes next'];
const PARAGRAPH = 'The council voted for it on Monday, after nine years of argument.';
const contentsOf = (texts: readonly string[]) => findContents(readPage(texts), texts.length);

describe('a list of the lines that stand further down', () => {
  const body = SECTIONS.flatMap((section) => [section, PARAGRAPH]);
  const numbered = SECTIONS.map((section, i) => `${i + 1}. ${section}`);

  it.each([
    ['as they are', SECTIONS],
    ['numbered', numbered],
  ])('names them: %s', (_, list) => {
    const { listed, lists, longest } = contentsOf([...list, ...body]);
    expect([...lists.slice(0, 3)]).toEqual([3, 3, 3]);
    expect(SECTIONS.map((_, i) => listed[3 + 2 * i])).toEqual([3, 3, 3]);
    expect(longest).toBe(3);
  });

  it('does not name them in another order', () => {
    expect(contentsOf([...SECTIONS.toReversed(), ...body]).longest).toBe(1);
  });

  it('is not there where no line stands twice', () => {
    expect(contentsOf([...SECTIONS, PARAGRAPH]).longest).toBe(0);
  });
});
