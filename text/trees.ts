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
  /** What gives the sum of the first `trees` trees alone: they say most, and later ones correct them. */
  guess(trees: number): (row: Float32Array) => number;
}

/** Trees that one row goes down at a time, so that the processor need not wait for one tree's next node. */
const LANES = 8;
/** A node holds its feature in so many bits, and in the others where it leads. */
const FEATURE_BITS = 10;
const MOST_FEATURES = 1 << FEATURE_BITS;

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
      const probabilities = new Float32Array(rows.length / width);
      return probabilities.map((_, i) =>
        interpolate(calibration, margin(rows.subarray(i * width, (i + 1) * width))),
      );
    },
    probability: (row) => interpolate(calibration, margin(row)),
    guess: (trees) => marginOf(layOutNodes(model, trees)),
  };
}

interface Nodes {
  /** Where a node leads, above the bits of its feature: to the left one of two neighbours. A leaf leads to itself. */
  readonly nodes: Int32Array;
  /** A node leads to the right neighbour where the feature is more than this: in a leaf, never. */
  readonly thresholds: Float32Array;
  /** What a leaf adds to the margin. */
  readonly values: Float32Array;
  /** Where each tree starts; as many trees as fill the lanes, the last ones with a leaf of zero. */
  readonly roots: Int32Array;
}

/** Lays out each of the first trees breadth first, so that the nodes that many rows see stand close together. */
function layOutNodes(model: z.output<typeof file>, trees = Infinity): Nodes {
  if (model.features.length > MOST_FEATURES) throw new Error(`there are more than ${MOST_FEATURES} features`);
  const roots = new Int32Array(decode(model.roots)).subarray(0, trees);
  const feature = new Int16Array(decode(model.feature));
  const threshold = new Float32Array(decode(model.threshold));
  const left = new Int32Array(decode(model.left));
  const right = new Int32Array(decode(model.right));
  const leaves = new Float32Array(decode(model.leaves));
  const size = feature.length + leaves.length + 1;
  const nodes = new Int32Array(size);
  const thresholds = new Float32Array(size).fill(Number.POSITIVE_INFINITY);
  const values = new Float32Array(size);
  let end = 0;
  const starts = Array.from(roots, (root) => {
    const start = end++;
    const queue = [root];
    for (let at = start; at < end; at++) {
      const node = queue[at - start]!;
      if (node < 0) {
        nodes[at] = at << FEATURE_BITS;
        values[at] = leaves[~node]!;
      } else {
        nodes[at] = (end << FEATURE_BITS) | feature[node]!;
        thresholds[at] = threshold[node]!;
        queue.push(left[node]!, right[node]!);
        end += 2;
      }
    }
    return start;
  });
  nodes[end] = end << FEATURE_BITS;
  while (starts.length % LANES !== 0) starts.push(end);
  return { nodes, thresholds, values, roots: Int32Array.from(starts) };
}

/** Sums the trees in their order. No branch depends on the row but the one that ends a descent. */
function marginOf({ nodes, thresholds, values, roots }: Nodes): Trees['margin'] {
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
      let moved: number;
      do {
        a = nextNode(nodes, thresholds, row, a);
        b = nextNode(nodes, thresholds, row, b);
        c = nextNode(nodes, thresholds, row, c);
        d = nextNode(nodes, thresholds, row, d);
        e = nextNode(nodes, thresholds, row, e);
        f = nextNode(nodes, thresholds, row, f);
        g = nextNode(nodes, thresholds, row, g);
        h = nextNode(nodes, thresholds, row, h);
        // Leaves lead to themselves, so a second step costs less than to ask whether all are there.
        const a2 = nextNode(nodes, thresholds, row, a);
        const b2 = nextNode(nodes, thresholds, row, b);
        const c2 = nextNode(nodes, thresholds, row, c);
        const d2 = nextNode(nodes, thresholds, row, d);
        const e2 = nextNode(nodes, thresholds, row, e);
        const f2 = nextNode(nodes, thresholds, row, f);
        const g2 = nextNode(nodes, thresholds, row, g);
        const h2 = nextNode(nodes, thresholds, row, h);
        moved = (a2 - a) | (b2 - b) | (c2 - c) | (d2 - d) | (e2 - e) | (f2 - f) | (g2 - g) | (h2 - h);
        a = a2;
        b = b2;
        c = c2;
        d = d2;
        e = e2;
        f = f2;
        g = g2;
        h = h2;
      } while (moved !== 0);
      sum = sum + values[a]! + values[b]! + values[c]! + values[d]!;
      sum = sum + values[e]! + values[f]! + values[g]! + values[h]!;
    }
    return sum;
  };
}

/** Where a row goes from a node. */
function nextNode(nodes: Int32Array, thresholds: Float32Array, row: Float32Array, at: number): number {
  const node = nodes[at]!;
  return (node >> FEATURE_BITS) + Number(row[node & (MOST_FEATURES - 1)]! > thresholds[at]!);
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
