/**
 * Gradient-boosted decision trees: reads the weights that `training/trees.py` writes and evaluates them.
 *
 * Method: J. H. Friedman, "Greedy function approximation: a gradient boosting machine" (2001), as LightGBM trains it.
 */
import { createHash } from 'node:crypto';
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

/** A node holds its feature in so many bits, and in the others where it leads. */
const FEATURE_BITS = 10;
const MOST_FEATURES = 1 << FEATURE_BITS;
const MOST_NODES = 1 << (31 - FEATURE_BITS);

// The nodes of all models that were read lie one behind another in arrays that are constants of this module: V8 knows where
// such arrays are, and rows go down trees a quarter faster than in arrays of each model's own.

/** Where a node leads, above the bits of its feature: to the left one of two neighbours. A leaf leads to itself. */
const nodes = new Int32Array(MOST_NODES);
/** A node leads to the right neighbour where the feature is more than this: in a leaf, never. */
const thresholds = new Float32Array(MOST_NODES);
/** What a leaf adds to the margin. */
const values = new Float32Array(MOST_NODES);
/** The row that goes down the trees. */
const features = new Float32Array(MOST_FEATURES);
/** How many nodes there are. */
let taken = 0;
/** The trees of each model, by a hash of its file: a model that is read again takes no more room. */
const planted = new Map<string, readonly Tree[]>();

interface Tree {
  readonly root: number;
  /** Nodes on the longest way down, but for the leaf. */
  readonly depth: number;
}

/** Reads weights from the bytes of a model file; throws where they are not in this format. */
export function readTrees(bytes: Uint8Array): Trees {
  const model = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const { calibration } = model;
  const key = createHash('sha256').update(bytes).digest('base64');
  const trees = planted.get(key) ?? plant(model);
  planted.set(key, trees);
  const margin = marginOf(trees);
  return {
    features: model.features,
    margin,
    probabilities: (rows) => {
      const width = model.features.length;
      const probabilities = new Float32Array(rows.length / width);
      return probabilities.map((_, i) =>
        interpolate(calibration, margin(rows.subarray(i * width, (i + 1) * width))),
      );
    },
    probability: (row) => interpolate(calibration, margin(row)),
    guess: (count) => marginOf(trees.slice(0, count)),
  };
}

/** Lays out each tree breadth first, so that the nodes that many rows see stand close together. */
function plant(model: z.output<typeof file>): Tree[] {
  const feature = new Int16Array(decode(model.feature));
  const threshold = new Float32Array(decode(model.threshold));
  const left = new Int32Array(decode(model.left));
  const right = new Int32Array(decode(model.right));
  const leaves = new Float32Array(decode(model.leaves));
  if (model.features.length > MOST_FEATURES) throw new Error(`there are more than ${MOST_FEATURES} features`);
  if (taken + feature.length + leaves.length > MOST_NODES) {
    throw new Error(`the models that were read have more than ${MOST_NODES} nodes`);
  }
  return Array.from(new Int32Array(decode(model.roots)), (root) => {
    const start = taken++;
    const queue = [{ node: root, depth: 0 }];
    for (let at = start; at < taken; at++) {
      const { node, depth } = queue[at - start]!;
      if (node < 0) {
        nodes[at] = at << FEATURE_BITS;
        thresholds[at] = Number.POSITIVE_INFINITY;
        values[at] = leaves[~node]!;
      } else {
        nodes[at] = (taken << FEATURE_BITS) | feature[node]!;
        thresholds[at] = threshold[node]!;
        queue.push({ node: left[node]!, depth: depth + 1 }, { node: right[node]!, depth: depth + 1 });
        taken += 2;
      }
    }
    return { root: start, depth: queue.at(-1)!.depth };
  });
}

/** Trees that one row goes down at a time, so that the processor need not wait for one tree's next node. */
const LANES = 10;

/** Trees in the order in which rows go down them. Trees of like depth go together, so that few wait for others. */
interface Descent {
  /** Which tree is in each lane of each group; where a group is not full, the last one is in several. */
  readonly tree: Int32Array;
  readonly roots: Int32Array;
  /** The depth of each group. */
  readonly depths: Int32Array;
  /** What each tree says of a row, in the trees' own order: written over by the next row. */
  readonly said: Float32Array;
}

function marginOf(trees: readonly Tree[]): Trees['margin'] {
  const order = [...trees.keys()].sort((a, b) => trees[a]!.depth - trees[b]!.depth);
  const groups = Math.ceil(trees.length / LANES);
  const tree = Int32Array.from({ length: groups * LANES }, (_, lane) => order[lane] ?? order.at(-1)!);
  const descent = {
    tree,
    roots: tree.map((t) => trees[t]!.root),
    depths: Int32Array.from({ length: groups }, (_, g) => trees[tree[(g + 1) * LANES - 1]!]!.depth),
    said: new Float32Array(trees.length),
  };
  return (row) => {
    features.set(row);
    return sumOf(descent);
  };
}

/** Sums the trees for the row in `features`, in their own order. No branch depends on the row: in a leaf it stays where it is. */
function sumOf({ tree, roots, depths, said }: Descent): number {
  for (let t = 0, group = 0; t < roots.length; t += LANES, group++) {
    let a = roots[t]!;
    let b = roots[t + 1]!;
    let c = roots[t + 2]!;
    let d = roots[t + 3]!;
    let e = roots[t + 4]!;
    let f = roots[t + 5]!;
    let g = roots[t + 6]!;
    let h = roots[t + 7]!;
    let i = roots[t + 8]!;
    let j = roots[t + 9]!;
    for (let steps = depths[group]!; steps > 0; steps--) {
      a = nextNode(a);
      b = nextNode(b);
      c = nextNode(c);
      d = nextNode(d);
      e = nextNode(e);
      f = nextNode(f);
      g = nextNode(g);
      h = nextNode(h);
      i = nextNode(i);
      j = nextNode(j);
    }
    said[tree[t]!] = values[a]!;
    said[tree[t + 1]!] = values[b]!;
    said[tree[t + 2]!] = values[c]!;
    said[tree[t + 3]!] = values[d]!;
    said[tree[t + 4]!] = values[e]!;
    said[tree[t + 5]!] = values[f]!;
    said[tree[t + 6]!] = values[g]!;
    said[tree[t + 7]!] = values[h]!;
    said[tree[t + 8]!] = values[i]!;
    said[tree[t + 9]!] = values[j]!;
  }
  let sum = 0;
  for (let t = 0; t < said.length; t++) sum += said[t]!;
  return sum;
}

/** Where the row goes from a node. */
function nextNode(at: number): number {
  const node = nodes[at]!;
  return (node >> FEATURE_BITS) + Number(features[node & (MOST_FEATURES - 1)]! > thresholds[at]!);
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
