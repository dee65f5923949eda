import { expect, it } from 'vitest';
import type { LineSample } from '../../training/line-samples.js';
import { mixedSamples } from '../../training/mixed-pages.js';

/** A page of its own words: a menu of eight lines, `count` paragraphs, a footer of four lines. */
function pageOf(name: string, count: number, kind: Partial<LineSample> = {}): LineSample {
  const lines = [
    ...Array.from({ length: 8 }, (_, i) => `${name}-menu-${i}`),
    ...Array.from({ length: count }, (_, i) => `${name}-text-${i}`),
    ...Array.from({ length: 4 }, (_, i) => `${name}-foot-${i}`),
  ];
  const source = lines.join('\n');
  const spans = lines.flatMap((line) => {
    const at = source.indexOf(line);
    return [at, at + line.length];
  });
  return {
    layout: 'blocks',
    type: 'article',
    fold: 0,
    source,
    spans: Int32Array.from(spans),
    shares: Float32Array.from(lines, (line) => (line.includes('-text-') ? 1 : 0)),
    words: Float32Array.from(lines, (line) => line.length),
    gold: count,
    ...kind,
  };
}

function linesOf({ source, spans }: LineSample): string[] {
  return Array.from({ length: spans.length / 2 }, (_, i) => source.slice(spans[2 * i], spans[2 * i + 1]));
}

const pages = ['oak', 'elm', 'ash', 'fir', 'yew', 'box'].map((name, i) => pageOf(name, 3 + i));
const mixed = [...mixedSamples(pages)];

it('keeps each main content whole, and what is known of each line with it', () => {
  expect(mixed).toHaveLength(pages.length);
  mixed.forEach((sample, i) => {
    const lines = linesOf(sample);
    expect(lines.filter((_, line) => sample.shares[line] === 1)).toEqual(
      linesOf(pages[i]!).filter((line) => line.includes('-text-')),
    );
    expect([...sample.words]).toEqual(lines.map((line) => line.length));
    expect(sample.source.split('\n')).toEqual(lines);
  });
});

it('puts what stands before and behind the main contents of other pages around it', () => {
  const sites = mixed.map((sample) => new Set(linesOf(sample).map((line) => line.slice(0, 3))).size);
  expect(Math.max(...sites)).toBe(3);
});

it('mixes pages of one fold, type and layout only', () => {
  const strangers = [
    pageOf('bay', 3, { fold: 1 }),
    pageOf('fig', 3, { type: 'forum' }),
    pageOf('ivy', 3, { layout: 'glued' }),
  ];
  const alone = [...mixedSamples([...pages, ...strangers])].slice(-strangers.length);
  expect(alone.map(linesOf)).toEqual(strangers.map(linesOf));
});
