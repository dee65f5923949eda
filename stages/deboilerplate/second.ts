/**
 * What the second model sees: the first one's probabilities around each line and over the page (stacked sequential learning,
 * W. W. Cohen and V. R. Carvalho 2005). How the line itself reads is not among it: the first model has said what that
 * is worth, and a second one that sees it again learns the training pages by heart.
 */
const REACH = [-4, -3, -2, -1, 1, 2, 3, 4];
const DECAYS = [0.5, 0.8, 0.95];
const FAR = 60;

export const SECOND_FEATURES: readonly string[] = [
  'p',
  ...REACH.map((d) => `p${d < 0 ? d : `+${d}`}`),
  ...DECAYS.flatMap((d) => [`pBefore${d}`, `pBehind${d}`, `contentBefore${d}`, `contentBehind${d}`]),
  'contentShareBefore',
  'contentShareBehind',
  'insideContent',
  'fromContentStart',
  'toContentEnd',
  'sinceContent',
  'untilContent',
  'groupP',
  'sameP',
  'overThreshold',
];

export interface Sight {
  readonly words: Float32Array;
  readonly gaps: Uint8Array;
  readonly hashes: Int32Array;
  /** What the page's choice by the first model would be. */
  readonly threshold: number;
}

/** Rows of `SECOND_FEATURES` for the lines asked for, from the first model's probabilities of all lines. */
export function secondFeatures(p: Float32Array, lines: readonly number[], sight: Sight): Float32Array {
  const count = p.length;
  const { words, threshold } = sight;
  const result = new Float32Array(lines.length * SECOND_FEATURES.length);
  const content = p.map((probability, i) => probability * words[i]!);
  const smooth = DECAYS.map((decay) => smoothAround(p, content, words, decay));
  const [start, end] = findRun(p, words);
  const group = groupMeans(p, content, words, sight.gaps);
  const same = sameMeans(p, sight.hashes);
  const since = distances(p, 1);
  const until = distances(p, -1);
  const total = content.reduce((sum, words) => sum + words, 0);
  const before = new Float32Array(count + 1);
  for (let i = 0; i < count; i++) before[i + 1] = before[i]! + content[i]!;
  let k = 0;
  for (const i of lines) {
    result[k++] = p[i]!;
    for (const reach of REACH) result[k++] = p[i + reach] ?? -1;
    for (const s of smooth) {
      result[k++] = s.pBefore[i]!;
      result[k++] = s.pBehind[i]!;
      result[k++] = s.before[i]!;
      result[k++] = s.behind[i]!;
    }
    result[k++] = before[i]! / Math.max(1, total);
    result[k++] = 1 - before[i + 1]! / Math.max(1, total);
    result[k++] = i >= start && i < end ? 1 : 0;
    result[k++] = Math.max(-FAR, Math.min(FAR, i - start));
    result[k++] = Math.max(-FAR, Math.min(FAR, end - 1 - i));
    result[k++] = since[i]!;
    result[k++] = until[i]!;
    result[k++] = group[i]!;
    result[k++] = same[i]!;
    result[k++] = p[i]! - threshold;
  }
  return result;
}

/** Mean probability and words of content around each line, near lines counting more. */
function smoothAround(p: Float32Array, content: Float32Array, words: Float32Array, decay: number) {
  const n = p.length;
  const pBefore = new Float32Array(n);
  const pBehind = new Float32Array(n);
  const before = new Float32Array(n);
  const behind = new Float32Array(n);
  const pass = (mean: Float32Array, sum: Float32Array, first: number, step: number) => {
    let mass = 0;
    let weight = 0;
    for (let i = first; i >= 0 && i < n; i += step) {
      mean[i] = weight === 0 ? 0 : mass / weight;
      sum[i] = mass;
      mass = decay * (mass + content[i]!);
      weight = decay * (weight + words[i]!);
    }
  };
  pass(pBefore, before, 0, 1);
  pass(pBehind, behind, n - 1, -1);
  return { pBefore, pBehind, before, behind };
}

/** The run of lines with the most words that are likelier content than not, less those that are not. */
function findRun(p: Float32Array, words: Float32Array): [number, number] {
  let best = 0;
  let start = 0;
  let end = 0;
  let sum = 0;
  let from = 0;
  for (let i = 0; i < p.length; i++) {
    if (sum <= 0) {
      sum = 0;
      from = i;
    }
    sum += (p[i]! - 0.5) * (words[i]! + 1);
    if (sum > best) {
      best = sum;
      start = from;
      end = i + 1;
    }
  }
  return [start, end];
}

/** Mean probability of the lines between two blank lines. */
function groupMeans(
  p: Float32Array,
  content: Float32Array,
  words: Float32Array,
  gaps: Uint8Array,
): Float32Array {
  const means = new Float32Array(p.length);
  let from = 0;
  let mass = 0;
  let weight = 0;
  for (let i = 0; i <= p.length; i++) {
    if (i > 0 && (i === p.length || gaps[i]! >= 2)) {
      means.fill(mass / Math.max(1, weight), from, i);
      from = i;
      mass = 0;
      weight = 0;
    }
    mass += content[i] ?? 0;
    weight += words[i] ?? 0;
  }
  return means;
}

/** Mean probability of all lines that read the same. */
function sameMeans(p: Float32Array, hashes: Int32Array): Float32Array {
  const sums = new Map<number, { sum: number; n: number }>();
  for (let i = 0; i < p.length; i++) {
    const found = sums.get(hashes[i]!);
    if (found) {
      found.sum += p[i]!;
      found.n++;
    } else sums.set(hashes[i]!, { sum: p[i]!, n: 1 });
  }
  return p.map((_, i) => {
    const { sum, n } = sums.get(hashes[i]!)!;
    return sum / n;
  });
}

/** Lines since the last one, in a direction, that is likely content. */
function distances(p: Float32Array, step: number): Float32Array {
  const n = p.length;
  const result = new Float32Array(n);
  let distance = FAR;
  for (let i = step > 0 ? 0 : n - 1; i >= 0 && i < n; i += step) {
    result[i] = distance;
    distance = p[i]! > 0.5 ? 0 : Math.min(FAR, distance + 1);
  }
  return result;
}
