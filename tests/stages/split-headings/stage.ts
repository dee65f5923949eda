/** The stage with the weights that ship, and what comes out of it. */
import { openResources } from '../../../pipeline/resources.js';
import { splitHeadings } from '../../../stages/split-headings/index.js';
import { documentOf } from '../../documents.js';

const split = await splitHeadings.create(splitHeadings.options.parse({}), openResources());

export function splitText(source: string) {
  return split(documentOf(source));
}

export { split };
