/** read: finds the inputs, cuts them into chunks of whole records, and makes a document of each record. */
import type { Reader } from '../../pipeline/input.js';
import { cut } from './cut.js';
import { options } from './options.js';

export const reader: Reader<typeof options> = {
  options,
  cut,
  loadParse: async () => (await import('./parse.js')).parse,
};
