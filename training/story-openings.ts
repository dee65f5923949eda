/** Rows for the model of how texts begin: titles, first paragraphs and summaries against the headings and paragraphs behind them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_BUCKETS, openingBuckets } from '../stages/segment-stories/openings.js';
import { isLong, shapeOf } from '../stages/segment-stories/shape.js';
import { readWordHashes } from '../stages/segment-stories/word-hashes.js';
import { readCodeUnits } from '../text/code-units.js';
import { openRows } from './rows.js';
import { headlineOf, paragraphs, type Text } from './story-text.js';

/** Lines of a text that do not open it, at most; of more, every so many. */
const OTHERS = 40;

interface Line {
  readonly text: string;
  readonly opens: boolean;
  readonly fold: number;
}

/**
 * Writes the rows to a folder as `words.py` reads them. Lines that open a text weigh as much as those that do not, headlines and
 * paragraphs each for themselves.
 */
export function writeOpenings(folder: string, byFold: readonly (readonly Text[])[]): void {
  const lines = byFold.flatMap((texts, fold) => texts.flatMap((text) => linesOf(text, fold)));
  const groups = { long: [0, 0], short: [0, 0] };
  const groupOf = ({ text }: Line) => (isParagraph(text) ? groups.long : groups.short);
  for (const line of lines) groupOf(line)[+line.opens]!++;
  const words = readWordHashes(readCodeUnits(lines.map(({ text }) => text)));
  const rows = openRows(folder, []);
  const buckets: number[] = [];
  const starts = [0];
  const found = new Int32Array(MOST_BUCKETS);
  lines.forEach((line, i) => {
    const n = openingBuckets(words, i, found);
    buckets.push(...found.subarray(0, n));
    starts.push(buckets.length);
    const group = groupOf(line);
    const weight = line.opens ? group[0]! / Math.max(1, group[1]!) : 1;
    rows.add(new Float32Array(0), +line.opens, weight, line.fold);
  });
  rows.close();
  writeFileSync(join(folder, 'buckets.i32'), new Uint8Array(Int32Array.from(buckets).buffer));
  writeFileSync(join(folder, 'bucket-start.i32'), new Uint8Array(Int32Array.from(starts).buffer));
}

function isParagraph(text: string): boolean {
  return isLong(shapeOf(readCodeUnits([text]), 0));
}

function linesOf(text: Text, fold: number): Line[] {
  const lines = paragraphs(text);
  const first = lines.findIndex(isParagraph);
  if (first < 0 || (text.type !== 'article' && text.type !== 'documentation')) return [];
  const every = Math.max(1, Math.ceil((lines.length - first) / OTHERS));
  const others = lines.slice(first + 1).filter((_, i) => i % every === 0);
  const beginnings = [headlineOf(text), lines[first]!, ...(text.summary === undefined ? [] : [text.summary])];
  return [
    ...beginnings.map((line) => ({ text: line, opens: true, fold })),
    ...others.map((line) => ({ text: line, opens: false, fold })),
  ];
}
