/** read: finds the inputs, cuts them into chunks of whole records, and makes a document of each record. */
import { isReject, type Reader } from '../../pipeline/input.js';
import { cut } from './cut.js';
import { findFiles } from './find.js';
import { namingOf } from './formats.js';
import { options } from './options.js';

export const reader: Reader<typeof options> = {
  options,
  cut,
  measure,
  loadParse: async () => (await import('./parse.js')).parse,
};

/** How many times its size compressed text has, about. */
const USUAL_EXPANSION = 4;

async function measure(inputs: readonly string[]): Promise<number> {
  let bytes = 0;
  for await (const found of findFiles(inputs)) {
    if (isReject(found)) continue;
    bytes += found.size * (namingOf(found.path).compression === null ? 1 : USUAL_EXPANSION);
  }
  return bytes;
}
