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
  if (from === to) return false;
  const lines = blocks.slice(from, to).filter(isLink);
  const texts = readCodeUnits(lines.map(({ text }) => text));
  return lines.some(({ text }, t) => marks.read(texts, t, text).label);
}

/** What the parts of a card are taken for once its headline is taken for a link. */
const PARTS: ReadonlySet<Label> = new Set(['related-links', 'navigation', 'other']);
/** More lines in a row that are no `related-links` are a menu. */
const MOST_PARTS = 3;

/**
 * The blocks of the tail that begins at a block or behind it: what is left of the article, and what went of the same
 * stories: links before, between and behind, and a few other short lines between.
 */
export function tailBlocks(blocks: readonly Block[], from: number): number[] {
  const found: number[] = [];
  let run: number[] = [];
  for (let i = from; i < blocks.length; i++) {
    if (isOwn(blocks[i]!)) {
      // One by one: what is spread into a call must fit on the stack.
      for (const part of reclaimed(blocks, run, found.length === 0)) found.push(part);
      found.push(i);
      run = [];
    } else run.push(i);
  }
  return [...found, ...linksBehind(blocks, run)];
}

/** Those lines of a run between blocks of the article that are parts of stories; a first run may begin with the main story's own. */
function reclaimed(blocks: readonly Block[], run: readonly number[], isFirst: boolean): number[] {
  const start = isFirst ? run.findIndex((i) => isLink(blocks[i]!)) : 0;
  const parts = start < 0 ? [] : run.slice(start).filter((i) => isPart(blocks[i]!));
  const others = parts.filter((i) => !isLink(blocks[i]!));
  return others.length <= MOST_PARTS ? parts : parts.filter((i) => isLink(blocks[i]!));
}

/** The links right behind the last block of the article, up to the last of them that tells something. */
function linksBehind(blocks: readonly Block[], run: readonly number[]): number[] {
  const end = run.findIndex((i) => !isPart(blocks[i]!));
  const links = end < 0 ? run : run.slice(0, end);
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
