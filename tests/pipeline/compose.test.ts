import { expect, it } from 'vitest';
import { z } from 'zod';
import { compose, StageError } from '../../pipeline/compose.js';
import { type Place, rewrite } from '../../pipeline/document.js';
import { openResources } from '../../pipeline/resources.js';
import { defineStage, type Transform } from '../../pipeline/stage.js';
import { documentOf } from '../documents.js';

it('a stage that reads its files later than it is made fails: the cache would not know of them', async () => {
  const stage = defineStage({
    name: 'late',
    summary: 'Reads when it is too late',
    options: z.strictObject({}),
    create: (_, resources) => (document) => {
      resources.lexicon('months');
      return document;
    },
  });
  const transform = await compose([{ stage, options: {} }], openResources());
  expect(() => transform(documentOf('Text.'))).toThrow(StageError);
  expect(() => transform(documentOf('Text.'))).toThrow('months is read too late');
});

it.each([
  { part: 'article', kind: 'listitem' },
  { part: 'removed', label: 'ad' },
  { part: 'nowhere', kind: 'paragraph' },
])('a stage that puts a block into no known place fails: %j', async (place) => {
  const stage = defineStage({
    name: 'misplaces',
    summary: 'Written without types',
    options: z.strictObject({}),
    create: () => (document) => ({
      ...document,
      blocks: document.blocks.map((block) => ({ ...block, place: place as Place })),
    }),
  });
  const transform = await compose([{ stage, options: {} }], openResources());
  expect(() => transform(documentOf('Text.'))).toThrow('is in no known place');
});

it('a stage that gives back no document, or no function, fails and says so', async () => {
  const written = (create: () => unknown) =>
    defineStage({
      name: 'untyped',
      summary: 'Written without types',
      options: z.strictObject({}),
      create: create as () => Transform,
    });
  const promise = written(() => async (document: unknown) => document);
  const transform = await compose([{ stage: promise, options: {} }], openResources());
  expect(() => transform(documentOf('Text.'))).toThrow('it must not be async');
  const nothing = compose([{ stage: written(() => null), options: {} }], openResources());
  await expect(nothing).rejects.toThrow('create gave back no function');
});

it('what a stage does that does not settle is not undone by those before it', async () => {
  const replacing = (name: string, from: string, to: string, settles: boolean) =>
    defineStage({
      name,
      summary: 'Replaces a text',
      settles,
      options: z.strictObject({}),
      create: () => (document) => ({
        ...document,
        blocks: document.blocks.map((block) => {
          const start = block.text.indexOf(from);
          const change = { start, end: start + from.length, text: to, rule: name };
          return start < 0 ? block : rewrite(document.source, block, name, [change]);
        }),
      }),
    });
  const decode = { stage: replacing('decode', '&amp;', '&', true), options: {} };
  const encode = { stage: replacing('encode', '&', '&amp;', false), options: {} };
  const transform = await compose([decode, encode], openResources());
  expect(transform(documentOf('R&amp;amp;D')).blocks[0]!.text).toBe('R&amp;D');
});
