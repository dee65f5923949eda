/** The promise of the document model, checked: no character is lost and none is in two blocks. */
import { type Document, KINDS, LABELS, type Place, trimSpan } from './document.js';

/** Throws a RangeError that names the first offset where the blocks do not cover the source exactly once. */
export function assertCover(document: Document): void {
  const { source, blocks, stories } = document;
  let at = 0;
  for (const block of blocks) {
    if (block.start < at || block.end <= block.start || block.end > source.length) {
      throw new RangeError(`blocks overlap or leave the source at offset ${block.start}`);
    }
    const lost = trimSpan(source, at, block.start);
    if (lost) throw new RangeError(`characters in no block at offset ${lost.start}`);
    if (block.place.part === 'story' && !stories[block.place.story]) {
      throw new RangeError(`block at offset ${block.start} belongs to a story that is not there`);
    }
    if (!isPlace(block.place)) {
      throw new RangeError(
        `block at offset ${block.start} is in no known place: ${JSON.stringify(block.place)}`,
      );
    }
    at = block.end;
  }
  const lost = trimSpan(source, at, source.length);
  if (lost) throw new RangeError(`characters in no block at offset ${lost.start}`);
}

/** A stage in plain JavaScript may make places that no type allows. */
function isPlace(place: Place): boolean {
  if (place.part === 'removed') return LABELS.includes(place.label);
  return (place.part === 'article' || place.part === 'story') && KINDS.includes(place.kind);
}
