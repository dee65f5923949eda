/** The stages that ship, by name, and the two that are always there. */
import type { Stage } from '../pipeline/stage.js';
import { deboilerplate } from './deboilerplate/index.js';
import { nameBlocks } from './name-blocks/index.js';
import { normalizeQuotes } from './normalize-quotes/index.js';
import { repairText } from './repair-text/index.js';
import { segmentStories } from './segment-stories/index.js';
import { splitHeadings } from './split-headings/index.js';

export { reader } from './read/index.js';
export { writer } from './write/index.js';

export const stages: readonly Stage[] = [
  repairText,
  splitHeadings,
  deboilerplate,
  nameBlocks,
  segmentStories,
  normalizeQuotes,
] as readonly unknown[] as readonly Stage[];
