/** What a document is made of, by region: prose, code and tables differ in what characters they are full of. */
import { Class, classOf } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';
import { isCode } from './stretches.js';

/** Characters are counted in blocks of so many. */
const BLOCK_BITS = 5;
/** How many blocks a region has, before or behind an offset. */
const SIZE = 8;

export const REGION_FEATURES = ['code', 'digits', 'spaces', 'sentence ends', 'candidates'];
const COUNTS = REGION_FEATURES.length;

/** All but the candidates are counted together: each has a few bits of one number. */
const TALLIED = COUNTS - 1;
const BITS = BLOCK_BITS + 1;
const MOST = (1 << BITS) - 1;
const CODE = 1;
const DIGIT = 1 << BITS;
const SPACE = 1 << (2 * BITS);
const SENTENCE_END = 1 << (3 * BITS);

/** What each code unit counts as; the end of a sentence only where white space follows. */
const counts = buildCounts();

function buildCounts(): Int32Array {
  const table = new Int32Array(0x10000);
  for (let code = 0; code < table.length; code++) {
    const kind = classOf(code);
    if (kind === Class.Space) table[code] = SPACE;
    else if (kind === Class.Digit) table[code] = DIGIT;
    else if (kind === Class.Joiner || isCode(code)) table[code] = CODE;
    else if (kind === Class.Stop || kind === Class.Ask) table[code] = SENTENCE_END;
  }
  return table;
}

/** Running counts at the start of each block. */
export class Regions {
  private readonly sums: Int32Array;
  private readonly blocks: number;

  constructor({ codes, kinds }: Page, candidates: Int32Array) {
    this.blocks = (kinds.length >> BLOCK_BITS) + 1;
    const sums = new Int32Array((this.blocks + 1) * COUNTS);
    for (let block = 0; block < this.blocks; block++) {
      const from = block << BLOCK_BITS;
      const to = Math.min(kinds.length, from + (1 << BLOCK_BITS));
      let tally = 0;
      for (let i = from; i < to; i++) {
        const counted = counts[codes[i]!]!;
        if (counted !== SENTENCE_END || kinds[i + 1] === Class.Space) tally += counted;
      }
      for (let c = 0; c < TALLIED; c++) sums[(block + 1) * COUNTS + c] = (tally >> (c * BITS)) & MOST;
    }
    for (const at of candidates) sums[((at >> BLOCK_BITS) + 1) * COUNTS + TALLIED]!++;
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
