/**
 * Pages put together from several: the main content of one between what stands before and behind that of others. What is
 * learnt on them does not hang on what comes together on the pages of one site only (the idea of CutMix, Yun et al. 2019).
 */
import type { LineSample } from './line-samples.js';
import { chance, pick, type Random, randomFrom } from './random.js';

/** Lines of its own above a main content that stay there: title, author, date. */
const HEAD = 3;

/** Lines of a sample from one up to, but not, another. */
interface Lines {
  readonly sample: LineSample;
  readonly from: number;
  readonly to: number;
}

/** A mixed page for each sample that shows main content, made with others of its fold, type and layout. */
export function* mixedSamples(samples: readonly LineSample[]): Generator<LineSample> {
  const random = randomFrom(1);
  const alike = new Map<string, Lines[]>();
  for (const main of samples.flatMap(mainContent)) {
    const { fold, type, layout } = main.sample;
    const key = [fold, type, layout].join();
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key)!.push(main);
  }
  for (const mains of alike.values()) {
    for (const main of mains) yield mix(main, mains, random);
  }
}

/** The lines from the first to the last that is mostly main content. */
function mainContent(sample: LineSample): Lines[] {
  const from = sample.shares.findIndex((share) => share > 0.5);
  return from < 0 ? [] : [{ sample, from, to: sample.shares.findLastIndex((share) => share > 0.5) + 1 }];
}

/** A main content with the end of another page behind it and, half of the time, the beginning of a third one before it. */
function mix({ sample, from, to }: Lines, others: readonly Lines[], random: Random): LineSample {
  const end = pick(others, random);
  const behind = { ...end, from: end.to, to: end.sample.shares.length };
  if (chance(random, 0.5)) return join(sample, [{ sample, from: 0, to }, behind]);
  const start = pick(others, random);
  const before = { ...start, from: 0, to: Math.max(0, start.from - HEAD) };
  return join(sample, [before, { sample, from: Math.max(0, from - HEAD), to }, behind]);
}

/** The sample with other lines, each with the white space before it. */
function join(sample: LineSample, pieces: readonly Lines[]): LineSample {
  let source = '';
  const spans: number[] = [];
  for (const piece of pieces.filter(({ from, to }) => from < to)) {
    const theirs = piece.sample.spans;
    const start = piece.from === 0 ? 0 : theirs[2 * piece.from - 1]!;
    if (start === 0 && source !== '') source += '\n';
    const moved = source.length - start;
    source += piece.sample.source.slice(start, theirs[2 * piece.to - 1]);
    for (const offset of theirs.subarray(2 * piece.from, 2 * piece.to)) spans.push(offset + moved);
  }
  const all = (of: 'shares' | 'words') =>
    Float32Array.from(pieces.flatMap(({ sample, from, to }) => [...sample[of].subarray(from, to)]));
  return {
    ...sample,
    layout: 'mixed',
    source,
    spans: Int32Array.from(spans),
    shares: all('shares'),
    words: all('words'),
  };
}
