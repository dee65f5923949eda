/** The text of a document and its title, as the output writes them. */
import { type Block, type Document, isBody } from './document.js';
import { SEPARATOR } from './output.js';

/** The blocks that make up the text, in order. */
export function bodyOf({ blocks }: Document): Block[] {
  return blocks.filter(({ place, text }) => isBody(place) && text !== '');
}

/** What stands in the `text` of the document's record. */
export function textOf(document: Document): string {
  return bodyOf(document)
    .map(({ text }) => text)
    .join(SEPARATOR);
}

/** The document's `title`: the one that the page shows, else what is known of it. */
export function titleOf({ blocks, metadata }: Document): string | null {
  const shown = blocks.find(
    ({ place, text }) => place.part === 'article' && place.kind === 'title' && text !== '',
  );
  return shown?.text ?? metadata.title;
}
