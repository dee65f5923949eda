/** The text of a document: its blocks of content, as the output writes them. */
import { type Block, BODY_KINDS, type Document, type Place } from './document.js';

/** What stands between two blocks of the text. */
export const SEPARATOR = '\n\n';

/** Whether what is in this place stands in the text. */
export function isBody(place: Place): boolean {
  return place.part === 'article' && BODY_KINDS.has(place.kind);
}

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
