/** Which blocks the judges of headings and list items look at. */
import type { Block, Label } from '../../pipeline/document.js';

/** Labels that say more of the lines around than of the line itself. */
const DOUBTFUL: ReadonlySet<Label> = new Set(['navigation', 'related-links', 'other']);
/** Next to no heading is longer. */
export const LONGEST_HEADING = 120;

/** Whether block `b` is a line of the article, or a removed one that may be a heading of it. */
export function isJudged(blocks: readonly Block[], b: number): boolean {
  return isLine(blocks[b]!) || mayComeBack(blocks, b);
}

/** Whether a block is a line of the article of which nothing better is known, such as the page's own markup. */
function isLine(block: Block): boolean {
  const { place } = block;
  if (block.evidence.some((e) => e.rule === 'html:p')) return false;
  return place.part === 'article' && (place.kind === 'paragraph' || place.kind === 'list-item');
}

/**
 * Whether a block was removed as a short line that stands among others of its kind, but right above kept text: it may be
 * a heading of it.
 */
function mayComeBack(blocks: readonly Block[], b: number): boolean {
  const { place, text } = blocks[b]!;
  if (place.part !== 'removed' || !DOUBTFUL.has(place.label) || text.length > LONGEST_HEADING) return false;
  return isKept(blocks[b + 1]) || isKept(blocks[b + 2]);
}

function isKept(block: Block | undefined): boolean {
  return block?.place.part === 'article';
}
