import { z } from 'zod';
import { defineStage } from '../../pipeline/stage.js';

export const segmentStories = defineStage({
  name: 'segment-stories',
  summary: '',
  options: z.strictObject({}),
  create: () => (document) => document,
});
