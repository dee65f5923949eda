/** The stages that ship, by name. */
import type { Stage } from '../pipeline/stage.js';
import { deboilerplate } from './deboilerplate/index.js';
import { normalizeQuotes } from './normalize-quotes/index.js';
import { repairText } from './repair-text/index.js';
import { segmentStories } from './segment-stories/index.js';
import { splitHeadings } from './split-headings/index.js';

export const stages: readonly Stage[] = [
  repairText,
  splitHeadings,
  deboilerplate,
  segmentStories,
  normalizeQuotes,
] as readonly unknown[] as readonly Stage[];
