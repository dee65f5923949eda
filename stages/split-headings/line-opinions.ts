/**
 * What the second judge of headings knows of a line on top of its features: the first judge's opinion of it, of the lines
 * around it, and of the lines of the document that are made or set like it.
 */
import { Class } from './characters.js';
import { LINE_FEATURES, type LineReading } from './line-features.js';
import { type Line, LONGEST_LINE } from './lines.js';

const GROUPS = ['form', 'white space', 'form and white space', 'length'];
const STEPS = [-2, -1, 1, 2];
const ADDED = [
  'margin',
  ...STEPS.map((step) => `margin ${step > 0 ? '+' : ''}${step}`),
  'headings in document',
  'likelier lines',
  'lines since heading',
  'characters since heading',
  'lines to heading',
  'characters to heading',
  ...GROUPS.flatMap((group) => [`${group}: mean`, `${group}: count`]),
];

export const SECOND_LINE_FEATURES: readonly string[] = [...LINE_FEATURES, ...ADDED];

/** The margin of lines that are not there, or far too long to be headings. */
export const NO_HEADING = -9;

/** Writes the features of the lines for the second judge, one row behind another; `margins` are the first one's. */
export function secondRows({ lines, gaps, rows }: LineReading, margins: Float32Array): Float32Array {
  const probabilities = margins.map((m) => 1 / (1 + Math.exp(-m)));
  const keys = lines.map((line, i) => {
    const form = formOf(line);
    const space = Math.imul(gaps[i]!.key, 31) ^ gaps[i + 1]!.key;
    return [
      form,
      space,
      Math.imul(form, 131) ^ space,
      Math.min(30, Math.round(4 * Math.log2(1 + line.length))),
    ];
  });
  const groups = GROUPS.map((_, g) =>
    meansOfOthers(
      keys.map((key) => key[g]!),
      probabilities,
    ),
  );
  const share = probabilities.reduce((sum, p) => sum + p, 0) / Math.max(1, lines.length);
  const likelier = ranks(margins);
  const since = distances(lines, probabilities);
  const until = distances(lines.toReversed(), probabilities.toReversed()).toReversed();
  const width = SECOND_LINE_FEATURES.length;
  const result = new Float32Array(lines.length * width);
  lines.forEach((line, i) => {
    if (line.length > LONGEST_LINE) return;
    result.set(rows.subarray(i * LINE_FEATURES.length, (i + 1) * LINE_FEATURES.length), i * width);
    result.set(
      [
        margins[i]!,
        ...STEPS.map((step) => margins[i + step] ?? NO_HEADING),
        share,
        likelier[i]!,
        ...since[i]!,
        ...until[i]!,
        ...groups.flatMap((group) => group[i]!),
      ],
      i * width + LINE_FEATURES.length,
    );
  });
  return result;
}

/** How a line is made: number, first and last character, capitals, words. */
function formOf({ number, marker, first, last, capitals, upper, words }: Line): number {
  const end = last === Class.Stop || last === Class.Ask || last === Class.Colon ? last : 0;
  const form = [
    number >= 0 ? 1 : 0,
    marker ? 1 : 0,
    first,
    end,
    upper > 0.9 ? 3 : capitals > 0.6 ? 2 : capitals > 0 ? 1 : 0,
    Math.min(5, Math.round(Math.log2(words + 1))),
  ];
  return form.reduce((key, part) => key * 32 + part, 0);
}

/** For each line the mean probability of the others with its key, -1 without any, and their share of the lines. */
function meansOfOthers(keys: readonly number[], probabilities: Float32Array): [number, number][] {
  const sums = new Map<number, { sum: number; count: number }>();
  keys.forEach((key, i) => {
    const group = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, group);
    group.sum += probabilities[i]!;
    group.count++;
  });
  return keys.map((key, i) => {
    const { sum, count } = sums.get(key)!;
    const mean = count > 1 ? (sum - probabilities[i]!) / (count - 1) : -1;
    return [mean, Math.round(3 * Math.log2(count))];
  });
}

/** For each line the share of lines with a higher margin. */
function ranks(margins: Float32Array): number[] {
  const order = [...margins.keys()].sort((a, b) => margins[b]! - margins[a]!);
  const result = new Array<number>(order.length);
  order.forEach((line, rank) => {
    result[line] = rank / order.length;
  });
  return result;
}

/** For each line how many lines and characters lie between it and the last probable heading before it. */
function distances(lines: readonly Line[], probabilities: Float32Array): [number, number][] {
  let count = 0;
  let length = 0;
  return lines.map((line, i) => {
    const distance: [number, number] = [Math.min(100, count), Math.min(10_000, length)];
    count = probabilities[i]! > 0.5 ? 0 : count + 1;
    length = probabilities[i]! > 0.5 ? 0 : length + line.length;
    return distance;
  });
}
