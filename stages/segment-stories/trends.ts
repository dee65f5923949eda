/** How a gap's cohesion compares with that of the other gaps: a break stands out where the rest holds together. */
import { COHESION } from './cohesion.js';

type Column = (typeof COHESION)[number];

/** Columns for which the least of the gaps before and the least of the gaps behind are told. */
const LEAST: readonly Column[] = [
  'window known',
  'chains across, share of the smaller side',
  'gain of the nearest behind',
  'window gain',
];
/** Columns for which the difference from the mean of the gaps before is told. */
const MEAN: readonly Column[] = ['window known', 'gain of the nearest behind', 'window gain', 'unit gain'];
/** Columns for which the differences from the most before and the most behind are told. */
const MOST: readonly Column[] = ['split gain', 'inner split gain'];

export const TRENDS: readonly string[] = [
  ...LEAST.flatMap((name) => [`${name}, least before`, `${name}, least behind`]),
  ...MEAN.map((name) => `${name}, against the mean before`),
  ...MOST.flatMap((name) => [`${name}, less most before`, `${name}, less most behind`]),
];

/** Stands for the least of no values. */
const NONE = 9;

/** Writes `TRENDS` behind the columns of `COHESION` in each row; rows are `width` apart. */
export function trends(rows: Float32Array, width: number): void {
  let to = COHESION.length;
  for (const name of LEAST) {
    const column = COHESION.indexOf(name);
    let least = NONE;
    for (let at = width; at < rows.length; at += width) {
      rows[at + to] = least;
      least = Math.min(least, rows[at + column]!);
    }
    least = NONE;
    for (let at = rows.length - width; at > 0; at -= width) {
      rows[at + to + 1] = least;
      least = Math.min(least, rows[at + column]!);
    }
    to += 2;
  }
  for (const name of MEAN) {
    const column = COHESION.indexOf(name);
    let sum = 0;
    let n = 0;
    for (let at = width; at < rows.length; at += width) {
      const value = rows[at + column]!;
      rows[at + to] = n > 0 ? value - sum / n : 0;
      sum += value;
      n++;
    }
    to++;
  }
  for (const name of MOST) {
    const column = COHESION.indexOf(name);
    let most = 0;
    for (let at = width; at < rows.length; at += width) {
      rows[at + to] = rows[at + column]! - most;
      most = Math.max(most, rows[at + column]!);
    }
    most = 0;
    for (let at = rows.length - width; at > 0; at -= width) {
      rows[at + to + 1] = rows[at + column]! - most;
      most = Math.max(most, rows[at + column]!);
    }
    to += 2;
  }
}
