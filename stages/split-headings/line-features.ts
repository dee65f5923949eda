/** What the judges of headings and list items know of a line: how it reads, what stands around it, and how the document is made. */
import { isSpace } from '../../pipeline/document.js';
import { type Line, readLine } from './lines.js';
import type { WordTable } from './words.js';

const OWN = [
  'length',
  'words',
  'capitals',
  'upper',
  'short',
  'digits',
  'commas',
  'sentences',
  'colon',
  'brackets',
  'joiners',
  'first',
  'last',
  'frequency',
  'name',
  'start',
  'end',
  'marker',
  'numbered',
] as const satisfies readonly (keyof Line)[];
const NEAR = [
  'length',
  'words',
  'capitals',
  'sentences',
  'first',
  'last',
  'marker',
  'numbered',
  'end',
] as const satisfies readonly (keyof Line)[];
const STEPS = [-2, -1, 1, 2];
const PLACE = [
  'gap before',
  'gap after',
  'cut off before',
  'cut off after',
  'same before',
  'same in document',
  'short lines before',
  'short lines after',
  'position',
  'lines behind',
];
const DOCUMENT = ['lines', 'short lines', 'length', 'numbered', 'title case', 'questions', 'spaced'];

/** The names of the features, in the order of a row. */
export const LINE_FEATURES: readonly string[] = [
  ...OWN,
  ...STEPS.flatMap((step) => NEAR.map((name) => `${name} ${step > 0 ? '+' : ''}${step}`)),
  ...PLACE,
  ...DOCUMENT.map((name) => `document: ${name}`),
];

/** A line: its text, and where it stands in the source. */
export interface LineSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SHORT = 90;

/** The features of all lines, one row behind another. */
export function lineRows(source: string, spans: readonly LineSpan[], table: WordTable): Float32Array {
  const lines = spans.map((span) => readLine(span.text, table));
  const gaps = spans.map((span, i) => gapBefore(source, spans[i - 1]?.end ?? 0, span.start));
  gaps.push({ breaks: 4, cutOff: 0 });
  const seen = new Map<number, number>();
  for (const { hash } of lines) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  const before = runsOfShortLines(lines);
  const after = runsOfShortLines(lines.toReversed()).toReversed();
  const document = describe(lines, gaps);
  const met = new Set<number>();
  const rows = new Float32Array(lines.length * LINE_FEATURES.length);
  let k = 0;
  const put = (value: number | boolean) => {
    rows[k++] = Number(value);
  };
  lines.forEach((line, i) => {
    for (const name of OWN) put(line[name]);
    for (const step of STEPS) {
      const near = lines[i + step];
      for (const name of NEAR) put(near ? near[name] : -1);
    }
    put(gaps[i]!.breaks);
    put(gaps[i + 1]!.breaks);
    put(gaps[i]!.cutOff);
    put(gaps[i + 1]!.cutOff);
    put(met.has(line.hash));
    put(seen.get(line.hash)!);
    put(before[i]!);
    put(after[i]!);
    put(i);
    put(lines.length - 1 - i);
    for (const value of document) put(value);
    met.add(line.hash);
  });
  return rows;
}

/** Line breaks between two lines, at most 4, and how many characters of other blocks stand between, at most 500. */
function gapBefore(source: string, from: number, to: number) {
  let breaks = 0;
  let cutOff = 0;
  for (let i = Math.max(from, to - 2000); i < to; i++) {
    const code = source.charCodeAt(i);
    if (code === 10) breaks++;
    else if (!isSpace(code)) cutOff++;
  }
  return { breaks: Math.min(4, breaks), cutOff: Math.min(500, cutOff) };
}

/** For each line how many short ones stand right before it. */
function runsOfShortLines(lines: readonly Line[]): number[] {
  let run = 0;
  return lines.map((line) => {
    const before = run;
    run = line.length <= SHORT ? Math.min(50, run + 1) : 0;
    return before;
  });
}

function describe(lines: readonly Line[], gaps: readonly { breaks: number }[]): number[] {
  const share = (test: (line: Line) => boolean) => lines.filter(test).length / Math.max(1, lines.length);
  const isShort = (line: Line) => line.length <= SHORT;
  return [
    lines.length,
    share(isShort),
    lines.reduce((sum, line) => sum + line.length, 0) / Math.max(1, lines.length),
    share((line) => isShort(line) && line.numbered),
    share((line) => isShort(line) && line.words > 2 && line.capitals > 0.7),
    share((line) => isShort(line) && line.text.endsWith('?')),
    gaps.filter((gap) => gap.breaks > 1).length / gaps.length,
  ];
}
