import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { readKnowledge } from '../../../stages/name-blocks/lexicon.js';
import { findLists } from '../../../stages/name-blocks/list-heads.js';

const { listHeads: known } = readKnowledge(openResources());

/** The lines that head lists, and those that are items of one. */
function lists(texts: readonly string[], heading?: string) {
  const lines = texts.map((text) => ({ text, isFree: text !== 'Subscribe', sentences: 0 }));
  const { heads, items } = findLists(lines, known, (i) => texts[i] === heading);
  return { heads: heads.map((i) => texts[i]), items: items.map((i) => texts[i]) };
}

describe('what stands below a known head', () => {
  it.each(['Ingredients', 'Zutaten', 'Ingrédients', 'Składniki', 'You’ll need'])('%s is a list', (head) => {
    const items = ['200 g barley', '2 carrots', '1 leek, in rings'];
    expect(lists([head, ...items, 'My aunt made it each year.'])).toEqual({ heads: [head], items });
  });

  it('ends at the next head, at a heading and at what was removed', () => {
    const texts = [
      'Pros',
      'Cheap',
      'Light',
      'Cons',
      'Slow',
      'Loud',
      'Radio Two',
      'Pros:',
      'Small',
      'Neat',
      'Subscribe',
      'So',
    ];
    expect(lists(texts, 'Radio Two')).toEqual({
      heads: ['Pros', 'Cons'],
      items: ['Cheap', 'Light', 'Slow', 'Loud', 'Small', 'Neat'],
    });
  });

  it('is none where it is one line, or prose', () => {
    expect(
      lists(['Cons', 'None', 'It costs 40 crowns.', 'Pros', 'We liked all of it.', 'So did she.']).items,
    ).toEqual([]);
  });
});

describe('a short line above a numbered list', () => {
  it('heads it', () => {
    const steps = ['1. Rinse the barley.', '2. Boil it.'];
    expect(lists(['It takes an hour.', 'Method', ...steps])).toEqual({ heads: ['Method'], items: [] });
    expect(lists(['The steps are:', ...steps]).heads).toEqual([]);
    expect(lists(['Method', '1. Rinse the barley.', 'Boil it.']).heads).toEqual([]);
  });
});
