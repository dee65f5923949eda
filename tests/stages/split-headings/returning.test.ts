import { expect, it } from 'vitest';
import { type Document, relabel } from '../../../pipeline/document.js';
import { settleReturning } from '../../../stages/split-headings/returning.js';
import { documentOf } from '../../documents.js';

const HEADINGS = ['Before the Storm', 'What the Divers Found'];
const PARAGRAPHS = ['The pier was closed on Monday.', 'It took them a week.'];

const laidOut = documentOf([HEADINGS[0], PARAGRAPHS[0], HEADINGS[1], PARAGRAPHS[1]].join('\n'));
const document: Document = {
  ...laidOut,
  blocks: laidOut.blocks.map((block) =>
    HEADINGS.includes(block.text)
      ? relabel(block, { part: 'removed', label: 'related-links' }, { stage: 'test', rule: 'test', score: 1 })
      : block,
  ),
};
const removedIn = ({ blocks }: Document) => blocks.filter(({ place }) => place.part === 'removed');
const removed = removedIn(document);

it('brings back what stays a heading in the text that it leaves', () => {
  expect([...settleReturning(document, removed, removedIn)]).toEqual(removed);
  expect(settleReturning(document, removed, () => []).size).toBe(0);
});

it('does not bring back what is a heading only beside one that does not come back', () => {
  const last = (alone: Document) => (removedIn(alone).length > 1 ? removedIn(alone).slice(1) : []);
  expect(settleReturning(document, removed, last).size).toBe(0);
});

it('asks about the text alone, in which what may come back is removed', () => {
  const asked: Document[] = [];
  settleReturning(document, removed.slice(1), (alone) => {
    asked.push(alone);
    return removedIn(alone);
  });
  expect(asked.map(({ source }) => source)).toEqual([
    [PARAGRAPHS[0], HEADINGS[1], PARAGRAPHS[1]].join('\n\n'),
  ]);
  expect(asked.flatMap(removedIn).map(({ text, place }) => [text, place])).toEqual([
    [HEADINGS[1], { part: 'removed', label: 'other' }],
  ]);
});
