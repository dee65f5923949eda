import { expect, it } from 'vitest';
import { z } from 'zod';
import { compose, StageError } from '../../pipeline/compose.js';
import { openResources } from '../../pipeline/resources.js';
import { defineStage } from '../../pipeline/stage.js';
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
