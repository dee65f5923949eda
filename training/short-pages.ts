/**
 * Short pages, made of longer ones. Of the benchmark's pages with little text hardly any are articles, but short news are many:
 * a model that learns from the pages as they are would know articles by their length.
 */
import type { LineSample } from './line-samples.js';
import { below, chance, type Random } from './random.js';

/** Paragraphs that are left, at least, and how many more there may be. */
const LEAST = 1;
const MORE = 8;
/** Words of a line that counts as a paragraph. */
const PARAGRAPH = 10;
/** Share of the lines around the main content that stay, at least. */
const LEAST_AROUND = 0.2;
/** Lines that make a page. */
const LEAST_LINES = 4;

/** The page with the first few paragraphs of its main content and some of the lines around it; null where little would be left or nothing go. */
export function shortPage(sample: LineSample, random: Random): LineSample | null {
  const { spans, shares, words } = sample;
  let left = LEAST + below(random, MORE);
  const around = LEAST_AROUND + (1 - LEAST_AROUND) * random();
  const lines = [...shares.keys()].filter((line) => {
    if (shares[line]! <= 0.5) return chance(random, around);
    const stays = left > 0;
    if (stays && words[line]! >= PARAGRAPH) left--;
    return stays;
  });
  if (lines.length < LEAST_LINES || lines.length === shares.length) return null;
  return {
    ...sample,
    spans: Int32Array.from(lines.flatMap((line) => [spans[2 * line]!, spans[2 * line + 1]!])),
    shares: Float32Array.from(lines, (line) => shares[line]!),
    words: Float32Array.from(lines, (line) => words[line]!),
  };
}
