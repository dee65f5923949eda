import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../../stages/split-headings/candidates.js';
import { findFragments } from '../../../stages/split-headings/fragments.js';
import { readPage } from '../../../text/page.js';

/** What stands from each place on that is found. */
function fragments(...texts: string[]): string[] {
  const page = readPage(texts);
  const text = String.fromCharCode(...page.codes);
  return findFragments(page, findCandidates(page)).map((at) => text.slice(at, at + 12));
}

describe('headings behind the space of a paragraph', () => {
  it.each(['The bridge is shut. Why it was builtThe town', 'Is it shut?  What comes nextThe town'])(
    'are found in %s',
    (text) => {
      expect(fragments(text)).toHaveLength(1);
    },
  );

  it.each([
    'The bridge is shut. The town wept.The bridge',
    'The bridge is shut. Everybody has to walk.',
    'We sold the iPhone in May.',
    'Call (206) 735-3750Open all day',
  ])('are not found in %s', (text) => {
    expect(fragments(text)).toEqual([]);
  });

  it('are not looked for in another text', () => {
    expect(fragments('It is shut. The town wept', 'and builtThe next')).toEqual([]);
  });
});
