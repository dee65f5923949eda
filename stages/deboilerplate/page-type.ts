/** Tells articles from other pages (products, listings, forums, ...) by what the line model makes of their lines. */
import { type Expected, expectF1 } from './choose.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS, MARK_OF } from './measure.js';

/** A kept line of so many words is a paragraph, and one of so few a label, a link or a price. */
const LONG = 25;
const SHORT = 6;

export const PAGE_FEATURES: readonly string[] = [
  'words',
  'lines',
  'wordsOfContent',
  'linesOfContent',
  'wordsALine',
  'best',
  'all',
  'prose',
  'proseOfContent',
  'inMainRun',
  'long',
  'short',
  'shortOfContent',
  'longest',
  'sentences',
  'functionWords',
  'capitals',
  'quotes',
  'prices',
  'times',
  'years',
  'addresses',
  'symbols',
  'repeated',
  'titleOverlap',
  'bylines',
  'comments',
  'runs',
];

/** One row of `PAGE_FEATURES`; `content` is each line's probability of being content where no page type is known. */
export function pageFeatures(reading: Reading, content: Float32Array, words: Float32Array): Float32Array {
  const { lines, page } = reading;
  const expected: Expected = expectF1(content, words);
  const sums = { content: 0, lines: 0, prose: 0, inMain: 0, long: 0, short: 0, shortLines: 0, runs: 0 };
  const counts = { sentences: 0, functionWords: 0, capitals: 0, quotes: 0, prices: 0, times: 0, years: 0 };
  const others = { addresses: 0, symbols: 0, repeated: 0, overlap: 0, bylines: 0, comments: 0, longest: 0 };
  let previous = 0;
  for (let i = 0; i < lines.count; i++) {
    const p = content[i]!;
    const n = words[i]!;
    const own = p * n;
    const c = i * COUNTS;
    sums.content += own;
    sums.lines += p;
    sums.prose += p * page.prose[i]!;
    if (i >= page.mainStart && i < page.mainEnd) sums.inMain += own;
    if (n >= LONG) sums.long += own;
    if (n <= SHORT) {
      sums.short++;
      sums.shortLines += p;
    }
    sums.runs += Math.abs(p - previous);
    previous = p;
    counts.sentences += p * lines.counts[c + COUNT.sentences]!;
    counts.functionWords += own * page.functionShare[i]!;
    counts.capitals += p * lines.counts[c + COUNT.capitalized]!;
    counts.quotes += p * lines.counts[c + COUNT.quotes]!;
    counts.prices += lines.counts[c + COUNT.currency]!;
    counts.times += lines.counts[c + COUNT.times]!;
    counts.years += lines.counts[c + COUNT.years]!;
    others.addresses += p * lines.counts[c + COUNT.addresses]!;
    others.symbols += p * lines.counts[c + COUNT.symbols]!;
    others.repeated += Number(page.repeats[i]! > 1);
    others.overlap = Math.max(others.overlap, i === 0 ? 0 : page.titleOverlap[i]!);
    others.bylines += Number(lines.marks[i * MARK_OF.size + MARK_OF.get('byline')!]! > 0);
    others.comments += Number(lines.marks[i * MARK_OF.size + MARK_OF.get('comments')!]! > 0);
    others.longest = Math.max(others.longest, own);
  }
  const all = Math.max(1, page.words);
  const kept = Math.max(1, sums.content);
  const keptLines = Math.max(1, sums.lines);
  const count = Math.max(1, lines.count);
  return Float32Array.of(
    Math.log(all),
    Math.log(count),
    Math.log(kept),
    Math.log(keptLines),
    kept / keptLines,
    expected.best,
    expected.all,
    page.proseWords / all,
    sums.prose / kept,
    sums.inMain / kept,
    sums.long / kept,
    sums.short / count,
    sums.shortLines / keptLines,
    others.longest / kept,
    counts.sentences / keptLines,
    counts.functionWords / kept,
    counts.capitals / kept,
    counts.quotes / kept,
    counts.prices / count,
    counts.times / count,
    counts.years / count,
    others.addresses / keptLines,
    others.symbols / kept,
    others.repeated / count,
    others.overlap,
    others.bylines / count,
    others.comments / count,
    sums.runs / keptLines,
  );
}
