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

/**
 * A row goes down so many trees at a time, so that the processor need not wait for one tree's next node. More than it has
 * registers for would be slower again.
 */
const LANES = 5;
/** A node holds its feature in so many bits, and in the others where it leads. */
const FEATURE_BITS = 10;
const MOST_FEATURES = 1 << FEATURE_BITS;

/** Reads weights from the bytes of a model file; throws where they are not in this format. */
export function readTrees(bytes: Uint8Array): Trees {
  const model = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const margin = marginOf(layOutLanes(model));
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
    guess: (trees) => marginOf(layOutLanes(model, trees)),
  };
}

/**
 * Nodes of trees that stand in lanes, every `LANES`-th tree in the same one. A leaf does as the root of the next tree in its
 * lane would: what goes down a lane need not be asked where one tree ends and the next begins.
 */
interface Lanes {
  /** Where a node leads, above the bits of its feature: to the left one of two neighbours. */
  readonly nodes: Int32Array;
  /** A node leads to the right neighbour where the feature is more than this. */
  readonly thresholds: Float32Array;
  /** What a leaf adds to the margin, with what the next root does that is a leaf itself; 0 of other nodes. */
  readonly values: Float64Array;
  /** Where each lane starts. */
  readonly starts: Int32Array;
  /** What the lanes start with. */
  readonly base: number;
  /** Where all lanes end: this node leads to itself. */
  readonly end: number;
}

/** Lays out each of the first trees breadth first, so that the nodes that many rows see stand close together. */
function layOutLanes(model: z.output<typeof file>, trees = Infinity): Lanes {
  if (model.features.length > MOST_FEATURES) throw new Error(`there are more than ${MOST_FEATURES} features`);
  const roots = new Int32Array(decode(model.roots)).subarray(0, trees);
  const feature = new Int16Array(decode(model.feature));
  const threshold = new Float32Array(decode(model.threshold));
  const left = new Int32Array(decode(model.left));
  const right = new Int32Array(decode(model.right));
  const leaves = new Float32Array(decode(model.leaves));
  const size = roots.length + 2 * feature.length + 1;
  const nodes = new Int32Array(size);
  const thresholds = new Float32Array(size);
  const values = new Float64Array(size);
  const end = size - 1;
  nodes[end] = end << FEATURE_BITS;
  thresholds[end] = Number.POSITIVE_INFINITY;
  const starts = new Int32Array(LANES).fill(end);
  // From the last tree to the first: each one's leaves do as the tree behind it in its lane does.
  let at = 0;
  for (let tree = roots.length - 1; tree >= 0; tree--) {
    const next = starts[tree % LANES]!;
    const start = at;
    const queue = [roots[tree]!];
    let behind = at + 1;
    for (; at < behind; at++) {
      const node = queue[at - start]!;
      if (node < 0) {
        nodes[at] = nodes[next]!;
        thresholds[at] = thresholds[next]!;
        values[at] = leaves[~node]! + values[next]!;
      } else {
        nodes[at] = (behind << FEATURE_BITS) | feature[node]!;
        thresholds[at] = threshold[node]!;
        queue.push(left[node]!, right[node]!);
        behind += 2;
      }
    }
    starts[tree % LANES] = start;
  }
  const base = starts.reduce((sum, start) => sum + values[start]!, 0);
  return { nodes, thresholds, values, starts, base, end };
}

/**
 * Sums the trees: in any order, since doubles hold sums of so few floats exactly. No branch depends on the row but the one
 * that ends the longest lane.
 */
function marginOf({ nodes, thresholds, values, starts, base, end }: Lanes): Trees['margin'] {
  return (row) => {
    let a = starts[0]!;
    let b = starts[1]!;
    let c = starts[2]!;
    let d = starts[3]!;
    let e = starts[4]!;
    let sum = base;
    do {
      a = nextNode(nodes, thresholds, row, a);
      b = nextNode(nodes, thresholds, row, b);
      c = nextNode(nodes, thresholds, row, c);
      d = nextNode(nodes, thresholds, row, d);
      e = nextNode(nodes, thresholds, row, e);
      sum += values[a]! + values[b]! + (values[c]! + values[d]!) + values[e]!;
    } while (a !== end || b !== end || c !== end || d !== end || e !== end);
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
