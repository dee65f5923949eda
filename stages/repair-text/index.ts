import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';

export const repairText = defineStage({
  name: 'repair-text',
  summary: '',
  options: z.strictObject({}),
  create: () => (document) => document,
});
