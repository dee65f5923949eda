import { expect, it } from 'vitest';
import { textOf } from '../../pipeline/body.js';
import {
  createBlock,
  type Document,
  joinBlocks,
  type Place,
  relabel,
  rewrite,
  splitBlock,
} from '../../pipeline/document.js';
import { settle } from '../../pipeline/settle.js';
import type { Transform } from '../../pipeline/stage.js';
import { documentOf } from '../documents.js';

const EVIDENCE = { stage: 'test', rule: 'made-up', score: 0.9 };

/** Puts some blocks into another place. */
const moving =
  (place: Place, choose: (document: Document, index: number) => boolean): Transform =>
  (document) => ({
    ...document,
    stories: place.part === 'story' ? [{ title: null, truncated: false, score: 0.9 }] : [],
    blocks: document.blocks.map((block, i) =>
      choose(document, i) ? relabel(block, place, EVIDENCE) : block,
    ),
  });

const OTHER: Place = { part: 'removed', label: 'other' };

it('goes on until nothing changes: a list may lose a line at a time', () => {
  const dropLast = moving(OTHER, ({ blocks }, i) => i > 0 && i === blocks.length - 1);
  const settled = settle(documentOf('one\ntwo\nthree\nfour'), dropLast);
  expect(textOf(settled)).toBe('one');
  expect(settled.blocks.map(({ place }) => place.part)).toEqual(['article', 'removed', 'removed', 'removed']);
  expect(settled.blocks.at(-1)!.evidence).toEqual([{ ...EVIDENCE, again: true }]);
});

it('goes on a few times only where the text is long: time stays linear', () => {
  const dropLast = moving(OTHER, ({ blocks }, i) => i === blocks.length - 1);
  const long = documentOf(`${'x'.repeat(3_000_000)}${'\nline'.repeat(30)}`);
  expect(settle(long, dropLast).blocks.filter(({ place }) => place.part === 'removed')).toHaveLength(4);
});

it('gives back the document itself where its text stays as it is', () => {
  const document = documentOf('one\ntwo');
  expect(settle(document, (d) => d)).toBe(document);
});

it('splits where the text by itself is split, at the right place of the source', () => {
  const document = documentOf('\u200bOne twoThree');
  const repaired = {
    ...document,
    blocks: document.blocks.map((block) =>
      rewrite(document.source, block, 'test', [{ start: 0, end: 1, text: '', rule: 'invisible' }]),
    ),
  };
  const split: Transform = (d) => ({
    ...d,
    blocks: d.blocks.flatMap((b) => splitBlock(d.source, b, [b.text.indexOf('Three')], EVIDENCE)),
  });
  const { source, blocks } = settle(repaired, split);
  expect(blocks.map(({ text }) => text)).toEqual(['One two', 'Three']);
  expect(blocks.map(({ start, end }) => source.slice(start, end))).toEqual(['\u200bOne two', 'Three']);
});

/** A block of two lines, as HTML may have them. */
const twoLines = (place: Place): Document => {
  const document = documentOf('let a;\nlet b;');
  return { ...document, blocks: [createBlock(document.source, { start: 0, end: 13 }, place)] };
};
const dropB = moving(OTHER, ({ blocks }, i) => blocks[i]!.text === 'let b;');

it('leaves a block of several lines whole where all of it stays, and drops a line of it that does not', () => {
  const document = twoLines({ part: 'article', kind: 'paragraph' });
  expect(settle(document, (d) => d)).toBe(document);
  expect(textOf(settle(document, dropB))).toBe('let a;');
});

it('leaves code as it is: as text alone, it would be taken for prose', () => {
  const code = twoLines({ part: 'article', kind: 'code' });
  expect(settle(code, dropB)).toBe(code);
});

it('leaves blocks as they are that were joined', () => {
  const document = documentOf('one two\nthree');
  const join: Transform = (d) => ({ ...d, blocks: [joinBlocks(d.source, d.blocks, ' ', EVIDENCE)] });
  expect(settle(document, join)).toBe(document);
});

it('numbers the stories that it cuts before those behind them', () => {
  const document = documentOf('own\nnear\nfar');
  const first = moving({ part: 'story', story: 0, kind: 'paragraph' }, (_, i) => i === 2)(document);
  const near = moving(
    { part: 'story', story: 0, kind: 'paragraph' },
    ({ blocks }, i) => blocks[i]!.text === 'near',
  );
  const titled: Transform = (d) => {
    const again = near(d);
    return { ...again, stories: again.stories.map((s) => ({ ...s, title: { start: 5, end: 9 } })) };
  };
  const { source, blocks, stories } = settle(first, (d) => (d.source.includes('near') ? titled(d) : d));
  expect(blocks.map(({ place }) => (place.part === 'story' ? place.story : null))).toEqual([null, 0, 1]);
  expect(stories.map(({ title }) => title && source.slice(title.start, title.end))).toEqual(['near', null]);
});

it('takes a title from the text only where the document has none', () => {
  const title = (text: string): Transform =>
    moving({ part: 'article', kind: 'title' }, ({ blocks }, i) => blocks[i]!.text === text);
  const plain = documentOf('Heading\nText.');
  const known = { ...plain, metadata: { ...plain.metadata, title: 'Another' } };
  const places = (d: Document) => d.blocks.map(({ place }) => place);
  expect(places(settle(plain, title('Heading')))[0]).toEqual({ part: 'article', kind: 'title' });
  expect(places(settle(known, title('Heading')))[0]).toEqual(OTHER);
});

it.each([
  ['stands in the text', 'The bridge', [null, 'The bridge']],
  ['stands in it with other marks', '“THE BRIDGE”', [null, '“THE BRIDGE”']],
  ['begins with a line of it', 'The bridge is shut - Gazette', [null, 'The bridge is shut - Gazette']],
  ['does not', 'The tram', [null]],
  ['is too long to be looked for', 'tram '.repeat(200), [null, 'tram '.repeat(200)]],
])('looks at the text with its title where that %s', (_, title, looks) => {
  const document = documentOf('The bridge is shut.');
  const seen: (string | null)[] = [];
  settle({ ...document, metadata: { ...document.metadata, title } }, (d) => {
    seen.push(d.metadata.title);
    return { ...d, metadata: { ...d.metadata, title: null } };
  });
  expect(seen).toEqual(looks);
});

it('finds the titles of many stories in the source', () => {
  const lines = ['own', ...Array.from({ length: 99 }, (_, i) => `story ${i}`)];
  const all: Transform = (d) => ({
    ...d,
    stories: d.blocks.slice(1).map((title) => ({ title, truncated: false, score: 0.9 })),
    blocks: d.blocks.map((block, i) =>
      i === 0 ? block : relabel(block, { part: 'story', story: i - 1, kind: 'title' }, EVIDENCE),
    ),
  });
  const { source, stories } = settle(documentOf(lines.join('\n')), all);
  expect(stories.map(({ title }) => title && source.slice(title.start, title.end))).toEqual(lines.slice(1));
});
