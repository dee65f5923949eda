/** The front of a page: its title, who wrote it, and when. */
import { type Byline, findByline } from './byline.js';
import type { Naming } from './labels.js';
import { isRunning } from './length.js';
import type { Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { findTitle, type Title } from './title.js';

export interface Front {
  readonly title: Title | null;
  readonly byline: Byline;
  /** The first line of the running text and the first behind it. */
  readonly bounds: readonly [number, number];
}

/** `forms` are names that lines have by their form; `given` is the title that came with the page. */
export function findFront(
  reading: Reading,
  lexicon: Lexicon,
  forms: readonly (Naming | null)[],
  kept: readonly boolean[],
  given: string | null,
): Front {
  const bounds = boundsOf(reading, kept);
  const title = kept.includes(true) ? findTitle(reading, lexicon, forms, given, bounds[0]) : null;
  const byline = findByline({ reading, lexicon, forms, title: title?.line ?? null, first: bounds[0], kept });
  return { title, byline, bounds };
}

/** Finds the title that some of the lines would have as a text of their own; null where there is none. */
export type TitleAlone = (lines: readonly number[]) => Title | null;

/**
 * Settles which line is the title, so that the text that is left, which may begin with a heading, is not found to begin with a
 * title when it comes back as input. That heading is the title where the page shows no other and none came with it. Else the
 * two cannot be told apart from the text alone, and the title stays in it.
 */
export function settleFront(
  front: Front,
  kept: readonly boolean[],
  given: string | null,
  findAlone: TitleAlone,
): Front {
  if (given !== null && !front.title) return front;
  const lines = linesBehind(front, kept);
  const title = findAlone(lines);
  if (!title) return front;
  if (front.title) return { ...front, title: { ...front.title, stays: true } };
  const found = {
    ...title,
    line: lines[title.line]!,
    repeats: title.repeats.map((repeat) => lines[repeat]!),
  };
  return settleFront({ ...front, title: found }, kept, given, findAlone);
}

/** The lines of the text that a front leaves. */
function linesBehind({ title, byline }: Front, kept: readonly boolean[]): number[] {
  const front = new Set([...byline.bylines, ...byline.datelines, ...byline.today]);
  if (title) for (const line of [title.line, ...title.repeats]) front.add(line);
  return [...kept.keys()].filter((line) => kept[line] && !front.has(line));
}

/** The first line of the running text and the first behind it. */
function boundsOf({ lines }: Reading, kept: readonly boolean[]): [number, number] {
  const { count } = lines;
  let first = 0;
  while (first < count && !(kept[first]! && isRunning(lines, first))) first++;
  if (first === count) first = Math.max(0, kept.indexOf(true));
  let end = count;
  while (end > first && !kept[end - 1]) end--;
  return [first, end];
}
