/**
 * Trailing stories against known answers: is the end of the main story found exactly, are the stories counted right,
 * and do pages without trailing stories keep everything?
 */
import { type Document, isBody } from '../pipeline/document.js';
import { storyCards } from '../training/story-cards.js';
import type { WcxbPage } from '../training/wcxb.js';
import { wordScore } from './scores.js';

/** A text whose answer is known; offsets in UTF-16 units. */
export interface StoryCase {
  readonly text: string;
  readonly mainEnd: number;
  /** Null where they are not counted: headlines alone are no stories. */
  readonly stories: readonly { readonly start: number; readonly end: number }[] | null;
  readonly style: string;
}

/**
 * A page's main text with the real cards of other stories that stand behind it on the page (what stands between is left
 * out); null where it has none.
 */
export function realCase(page: Pick<WcxbPage, 'html' | 'gold'>): StoryCase | null {
  const cards = storyCards(page);
  if (cards.length === 0) return null;
  let text = page.gold.trim().replace(/\n+/g, '\n');
  const mainEnd = text.length;
  const stories = cards.map((card) => {
    const start = text.length + 1;
    text += `\n${card}`;
    return { start, end: text.length };
  });
  return { text, mainEnd, stories, style: 'real cards' };
}

/** Means over cases, each in [0, 1]. */
export interface StoryFigures {
  readonly cases: number;
  /** Nothing of a trailing story is in the article, and none of its own last block is missing. */
  readonly boundary: number;
  /** Stories counted right, where they are counted. */
  readonly count: number;
  /** Word F1 of the article's text against the main text. */
  readonly mainF1: number;
  /** Cases that lost some of the main text. */
  readonly lost: number;
  /** Segmentation error over blocks (Beeferman et al. 1999). */
  readonly pk: number;
  /** Segmentation error over blocks (Pevzner and Hearst 2002). */
  readonly windowDiff: number;
}

/** Scores documents, each after the pipeline has run, by style and over all. */
export function scoreStories(cases: Iterable<readonly [StoryCase, Document]>): Record<string, StoryFigures> {
  const groups = new Map<string, Outcome[]>();
  for (const [expected, document] of cases) {
    const outcome = compare(expected, document);
    for (const group of ['all', expected.style]) groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  return Object.fromEntries([...groups].map(([group, outcomes]) => [group, mean(outcomes)]));
}

type Outcome = Omit<StoryFigures, 'cases'>;

function compare(expected: StoryCase, document: Document): Outcome {
  const article = document.blocks.filter((b) => b.place.part === 'article');
  const others = document.blocks.filter((b) => b.place.part === 'story');
  const end = article.at(-1)?.end ?? 0;
  const first = others[0]?.start ?? expected.text.length;
  const main = expected.text.slice(0, expected.mainEnd);
  const text = article
    .filter((b) => isBody(b.place))
    .map((b) => b.text)
    .join('\n\n');
  const words = wordScore(text, main);
  const exact = end <= expected.mainEnd + 1 && end >= main.trimEnd().length - 2 && first >= expected.mainEnd;
  const { stories } = expected;
  const counted = !stories || document.stories.length === stories.length;
  return {
    boundary: +exact,
    count: +counted,
    mainF1: words.f1,
    lost: +(words.recall < 0.985),
    ...segmentation(expected, document),
  };
}

/** Pk and WindowDiff with blocks as units and half the mean length of the true segments as window. */
function segmentation(expected: StoryCase, { blocks }: Document): { pk: number; windowDiff: number } {
  const starts = (expected.stories ?? []).map((s) => s.start);
  const right = blocks.map((b) => starts.filter((s) => s <= b.start).length + +(b.start >= expected.mainEnd));
  let links = 0;
  let removedFrom = blocks.length;
  while (removedFrom > 0 && blocks[removedFrom - 1]!.place.part === 'removed') removedFrom--;
  const found = blocks.map((b, i) => {
    if (b.place.part === 'story') return 1 + b.place.story;
    if (i >= removedFrom) links = 1;
    return i >= removedFrom ? -links : 0;
  });
  const segments = new Set(right).size;
  const k = Math.max(1, Math.round(blocks.length / segments / 2));
  const windows = blocks.length - k;
  if (windows < 1) return { pk: 0, windowDiff: 0 };
  let disagree = 0;
  let differ = 0;
  for (let i = 0; i < windows; i++) {
    const a = changes(right, i, i + k);
    const b = changes(found, i, i + k);
    disagree += +((a === 0) !== (b === 0));
    differ += +(a !== b);
  }
  return { pk: disagree / windows, windowDiff: differ / windows };
}

function changes(labels: readonly number[], from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) n += +(labels[i] !== labels[i + 1]);
  return n;
}

function mean(outcomes: readonly Outcome[]): StoryFigures {
  const of = (key: keyof Outcome) => outcomes.reduce((sum, o) => sum + o[key], 0) / outcomes.length;
  return {
    cases: outcomes.length,
    boundary: of('boundary'),
    count: of('count'),
    mainF1: of('mainF1'),
    lost: of('lost'),
    pk: of('pk'),
    windowDiff: of('windowDiff'),
  };
}
