import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';

export const splitHeadings = defineStage({
  name: 'split-headings',
  summary: '',
  options: z.strictObject({}),
  create: () => (document) => document,
});
