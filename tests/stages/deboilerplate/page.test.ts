import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Document } from '../../../pipeline/document.js';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const read = { article: {}, any: { page: 'any' }, auto: { page: 'auto' } } as const;
const [article, any, auto] = await Promise.all(
  Object.values(read).map((options) => createTransform(deboilerplate, options)),
);

/** What is kept of a text, a line a block. */
const kept = ({ blocks }: Document) => blocks.filter((b) => b.place.part === 'article').map((b) => b.text);

it('reads an article as one where it is to see what a page is', () => {
  const page = documentOf(readFileSync('data/raw/museum-full-page.txt', 'utf8'));
  expect(kept(auto!(page))).toEqual(kept(article!(page)));
});

it('reads a list of goods as one where it is to see what a page is', () => {
  const goods = [
    'Kettle',
    'Lantern',
    'Rope, 20 m',
    'Tent peg',
    'Camp stove',
    'Mess tin',
    'Whistle',
    'Bivouac bag',
  ];
  const page = documentOf(
    [
      'Home',
      'Shop',
      'Basket (0)',
      ...goods.flatMap((name, i) => [name, `€${9 + 3 * i}.50`, 'In stock']),
    ].join('\n'),
  );
  expect(kept(auto!(page))).toEqual(kept(any!(page)));
});
