import { expect, it } from 'vitest';
import type { LineSample } from '../../training/line-samples.js';
import { randomFrom } from '../../training/random.js';
import { shortPage } from '../../training/short-pages.js';

/** A page of 60 lines: five of a menu, then fifty paragraphs, then five of a footer. */
const page: LineSample = {
  layout: 'blocks',
  type: 'article',
  fold: 0,
  source: 'x'.repeat(600),
  spans: Int32Array.from({ length: 120 }, (_, i) => (i >> 1) * 10 + (i & 1) * 9),
  shares: Float32Array.from({ length: 60 }, (_, line) => (line >= 5 && line < 55 ? 1 : 0)),
  words: Float32Array.from({ length: 60 }, (_, line) => (line >= 5 && line < 55 ? 40 : 2)),
  gold: 2000,
};

const seeds = Array.from({ length: 50 }, (_, seed) => seed);
const shorts = seeds.flatMap((seed) => shortPage(page, randomFrom(seed)) ?? []);

it('leaves the first paragraphs, a few of them, and some of what stands around them', () => {
  expect(shorts.length).toBeGreaterThan(40);
  for (const { shares, spans } of shorts) {
    const kept = [...shares.keys()].filter((line) => shares[line]! > 0);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(9);
    expect(kept.map((line) => spans[2 * line]! / 10)).toEqual(kept.map((_, i) => 5 + i));
  }
  const around = shorts.map(({ shares }) => shares.filter((share) => share === 0).length);
  expect(new Set(around).size).toBeGreaterThan(3);
});

it('makes nothing of a page that is short already', () => {
  const two = {
    ...page,
    shares: page.shares.slice(0, 3),
    words: page.words.slice(0, 3),
    spans: page.spans.slice(0, 6),
  };
  expect(seeds.every((seed) => shortPage(two, randomFrom(seed)) === null)).toBe(true);
});
