/** What a document is made of, by region: prose, code and tables differ in what characters they are full of. */
import { Class } from './characters.js';
import type { Page } from './page.js';
import { isCode } from './stretches.js';

/** Characters are counted in blocks of so many. */
const BLOCK_BITS = 5;
/** How many blocks a region has, before or behind an offset. */
const SIZE = 8;

export const REGION_FEATURES = ['code', 'digits', 'spaces', 'sentence ends', 'candidates'];
const COUNTS = REGION_FEATURES.length;

/** Running counts at the start of each block. */
export class Regions {
  private readonly sums: Int32Array;
  private readonly blocks: number;

  constructor({ codes, kinds }: Page, candidates: Int32Array) {
    this.blocks = (kinds.length >> BLOCK_BITS) + 1;
    const sums = new Int32Array((this.blocks + 1) * COUNTS);
    for (let i = 0; i < kinds.length; i++) {
      const kind = kinds[i]!;
      if (kind === Class.Lower) continue;
      const at = ((i >> BLOCK_BITS) + 1) * COUNTS;
      if (kind === Class.Space) sums[at + 2]!++;
      else if (kind === Class.Digit) sums[at + 1]!++;
      else if (kind === Class.Joiner || isCode(codes[i]!)) sums[at]!++;
      else if ((kind === Class.Stop || kind === Class.Ask) && kinds[i + 1] === Class.Space) sums[at + 3]!++;
    }
    for (const at of candidates) sums[((at >> BLOCK_BITS) + 1) * COUNTS + 4]!++;
    for (let i = COUNTS; i < sums.length; i++) sums[i]! += sums[i - COUNTS]!;
    this.sums = sums;
  }

  /** Writes the counts in the regions before and behind an offset, in a thousand characters; gives the next place. */
  write(row: Float32Array, k: number, at: number): number {
    const block = at >> BLOCK_BITS;
    const next = this.writeCounts(row, k, Math.max(0, block + 1 - SIZE), block + 1);
    return this.writeCounts(row, next, block, Math.min(this.blocks, block + SIZE));
  }

  /** The same for the whole document. */
  writeAll(row: Float32Array, k: number): number {
    return this.writeCounts(row, k, 0, this.blocks);
  }

  private writeCounts(row: Float32Array, k: number, from: number, to: number): number {
    const scale = 1000 / ((to - from) << BLOCK_BITS);
    for (let c = 0; c < COUNTS; c++) {
      row[k + c] = Math.round(scale * (this.sums[to * COUNTS + c]! - this.sums[from * COUNTS + c]!));
    }
    return k + COUNTS;
  }
}
