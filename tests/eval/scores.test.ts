import { describe, expect, it } from 'vitest';
import { countShingles, rankCorrelation, shingleScore, wordScore } from '../../eval/scores.js';

describe('wordScore', () => {
  it('counts words as often as both texts have them', () => {
    expect(wordScore('a a b', 'A b b')).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
  });
  it('is 0 for nothing against something, 1 for nothing against nothing', () => {
    expect(wordScore('', 'a').f1).toBe(0);
    expect(wordScore('', '').f1).toBe(1);
  });
});

it('counts shingles of four words as shares of a document', () => {
  expect(countShingles('a b c d e', 'a b c d')).toEqual({ right: 0.5, extra: 0.5, missing: 0 });
  expect(shingleScore([{ right: 1, extra: 0, missing: 0 }]).f1).toBe(1);
});

it('correlates ranks, equal values sharing theirs', () => {
  expect(rankCorrelation([1, 2, 3], [10, 20, 90])).toBe(1);
  expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBe(-1);
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBe(0);
});
