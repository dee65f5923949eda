/** The characters of a document's texts in one row, as numbers: what every look at them reads. */
import { classesOf } from './character-classes.js';
import { type CodeUnits, readCodeUnits } from './code-units.js';

export interface Page extends CodeUnits {
  /** The classes of the characters. */
  readonly kinds: Uint8Array;
}

export function readPage(texts: readonly string[]): Page {
  const units = readCodeUnits(texts);
  return { ...units, kinds: classesOf(units.codes) };
}
