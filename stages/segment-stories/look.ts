/** How units look, one by one and many together, as numbers. */
import { float32, float64 } from './memory.js';
import { type Ending, isHeadline, isLong, isTruncated } from './shape.js';
import type { Unit } from './units.js';

/** How a unit looks. */
const LOOK = [
  'chars',
  'words',
  'ending',
  'title case',
  'sentences',
  'kicker',
  'bullet',
  'lower start',
  'question',
  'headline',
  'truncated',
  'label',
  'continues',
  'byline',
  'refers back',
  'digits',
  'dateline',
  'opening',
  'rarity of the last word',
] as const;

/** What many units have in common. */
export const SUM = [
  'units',
  'chars',
  'long',
  'long truncated',
  'dots',
  'headlines',
  'kickers',
  'labels',
  'bullets',
  'continues',
  'log length',
  'spread of length',
  'refers back',
  'words of headlines',
  'title case of headlines',
  'long cut off behind a common word',
] as const;
/** Values that are summed up: one for each of `SUM`, squares of the log length for its spread. */
const SUMMANDS = SUM.length;

/** Units looked at one by one, relative to the gap: 0 is the first behind it. */
const NEAR = [-2, -1, 0, 1, 2, 3];
const BEFORE = -NEAR[0]!;

export const AROUND: readonly string[] = NEAR.flatMap((at) => LOOK.map((name) => `${name} ${at}`));

/** The units on either side of the gap, which tell most. */
const BESIDE_FROM = NEAR.indexOf(-1) * LOOK.length;
const BESIDE_TO = NEAR.indexOf(1) * LOOK.length;
export const BESIDE: readonly string[] = AROUND.slice(BESIDE_FROM, BESIDE_TO);
/** The others. */
export const FARTHER: readonly string[] = [...AROUND.slice(0, BESIDE_FROM), ...AROUND.slice(BESIDE_TO)];

const ENDINGS: readonly Ending[] = ['sentence', 'dots', 'colon', 'open'];

/** The looks of all units of a document. */
export interface Looks {
  /** Rows of `LOOK`, a unit after another, with rows of units that are not there before and behind. */
  readonly rows: Float32Array;
  /** Sums over the units before each one and, in the last row, over all. */
  readonly sums: Float64Array;
}

export function readLooks(units: readonly Unit[]): Looks {
  const rows = float32((units.length + NEAR.length) * LOOK.length).fill(-1);
  const sums = float64((units.length + 1) * SUMMANDS);
  units.forEach((unit, u) => {
    look(unit, rows, (u + BEFORE) * LOOK.length);
    addUp(unit, sums, (u + 1) * SUMMANDS);
  });
  return { rows, sums };
}

/** Writes `AROUND` for the gap before unit `u`; returns where the next feature goes. */
export function around(looks: Looks, u: number, row: Float32Array, at: number): number {
  return copy(looks, u, 0, AROUND.length, row, at);
}

/** The same for `BESIDE`. */
export function beside(looks: Looks, u: number, row: Float32Array, at: number): number {
  return copy(looks, u, BESIDE_FROM, BESIDE_TO, row, at);
}

/** The same for `FARTHER`. */
export function farther(looks: Looks, u: number, row: Float32Array, at: number): number {
  const behind = copy(looks, u, 0, BESIDE_FROM, row, at);
  return copy(looks, u, BESIDE_TO, AROUND.length, row, behind);
}

function copy({ rows }: Looks, u: number, from: number, to: number, row: Float32Array, at: number): number {
  const start = u * LOOK.length;
  for (let i = from; i < to; i++) row[at++] = rows[start + i]!;
  return at;
}

function look(unit: Unit, rows: Float32Array, at: number): void {
  const { shape } = unit;
  rows[at++] = shape.chars;
  rows[at++] = shape.words;
  rows[at++] = ENDINGS.indexOf(shape.ending);
  rows[at++] = shape.titleCase;
  rows[at++] = shape.sentences;
  rows[at++] = shape.kicker;
  rows[at++] = +shape.bullet;
  rows[at++] = +shape.startsLower;
  rows[at++] = +shape.question;
  rows[at++] = +isHeadline(shape);
  rows[at++] = +isTruncated(shape);
  rows[at++] = +unit.label;
  rows[at++] = +unit.continues;
  rows[at++] = +unit.byline;
  rows[at++] = +unit.refersBack;
  rows[at++] = shape.digits;
  rows[at++] = shape.dateline;
  rows[at++] = unit.opening;
  rows[at] = unit.lastWord;
}

/** Adds a unit to the sums before it. */
function addUp(unit: Unit, sums: Float64Array, at: number): void {
  const { shape } = unit;
  const long = +isLong(shape);
  const log = Math.log(shape.chars);
  const headline = +isHeadline(shape);
  const add = (value: number) => {
    sums[at] = sums[at - SUMMANDS]! + value;
    at++;
  };
  add(1);
  add(shape.chars);
  add(long);
  add(long * +isTruncated(shape));
  add(+(shape.ending === 'dots'));
  add(headline);
  add(+(shape.kicker > 0));
  add(+unit.label);
  add(+shape.bullet);
  add(+unit.continues);
  add(long * log);
  add(long * log * log);
  add(+unit.refersBack);
  add(headline * shape.words);
  add(headline * shape.titleCase);
  add(long * +(unit.lastWord === 0));
}

/** Writes what units `from` up to `to` have in common, in the order of `SUM`; returns where the next feature goes. */
export function shares({ sums }: Looks, from: number, to: number, row: Float32Array, at: number): number {
  const sum = (i: number) => sums[to * SUMMANDS + i]! - sums[from * SUMMANDS + i]!;
  const units = sum(0);
  const long = sum(2);
  const headlines = sum(5);
  const mean = sum(10) / Math.max(1, long);
  row[at++] = units;
  row[at++] = sum(1);
  row[at++] = long / units;
  row[at++] = long > 0 ? sum(3) / long : -1;
  row[at++] = sum(4) / units;
  row[at++] = headlines / units;
  row[at++] = sum(6) / units;
  row[at++] = sum(7);
  row[at++] = sum(8) / units;
  row[at++] = sum(9) / units;
  row[at++] = mean;
  row[at++] = Math.sqrt(Math.max(0, sum(11) / Math.max(1, long) - mean * mean));
  row[at++] = sum(12) / units;
  row[at++] = headlines > 0 ? sum(13) / headlines : -1;
  row[at++] = headlines > 0 ? sum(14) / headlines : -1;
  row[at++] = long > 0 ? sum(15) / long : -1;
  return at;
}
