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

/** Reads weights from the bytes of a model file; throws where they are not in this format. */
export function readTrees(bytes: Uint8Array): Trees {
  const model = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const roots = new Int32Array(decode(model.roots));
  const feature = new Int16Array(decode(model.feature));
  const threshold = new Float32Array(decode(model.threshold));
  const left = new Int32Array(decode(model.left));
  const right = new Int32Array(decode(model.right));
  const leaves = new Float32Array(decode(model.leaves));
  const { calibration } = model;

  const margin = (row: Float32Array): number => {
    let sum = 0;
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t]!;
      while (node >= 0) node = row[feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
      sum += leaves[~node]!;
    }
    return sum;
  };
  /** Four rows at a time go down a tree, so that the processor need not wait for one row's next node. */
  const margins = (rows: Float32Array): Float64Array => {
    const width = model.features.length;
    const sums = new Float64Array(rows.length / width);
    const grouped = sums.length - (sums.length % 4);
    for (let i = 0; i < grouped; i += 4) {
      const at = i * width;
      for (let t = 0; t < roots.length; t++) {
        let a = roots[t]!;
        let b = a;
        let c = a;
        let d = a;
        while ((a & b & c & d) >= 0) {
          if (a >= 0) a = rows[at + feature[a]!]! <= threshold[a]! ? left[a]! : right[a]!;
          if (b >= 0) b = rows[at + width + feature[b]!]! <= threshold[b]! ? left[b]! : right[b]!;
          if (c >= 0) c = rows[at + 2 * width + feature[c]!]! <= threshold[c]! ? left[c]! : right[c]!;
          if (d >= 0) d = rows[at + 3 * width + feature[d]!]! <= threshold[d]! ? left[d]! : right[d]!;
        }
        sums[i]! += leaves[~a]!;
        sums[i + 1]! += leaves[~b]!;
        sums[i + 2]! += leaves[~c]!;
        sums[i + 3]! += leaves[~d]!;
      }
    }
    for (let i = grouped; i < sums.length; i++) sums[i] = margin(rows.subarray(i * width, (i + 1) * width));
    return sums;
  };
  return {
    features: model.features,
    margin,
    probabilities: (rows) => {
      const sums = margins(rows);
      const result = new Float32Array(sums.length);
      for (let i = 0; i < sums.length; i++) result[i] = interpolate(calibration, sums[i]!);
      return result;
    },
    probability: (row) => interpolate(calibration, margin(row)),
  };
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
