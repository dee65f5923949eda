/** Documents for tests. */
import { type Document, layOutLines, NO_METADATA } from '../pipeline/document.js';

/** A document of this source, a line a paragraph. */
export function documentOf(source: string, id = 'id'): Document {
  return {
    origin: {
      id,
      path: 'in.txt',
      record: 0,
      format: 'text',
      encoding: 'utf-8',
      bytes: source.length,
      sha256: '0'.repeat(64),
      url: null,
    },
    source,
    blocks: layOutLines(source),
    stories: [],
    metadata: NO_METADATA,
  };
}
