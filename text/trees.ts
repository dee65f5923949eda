/**
 * Gradient-boosted decision trees: reads the weights that `training/trees.py` writes and evaluates them.
 *
 * Method: J. H. Friedman, "Greedy function approximation: a gradient boosting machine" (2001), as LightGBM trains it.
 */
import { z } from 'zod';

const base64 = z.string();

const file = z.object({
  format: z.literal('winnow-trees/1'),
  /** Names of the features, in the order the model takes them. */
  features: z.array(z.string()),
  /** What the weights were made from, for people. */
  trained: z.string(),
  /** Points (margin, probability) of the calibration curve, margins rising; between them it is linear. */
  calibration: z.array(z.tuple([z.number(), z.number()])).min(2),
  /** Int32: the node each tree starts at; negative is a leaf, `~n`. */
  roots: base64,
  /** Int16: which feature a node looks at. */
  feature: base64,
  /** Float32: a node goes left where the feature is at most this. */
  threshold: base64,
  /** Int32: next nodes; negative is a leaf, `~n`. */
  left: base64,
  right: base64,
  /** Float32: what a leaf adds to the margin. */
  leaves: base64,
});

export interface Trees {
  readonly features: readonly string[];
  /** The sum of the trees for one row: log-odds before calibration. */
  margin(row: Float32Array): number;
  /** The calibrated probability in [0, 1] for one row. */
  probability(row: Float32Array): number;
  /** The calibrated probabilities of many rows, one after another; faster than one by one. */
  probabilities(rows: Float32Array): Float32Array;
}

/** Int32 words of a node: feature, threshold (float32 bits), and where the nodes to its right and left are. */
const NODE = 4;
/** Trees that one row goes down at a time, so that the processor need not wait for one tree's next node. */
const LANES = 8;

/** Reads weights from the bytes of a model file; throws where they are not in this format. */
export function readTrees(bytes: Uint8Array): Trees {
  const model = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const margin = marginOf(layOutNodes(model));
  const { features, calibration } = model;
  return {
    features,
    margin,
    probabilities: (rows) => {
      const width = features.length;
      return Float32Array.from({ length: rows.length / width }, (_, i) =>
        interpolate(calibration, margin(rows.subarray(i * width, (i + 1) * width))),
      );
    },
    probability: (row) => interpolate(calibration, margin(row)),
  };
}

interface Nodes {
  /** A node is `NODE` words; leaves come last, hold their value as threshold, and lead to themselves. */
  readonly words: Int32Array;
  /** Where the first leaf is. */
  readonly firstLeaf: number;
  /** Where each tree starts; as many trees as fill the lanes, the last ones with a leaf of zero. */
  readonly roots: Int32Array;
}

function layOutNodes(model: z.output<typeof file>): Nodes {
  const roots = new Int32Array(decode(model.roots));
  const feature = new Int16Array(decode(model.feature));
  const threshold = new Float32Array(decode(model.threshold));
  const left = new Int32Array(decode(model.left));
  const right = new Int32Array(decode(model.right));
  const leaves = new Float32Array(decode(model.leaves));
  const firstLeaf = feature.length * NODE;
  const zero = firstLeaf + leaves.length * NODE;
  const words = new Int32Array(zero + NODE);
  const floats = new Float32Array(words.buffer);
  const place = (node: number) => (node >= 0 ? node * NODE : firstLeaf + ~node * NODE);
  for (let i = 0; i < feature.length; i++) {
    words.set([feature[i]!, 0, place(right[i]!), place(left[i]!)], i * NODE);
    floats[i * NODE + 1] = threshold[i]!;
  }
  for (let at = firstLeaf; at <= zero; at += NODE) {
    words.set([0, 0, at, at], at);
    floats[at + 1] = leaves[(at - firstLeaf) / NODE] ?? 0;
  }
  const padded = new Int32Array(Math.ceil(roots.length / LANES) * LANES).fill(zero);
  padded.set(roots.map(place));
  return { words, firstLeaf, roots: padded };
}

/** Sums the trees in their order. No branch depends on the row but the one that ends a descent. */
function marginOf({ words, firstLeaf, roots }: Nodes): Trees['margin'] {
  const floats = new Float32Array(words.buffer);
  return (row) => {
    let sum = 0;
    for (let t = 0; t < roots.length; t += LANES) {
      let a = roots[t]!;
      let b = roots[t + 1]!;
      let c = roots[t + 2]!;
      let d = roots[t + 3]!;
      let e = roots[t + 4]!;
      let f = roots[t + 5]!;
      let g = roots[t + 6]!;
      let h = roots[t + 7]!;
      do {
        a = nextNode(words, floats, row, a);
        b = nextNode(words, floats, row, b);
        c = nextNode(words, floats, row, c);
        d = nextNode(words, floats, row, d);
        e = nextNode(words, floats, row, e);
        f = nextNode(words, floats, row, f);
        g = nextNode(words, floats, row, g);
        h = nextNode(words, floats, row, h);
        // Leaves lead to themselves, so a second step costs less than to ask whether all are there.
        a = nextNode(words, floats, row, a);
        b = nextNode(words, floats, row, b);
        c = nextNode(words, floats, row, c);
        d = nextNode(words, floats, row, d);
        e = nextNode(words, floats, row, e);
        f = nextNode(words, floats, row, f);
        g = nextNode(words, floats, row, g);
        h = nextNode(words, floats, row, h);
      } while (
        // Negative where one of them is before the first leaf.
        ((a - firstLeaf) |
          (b - firstLeaf) |
          (c - firstLeaf) |
          (d - firstLeaf) |
          (e - firstLeaf) |
          (f - firstLeaf) |
          (g - firstLeaf) |
          (h - firstLeaf)) <
        0
      );
      sum = sum + floats[a + 1]! + floats[b + 1]! + floats[c + 1]! + floats[d + 1]!;
      sum = sum + floats[e + 1]! + floats[f + 1]! + floats[g + 1]! + floats[h + 1]!;
    }
    return sum;
  };
}

/** Where a row goes from a node. */
function nextNode(words: Int32Array, floats: Float32Array, row: Float32Array, at: number): number {
  return words[at + 2 + Number(row[words[at]!]! <= floats[at + 1]!)]!;
}

function decode(text: string): ArrayBuffer {
  const buffer = Buffer.from(text, 'base64');
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
}

function interpolate(points: readonly (readonly [number, number])[], x: number): number {
  let low = 0;
  let high = points.length - 1;
  if (x <= points[low]![0]) return points[low]![1];
  if (x >= points[high]![0]) return points[high]![1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= x) low = middle;
    else high = middle;
  }
  const [x0, y0] = points[low]!;
  const [x1, y1] = points[high]!;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0 || 1);
}
