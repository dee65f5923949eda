import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';

export const normalizeQuotes = defineStage({
  name: 'normalize-quotes',
  summary: '',
  options: z.strictObject({}),
  create: () => (document) => document,
});
