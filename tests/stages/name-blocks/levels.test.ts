import { expect, it } from 'vitest';
import { headingLevels } from '../../../stages/name-blocks/levels.js';

it('counts the numbers of nested numbering', () => {
  expect(headingLevels(['1 Scope', '1.1 Terms', '1.1.2 Signs', '2 Methods'])).toEqual([2, 3, 4, 2]);
});

it('takes capitals for the upper level where others stand below', () => {
  expect(headingLevels(['THE TOWN', 'Its bridge', 'Its river', 'THE COUNTRY'])).toEqual([2, 3, 3, 2]);
});

it('leaves the level open where nothing tells it', () => {
  expect(headingLevels(['What happened', 'What comes next'])).toEqual([null, null]);
});

it('knows no more than six levels', () => {
  expect(headingLevels(['1 A', '1.1.1.1.1.1.1.1 B'])).toEqual([2, 6]);
});
