/**
 * What the second judge of headings knows on top of a line's features: the first judge's opinion of the line, of its
 * neighbours, and of the lines set in the same way in the whole document.
 */
import { LINE_FEATURES } from './line-features.js';

const ADDED = [
  'margin',
  'margin -2',
  'margin -1',
  'margin +1',
  'margin +2',
  'lines since heading',
  'lines until heading',
  'characters until heading',
  'headings in document',
  'rank',
  'alike: mean',
  'alike: count',
];

export const HEADING_FEATURES: readonly string[] = [...LINE_FEATURES, ...ADDED];

const at = (name: string) => LINE_FEATURES.indexOf(name);
const LENGTH = at('length');
const WORDS = at('words');
const CAPITALS = at('capitals');
const UPPER = at('upper');
const NUMBERED = at('numbered');
const MARKER = at('marker');
const LAST = at('last');
const GAP_BEFORE = at('gap before');
const GAP_AFTER = at('gap after');

/** The rows of all lines with the first judge's opinions behind them; `margins` has one of each line. */
export function headingRows(rows: Float32Array, margins: Float32Array): Float32Array {
  const width = LINE_FEATURES.length;
  const count = margins.length;
  const probabilities = margins.map((m) => 1 / (1 + Math.exp(-m)));
  const lengths = margins.map((_, i) => rows[i * width + LENGTH]!);
  const since = distances(probabilities, lengths);
  const until = distances(probabilities.toReversed(), lengths.toReversed());
  const sum = probabilities.reduce((a, b) => a + b, 0);
  const sorted = margins.toSorted();
  const groups = new Map<number, { sum: number; count: number }>();
  const keys = Array.from({ length: count }, (_, i) => style(rows.subarray(i * width, (i + 1) * width)));
  keys.forEach((key, i) => {
    const group = groups.get(key) ?? { sum: 0, count: 0 };
    groups.set(key, { sum: group.sum + probabilities[i]!, count: group.count + 1 });
  });
  const result = new Float32Array(count * HEADING_FEATURES.length);
  for (let i = 0; i < count; i++) {
    const base = i * HEADING_FEATURES.length;
    result.set(rows.subarray(i * width, (i + 1) * width), base);
    const group = groups.get(keys[i]!)!;
    const others = group.count - 1;
    result.set(
      [
        margins[i]!,
        ...[-2, -1, 1, 2].map((step) => margins[i + step] ?? -9),
        since.lines[i]!,
        until.lines[count - 1 - i]!,
        until.characters[count - 1 - i]!,
        sum / count,
        lowerBound(sorted, margins[i]!) / count,
        others > 0 ? (group.sum - probabilities[i]!) / others : -1,
        Math.round(2 * Math.log2(1 + others)),
      ],
      base + width,
    );
  }
  return result;
}

/** For each line how far it is behind the last one before it that is probably a heading. */
function distances(probabilities: Float32Array, lengths: Float32Array) {
  let lines = 50;
  let characters = 5000;
  const result = { lines: new Float32Array(lengths.length), characters: new Float32Array(lengths.length) };
  for (let i = 0; i < lengths.length; i++) {
    result.lines[i] = Math.min(50, lines);
    result.characters[i] = Math.min(5000, characters);
    lines = probabilities[i]! >= 0.5 ? 0 : lines + 1;
    characters = probabilities[i]! >= 0.5 ? 0 : characters + lengths[i]!;
  }
  return result;
}

/** Lines of one style have one number: how long, numbered or marked, how capitalized, how ended, how set apart. */
function style(row: Float32Array): number {
  const words = row[WORDS]!;
  const marks = [
    words <= 2 ? 0 : words <= 9 ? 1 : words <= 20 ? 2 : 3,
    row[NUMBERED]!,
    row[MARKER]!,
    row[UPPER]! > 0.8 ? 2 : row[CAPITALS]! > 0.6 ? 1 : 0,
    row[GAP_BEFORE]!,
    row[GAP_AFTER]!,
    row[LAST]!,
  ];
  return marks.reduce((key, mark) => key * 32 + mark, 0);
}

function lowerBound(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
