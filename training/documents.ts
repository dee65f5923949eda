/** Texts as the read stage gives them, for training and evaluation. */
import { type Block, type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';

const ORIGIN: Document['origin'] = {
  id: '',
  path: '',
  record: 0,
  format: 'text',
  encoding: 'utf-8',
  bytes: 0,
  sha256: '',
  url: null,
};

/** A document of no known origin; a line is a block unless others are given. */
export function documentOf(source: string, blocks: readonly Block[] = layOutLines(source)): Document {
  return { origin: ORIGIN, source, blocks, stories: [], metadata: NO_METADATA };
}
