/**
 * Headings that were removed above kept text come back; but only those that do so again when the text that this leaves is
 * cleaned once more, where they are likely to be removed again, too.
 */
import { type Block, BODY_KINDS, createBlock, type Document, type Place } from '../../pipeline/document.js';

const MOST_ROUNDS = 4;
/** What deboilerplate calls short lines that it removes within a text. */
const REMOVED: Place = { part: 'removed', label: 'other' };

/**
 * Those of the `returning` blocks that `judge` keeps calling headings in the text that they and the kept blocks make; it is
 * given that text as a document, in which they are removed, and tells which of them come back.
 */
export function settleReturning(
  document: Document,
  returning: readonly Block[],
  judge: (document: Document) => readonly Block[],
): ReadonlySet<Block> {
  let left = new Set(returning);
  for (let round = 0; left.size > 0 && round < MOST_ROUNDS; round++) {
    const { alone, originals } = textAlone(document, left);
    const again = new Set(judge(alone).map((block) => originals.get(block)!));
    if (again.size === left.size) break;
    left = again;
  }
  return left;
}

/** The text that a document with these blocks would have, and which of its blocks each block was. */
function textAlone(
  document: Document,
  returning: ReadonlySet<Block>,
): { alone: Document; originals: ReadonlyMap<Block, Block> } {
  const kept = document.blocks.filter(
    (block) => returning.has(block) || (block.place.part === 'article' && BODY_KINDS.has(block.place.kind)),
  );
  const source = kept.map((block) => block.text).join('\n\n');
  const originals = new Map<Block, Block>();
  let start = 0;
  for (const block of kept) {
    const end = start + block.text.length;
    const place = returning.has(block) ? REMOVED : block.place;
    originals.set(createBlock(source, { start, end }, place), block);
    start = end + 2;
  }
  return { alone: { ...document, source, blocks: [...originals.keys()] }, originals };
}
