/** How units look, one by one and many together, as numbers. */
import { isHeadline, isTruncated } from './shape.js';
import { isLong, type Unit } from './units.js';

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
] as const;

/** Units looked at one by one, relative to the gap: 0 is the first behind it. */
const NEAR = [-2, -1, 0, 1, 2, 3];

export const AROUND: readonly string[] = NEAR.flatMap((at) => LOOK.map((name) => `${name} ${at}`));

const ABSENT = new Float32Array(LOOK.length).fill(-1);

/** Writes the looks of the units around the gap before `u`; returns where the next feature goes. */
export function around(looks: readonly Float32Array[], u: number, rows: Float32Array, at: number): number {
  for (const near of NEAR) {
    rows.set(looks[u + near] ?? ABSENT, at);
    at += LOOK.length;
  }
  return at;
}

export function look({ text, shape, label, continues, byline, refersBack }: Unit): Float32Array {
  return Float32Array.of(
    shape.chars,
    shape.words,
    ['sentence', 'dots', 'colon', 'open'].indexOf(shape.ending),
    shape.titleCase,
    shape.sentences,
    shape.kicker,
    +shape.bullet,
    +shape.startsLower,
    +shape.question,
    +isHeadline(shape),
    +isTruncated(shape),
    +label,
    +continues,
    +byline,
    +refersBack,
    digitShare(text),
  );
}

/** What one unit adds to the sums, in the order of `SUM`; the last is the square of the log length. */
export function summands(unit: Unit): number[] {
  const { shape } = unit;
  const long = +isLong(unit);
  const log = Math.log(shape.chars);
  return [
    1,
    shape.chars,
    long,
    long * +isTruncated(shape),
    +(shape.ending === 'dots'),
    +isHeadline(shape),
    +(shape.kicker > 0),
    +unit.label,
    +shape.bullet,
    +unit.continues,
    long * log,
    +unit.refersBack,
    long * log * log,
  ];
}

export function add(sums: Float64Array, summand: readonly number[], sign: number): void {
  for (let i = 0; i < summand.length; i++) sums[i]! += sign * summand[i]!;
}

/** Writes sums as shares and means, in the order of `SUM`; returns where the next feature goes. */
export function shares(sums: Float64Array, rows: Float32Array, at: number): number {
  const [
    units,
    chars,
    long,
    truncated,
    dots,
    headlines,
    kickers,
    labels,
    bullets,
    continues,
    log,
    back,
    squares,
  ] = sums as unknown as number[];
  const mean = log! / Math.max(1, long!);
  rows.set(
    [
      units!,
      chars!,
      long! / units!,
      long! > 0 ? truncated! / long! : -1,
      dots! / units!,
      headlines! / units!,
      kickers! / units!,
      labels!,
      bullets! / units!,
      continues! / units!,
      mean,
      Math.sqrt(Math.max(0, squares! / Math.max(1, long!) - mean * mean)),
      back! / units!,
    ],
    at,
  );
  return at + SUM.length;
}

function digitShare(text: string): number {
  const length = Math.min(text.length, 80);
  let digits = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits / length;
}

export function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
