/** read: finds the inputs, cuts them into chunks of whole records, and makes a document of each record. */
import type { Reader } from '../../pipeline/input.js';
import { cut } from './cut.js';
import { options } from './options.js';
import { parse } from './parse.js';

export const reader: Reader<typeof options> = { options, cut, parse };
