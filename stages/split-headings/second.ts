/**
 * What the second judge knows of a candidate on top of its features: the first judge's opinion of it, of its
 * neighbours, and of the candidates like it in the whole document.
 */
import { Class } from '../../text/character-classes.js';
import { hashExact } from '../../text/word-hash.js';
import { FEATURES, inSteps } from './features.js';
import type { Scan } from './knowledge.js';
import {
  gapStart,
  nextPieceEnd,
  nextPieceStart,
  pieceEnd,
  pieceStart,
  wordEnd,
  wordStart,
} from './pieces.js';
import { STRETCH_FEATURES, writeStretchAfter, writeStretchBefore } from './stretches.js';

const WINDOW = 240;
/** The candidates around one whose mean opinion counts, to either side. */
const AROUND = 6;
/** What candidates may have in common. */
const GROUPS = ['kind', 'same word', 'same left piece', 'same right piece'];

const ADDED = [
  'margin',
  'margin -2',
  'margin -1',
  'margin +1',
  'margin +2',
  'mean around',
  'boundaries in document',
  ...GROUPS.flatMap((group) => [`${group}: mean`, `${group}: count`]),
  ...STRETCH_FEATURES.map((n) => `since boundary: ${n}`),
  ...STRETCH_FEATURES.map((n) => `until boundary: ${n}`),
];

export const SECOND_FEATURES: readonly string[] = [...FEATURES, ...ADDED];

/** The first judge's probabilities of candidates that have something in common. */
class Group {
  private sum = 0;
  private count = 0;

  add(probability: number): void {
    this.sum += probability;
    this.count++;
  }

  /** Writes the mean of the others' probabilities, and how many others there are. */
  write(row: Float32Array, k: number, probability: number): void {
    const others = this.count - 1;
    row[k] = others > 0 ? (this.sum - probability) / others : -1;
    row[k + 1] = inSteps(others);
  }
}

/** The first judge's opinions of all candidates of a document. */
export class Opinions {
  private readonly probabilities: Float32Array;
  private readonly groups = new Map<number, Group>();
  private readonly keys: Int32Array;
  private readonly share: number;

  constructor(
    private readonly scan: Scan,
    private readonly margins: Float32Array,
  ) {
    this.probabilities = margins.map((m) => 1 / (1 + Math.exp(-m)));
    this.keys = new Int32Array(margins.length * GROUPS.length);
    let sum = 0;
    for (let candidate = 0; candidate < margins.length; candidate++) {
      const probability = this.probabilities[candidate]!;
      sum += probability;
      writeGroupKeys(this.keys, scan, candidate);
      for (let g = 0; g < GROUPS.length; g++) this.group(candidate, g).add(probability);
    }
    this.share = inSteps((1000 * sum) / scan.page.kinds.length);
  }

  /** Writes what is added for the candidate behind the first judge's features. */
  write(row: Float32Array, candidate: number): void {
    const { page, candidates, textOf } = this.scan;
    const at = candidates[candidate]!;
    const text = textOf[candidate]!;
    const start = page.starts[text]!;
    const end = page.ends[text]!;
    let k = FEATURES.length;
    row[k++] = this.margins[candidate]!;
    row[k++] = this.marginIn(text, candidate - 2);
    row[k++] = this.marginIn(text, candidate - 1);
    row[k++] = this.marginIn(text, candidate + 1);
    row[k++] = this.marginIn(text, candidate + 2);
    row[k++] = this.meanAround(candidate);
    row[k++] = this.share;
    for (let g = 0; g < GROUPS.length; g++) {
      this.group(candidate, g).write(row, k, this.probabilities[candidate]!);
      k += 2;
    }
    // No further than the window: hostile text may hold a candidate at every character.
    let before = candidate - 1;
    while (before >= 0 && candidates[before]! >= at - WINDOW && this.probabilities[before]! < 0.5) before--;
    let after = candidate + 1;
    while (after < candidates.length && candidates[after]! <= at + WINDOW && this.probabilities[after]! < 0.5)
      after++;
    k = writeStretchBefore(row, k, page, gapStart(page, at), candidates[before] ?? start, start, WINDOW);
    writeStretchAfter(row, k, page, at, candidates[after] ?? end, end, WINDOW);
  }

  private marginIn(text: number, candidate: number): number {
    return this.scan.textOf[candidate] === text ? this.margins[candidate]! : -9;
  }

  private group(candidate: number, g: number): Group {
    const key = this.keys[candidate * GROUPS.length + g]!;
    let group = this.groups.get(key);
    if (!group) {
      group = new Group();
      this.groups.set(key, group);
    }
    return group;
  }

  private meanAround(candidate: number): number {
    let sum = 0;
    let count = 0;
    const last = Math.min(this.probabilities.length - 1, candidate + AROUND);
    for (let c = Math.max(0, candidate - AROUND); c <= last; c++) {
      if (c === candidate) continue;
      sum += this.probabilities[c]!;
      count++;
    }
    return count > 0 ? sum / count : -1;
  }
}

/** What a candidate has in common with others: how it is written, its word, its piece on either side. */
function writeGroupKeys(keys: Int32Array, { page, candidates }: Scan, candidate: number): void {
  const at = candidates[candidate]!;
  const edge = gapStart(page, at);
  const leftFrom = pieceStart(page, pieceEnd(page, edge), candidates[candidate - 1] ?? 0);
  const rightTo = nextPieceEnd(
    page,
    nextPieceStart(page, at),
    candidates[candidate + 1] ?? page.kinds.length,
  );
  const k = candidate * GROUPS.length;
  keys[k] = kindOf(page.kinds[at - 1]!) * 32 + kindOf(page.kinds[at]!);
  keys[k + 1] = groupKey(hashExact(page, wordStart(page, at), wordEnd(page, at)), 1);
  keys[k + 2] = groupKey(hashExact(page, leftFrom, edge), 2);
  keys[k + 3] = groupKey(hashExact(page, at, rightTo), 3);
}

function groupKey(hash: number, group: number): number {
  return Math.imul(hash ^ group, 0x9e3779b1);
}

/** Classes that mean the same before or behind a boundary count as one. */
function kindOf(kind: number): number {
  return kind === Class.Ask ? Class.Stop : kind === Class.Mark ? Class.Lower : kind;
}
