/**
 * Lines that earlier stages took away where other stories stand: a headline that is a link goes, and its text stays. They are
 * looked at again here, where more is known.
 */
import type { Block, Label } from '../../pipeline/document.js';
import { readCodeUnits } from '../../text/code-units.js';
import type { Marks } from './marks.js';
import { isLong, shapeOf } from './shape.js';

/** Whether one of the removed blocks from one up to another is a label over other stories. */
export function isLabelBetween(blocks: readonly Block[], from: number, to: number, marks: Marks): boolean {
  const lines = blocks.slice(from, to).filter(isLink);
  if (lines.length === 0) return false;
  const texts = readCodeUnits(lines.map(({ text }) => text));
  return lines.some(({ text }, t) => marks.read(texts, t, text).label);
}

/** What the parts of a card are taken for once its headline is taken for a link. */
const PARTS: ReadonlySet<Label> = new Set(['related-links', 'navigation', 'other']);
/** Lines of one card that go, at most: what stands farther from its text is a list of links or a menu. */
const MOST_PARTS = 6;

/**
 * The blocks of the tail that begins at a block or behind it: what is left of the article, and what went of the same
 * stories: links next to it, and other short lines.
 */
export function tailBlocks(blocks: readonly Block[], from: number): number[] {
  const found: number[] = [];
  let run: number[] = [];
  for (let i = from; i < blocks.length; i++) {
    if (isOwn(blocks[i]!)) {
      found.push(...partsAbove(blocks, run, found.length === 0), i);
      run = [];
    } else run.push(i);
  }
  return [...found, ...linksBehind(blocks, run)];
}

/** The last of the lines above a text that are parts of its card; above the first one, the main story's own may stand. */
function partsAbove(blocks: readonly Block[], run: readonly number[], isFirst: boolean): number[] {
  const near = run.slice(-MOST_PARTS);
  const start = isFirst ? near.findIndex((i) => isLink(blocks[i]!)) : 0;
  return start < 0 ? [] : near.slice(start).filter((i) => isPart(blocks[i]!));
}

/** The links right behind the last block of the article, up to the last of them that tells something. */
function linksBehind(blocks: readonly Block[], run: readonly number[]): number[] {
  const near = run.slice(0, MOST_PARTS);
  const end = near.findIndex((i) => !isPart(blocks[i]!));
  const links = end < 0 ? near : near.slice(0, end);
  const texts = readCodeUnits(links.map((i) => blocks[i]!.text));
  const last = links.findLastIndex((_, t) => isLong(shapeOf(texts, t)));
  return links.slice(0, last + 1);
}

function isOwn({ place }: Block): boolean {
  return place.part === 'article';
}

function isPart({ place }: Block): boolean {
  return place.part === 'removed' && PARTS.has(place.label);
}

function isLink({ place }: Block): boolean {
  return place.part === 'removed' && place.label === 'related-links';
}
