/** Counts the pages whose cleaned text changes when it is cleaned once more. */

import { textOf } from '../pipeline/body.js';
import type { Document } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { documentOf } from '../training/documents.js';
import { foldOf } from '../training/wcxb.js';
import type { BodyPage } from './corpora.js';

export class AgainTally {
  private pages = 0;
  private changed = 0;
  private characters = 0;
  private lost = 0;

  constructor(private readonly folds: readonly Transform[]) {}

  add(page: BodyPage, document: Document): void {
    const text = textOf(document);
    if (text === '') return;
    const again = textOf(this.folds[foldOf(page.url)]!(documentOf(text)));
    this.pages++;
    if (again !== text) this.changed++;
    this.characters += text.length;
    this.lost += Math.max(0, text.length - again.length);
  }

  /** A sentence for the report. */
  toString(): string {
    const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
    return (
      `Cleaning the cleaned text again changes ${this.changed} of ${this.pages} pages (${share(this.changed, this.pages)}) ` +
      `and takes ${share(this.lost, this.characters)} of their characters.`
    );
  }
}
