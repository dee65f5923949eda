/**
 * What the second judge knows of a candidate on top of its features: the first judge's opinion of it, of its
 * neighbours, and of the candidates like it in the whole document.
 */
import { Class, classAt } from './characters.js';
import { FEATURES, inSteps, STRETCH_FEATURES, stretchValues } from './features.js';
import { pieceAfter, pieceBefore, stretchAfter, stretchBefore, wordAround } from './pieces.js';
import type { Scan } from './scan.js';
import { hashWord } from './words.js';

const WINDOW = 240;
const GROUP = ['mean', 'count'];

const ADDED = [
  'margin',
  'margin -2',
  'margin -1',
  'margin +1',
  'margin +2',
  'mean around',
  'boundaries in document',
  ...['kind', 'same word', 'same left piece', 'same right piece'].flatMap((g) =>
    GROUP.map((n) => `${g}: ${n}`),
  ),
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

  /** The mean of the others' probabilities, and how many others there are. */
  without(probability: number): readonly [number, number] {
    const others = this.count - 1;
    return [others > 0 ? (this.sum - probability) / others : -1, inSteps(others)];
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
    this.keys = new Int32Array(scan.size * 4);
    let candidate = 0;
    let sum = 0;
    let length = 1;
    scan.texts.forEach((text, t) => {
      length += text.length;
      scan.candidates[t]!.forEach((at, i, offsets) => {
        const probability = this.probabilities[candidate]!;
        sum += probability;
        groupKeys(text, at, offsets[i - 1] ?? 0, offsets[i + 1] ?? text.length).forEach((key, g) => {
          this.keys[candidate * 4 + g] = key;
          let group = this.groups.get(key);
          if (!group) {
            group = new Group();
            this.groups.set(key, group);
          }
          group.add(probability);
        });
        candidate++;
      });
    });
    this.share = inSteps((1000 * sum) / length);
  }

  /** Writes what is added for the candidate behind the first judge's features. */
  write(row: Float32Array, candidate: number, t: number, index: number): void {
    let k = FEATURES.length;
    const text = this.scan.texts[t]!;
    const offsets = this.scan.candidates[t]!;
    const at = offsets[index]!;
    const margin = (step: number) =>
      index + step >= 0 && index + step < offsets.length ? this.margins[candidate + step]! : -9;
    row[k++] = margin(0);
    for (const step of [-2, -1, 1, 2]) row[k++] = margin(step);
    row[k++] = this.meanAround(candidate);
    row[k++] = this.share;
    for (let g = 0; g < 4; g++) {
      const group = this.groups.get(this.keys[candidate * 4 + g]!)!;
      for (const value of group.without(this.probabilities[candidate]!)) row[k++] = value;
    }
    // No further than the window: hostile text may hold a candidate at every character.
    const unlikely = (other: number) =>
      Math.abs(offsets[other]! - at) <= WINDOW && this.probabilities[candidate - index + other]! < 0.5;
    let before = index - 1;
    while (before >= 0 && unlikely(before)) before--;
    let after = index + 1;
    while (after < offsets.length && unlikely(after)) after++;
    for (const value of stretchValues(stretchBefore(text, at, offsets[before] ?? 0, WINDOW)))
      row[k++] = value;
    for (const value of stretchValues(stretchAfter(text, at, offsets[after] ?? text.length, WINDOW))) {
      row[k++] = value;
    }
  }

  private meanAround(candidate: number): number {
    let sum = 0;
    let count = 0;
    const last = Math.min(this.probabilities.length - 1, candidate + 6);
    for (let c = Math.max(0, candidate - 6); c <= last; c++) {
      if (c === candidate) continue;
      sum += this.probabilities[c]!;
      count++;
    }
    return count > 0 ? sum / count : -1;
  }
}

/** What a candidate has in common with others: how it is written, its word, its piece on either side. */
function groupKeys(text: string, at: number, before: number, after: number): readonly number[] {
  const left = pieceBefore(text, at, before);
  const right = pieceAfter(text, at, after);
  const word = wordAround(text, at);
  const hash = (from: number, to: number, salt: number) =>
    Math.imul(hashWord(text, from, to).exact ^ salt, 0x9e3779b1);
  return [
    kindOf(classAt(text, at - 1)) * 32 + kindOf(classAt(text, at)),
    hash(word.from, word.to, 1),
    hash(left.from, at, 2),
    hash(at, right.to, 3),
  ];
}

/** Classes that mean the same before or behind a boundary count as one. */
function kindOf(kind: Class): Class {
  return kind === Class.Ask ? Class.Stop : kind === Class.Mark ? Class.Lower : kind;
}
