import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';

export const deboilerplate = defineStage({
  name: 'deboilerplate',
  summary: '',
  options: z.strictObject({}),
  create: () => (document) => document,
});
