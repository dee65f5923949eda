/** The words of a document itself, and how often it uses them. */
import { isWordCharacter } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { addExact, NO_LETTERS } from '../../text/word-hash.js';

/** How often a document uses each word, letter for letter: an open-addressing table of counts. */
export class Vocabulary {
  private readonly keys: Int32Array;
  private readonly counts: Uint16Array;
  private readonly mask: number;

  constructor({ codes, kinds }: Page) {
    // A word and what separates it take two characters at least, but seldom less than four.
    let size = 64;
    while (size < kinds.length / 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.counts = new Uint16Array(size);
    for (let i = 0; i < kinds.length; i++) {
      if (!isWordCharacter(kinds[i]!)) continue;
      let hash = NO_LETTERS;
      for (; isWordCharacter(kinds[i]!); i++) hash = addExact(hash, codes[i]!);
      const at = this.slot(hash);
      this.keys[at] = hash;
      if (this.counts[at]! < 0xffff) this.counts[at]!++;
    }
  }

  /** How often the document has the word with a hash. */
  count(exact: number): number {
    return this.counts[this.slot(exact)]!;
  }

  /** Where the word stands, or the free place for it. */
  private slot(hash: number): number {
    let at = spread(hash) & this.mask;
    while (this.counts[at] !== 0 && this.keys[at] !== hash) at = (at + 1) & this.mask;
    return at;
  }
}

function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 8;
}
