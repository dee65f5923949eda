/** The characters of a document's texts in one row, as numbers: what every look at them reads. */
import { type CodeUnits, readCodeUnits } from '../../text/code-units.js';
import { classesOf } from './characters.js';

export interface Page extends CodeUnits {
  /** The classes of the characters. */
  readonly kinds: Uint8Array;
}

export function readPage(texts: readonly string[]): Page {
  const units = readCodeUnits(texts);
  return { ...units, kinds: classesOf(units.codes) };
}
