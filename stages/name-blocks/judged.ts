/** Which blocks the judges of headings and list items look at. */
import { type Block, isBody, type Label } from '../../pipeline/document.js';

/** Labels that say more of the lines around than of the line itself. */
const DOUBTFUL: ReadonlySet<Label> = new Set(['navigation', 'related-links', 'other']);
/** Next to no heading is longer. */
export const LONGEST_HEADING = 120;

/** The numbers of the blocks that are lines of the article, or removed ones that may be headings of it. */
export function findJudged(blocks: readonly Block[]): number[] {
  const first = blocks.findIndex(({ place }) => isBody(place));
  return [...blocks.keys()].filter((b) => isLine(blocks[b]!) || (b > first && mayComeBack(blocks, b)));
}

/** Whether a block is a line of the article of which nothing better is known, such as the page's own markup. */
function isLine(block: Block): boolean {
  const { place } = block;
  if (block.evidence.some((e) => e.rule === 'html:p')) return false;
  return place.part === 'article' && (place.kind === 'paragraph' || place.kind === 'list-item');
}

/**
 * Whether a block was removed as a short line that stands among others of its kind, but right above kept text: it may be
 * a heading of it. What stands above all of the text does not come back: it may be the title of the page, or of another.
 */
function mayComeBack(blocks: readonly Block[], b: number): boolean {
  const { place, text } = blocks[b]!;
  if (place.part !== 'removed' || !DOUBTFUL.has(place.label) || text.length > LONGEST_HEADING) return false;
  return isKept(blocks[b + 1]) || isKept(blocks[b + 2]);
}

function isKept(block: Block | undefined): boolean {
  return block?.place.part === 'article';
}
