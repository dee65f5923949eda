/** Puts the blocks behind the main story where they belong: into stories, or away as a list of links. */
import { type Block, type Document, type Kind, relabel, type Span } from '../../pipeline/document.js';
import type { Marks } from './marks.js';
import { isHeadline, isLong, isTruncated } from './shape.js';
import { kickerTitle } from './title.js';
import type { Unit } from './units.js';

const STAGE = 'segment-stories';

/** How often a headline between removed links is one of them, by judgement: nothing measures it. */
const LEFTOVER_SCORE = 0.9;
/** How often a headline behind "Read more:" between paragraphs is no content: of 101 on article pages, 69. */
const POINTER_SCORE = 0.68;

/** The most of a text that is ever left over. */
const LEFTOVER_SHARE = 0.12;
/** No headline in a list is so long. */
const PARAGRAPH_WORDS = 24;

/** A headline with so many words goes before a shorter line above it. */
const FEWEST_HEADLINE_WORDS = 4;

/** Neighbouring units that belong together, and how sure it is that a story begins with the first. */
export interface Piece {
  readonly units: readonly Unit[];
  readonly score: number;
  readonly rule: 'trailing-story' | 'embedded-story';
}

/** Gives each piece that tells something a story of its own; labels and bare headlines are `related-links`. */
export function place(
  document: Document,
  pieces: readonly Piece[],
  keep: 'separate' | 'drop',
  marks: Marks,
): Document {
  const { source } = document;
  const blocks = [...document.blocks];
  const stories = [...document.stories];
  const remove = (unit: Unit, rule: string, score: number) => {
    if (unit.removed) return;
    const place = { part: 'removed', label: 'related-links' } as const;
    blocks[unit.block] = relabel(blocks[unit.block]!, place, { stage: STAGE, rule, score });
  };
  for (const { units, score, rule } of pieces) {
    const links = new Set(units.filter(leadsElsewhere));
    const body = units.filter((unit) => !links.has(unit));
    for (const link of links) remove(link, 'link-line', score);
    if (!body.some(tellsIn)) {
      for (const unit of body) remove(unit, 'headline-list', score);
    } else if (keep === 'drop') {
      for (const unit of body) remove(unit, rule, score);
    } else {
      const headline = headlineOf(body);
      // Of what an earlier stage took away, a story gets back its headline and what tells something.
      const told = body.filter((unit, i) => !unit.removed || unit === headline || tellsIn(unit, i));
      for (const unit of told) {
        const kind: Kind = unit === headline ? 'title' : unit.byline ? 'byline' : kindOf(blocks[unit.block]!);
        const place = { part: 'story', story: stories.length, kind } as const;
        blocks[unit.block] = relabel(blocks[unit.block]!, place, { stage: STAGE, rule, score });
      }
      const title = titleOf(source, document.blocks, headline, told, marks);
      stories.push({ title, truncated: isTruncated(told.at(-1)!.shape), score });
    }
  }
  return { ...document, blocks, stories };
}

/**
 * Removes links to other stories from between paragraphs of the main story: headlines behind a phrase that leads there. What
 * stands last may be its end.
 */
export function removePointers(document: Document, units: readonly Unit[]): Document {
  const last = units.findLast(({ shape }) => isLong(shape))?.block ?? 0;
  const found = units.filter(
    ({ block, shape, pointer }) => pointer && block < last && shape.ending !== 'sentence',
  );
  if (found.length === 0) return document;
  const pointers = new Set(found.map(({ block }) => block));
  const place = { part: 'removed', label: 'related-links' } as const;
  const evidence = { stage: STAGE, rule: 'link-within', score: POINTER_SCORE };
  return {
    ...document,
    blocks: document.blocks.map((block, i) => (pointers.has(i) ? relabel(block, place, evidence) : block)),
  };
}

/**
 * The last units, where they are what an earlier stage left over between the links it took away at the end of a page: short
 * lines behind the last paragraph, fewer than the `related-links` there.
 */
export function findLeftovers(document: Document, units: readonly Unit[]): readonly Unit[] {
  const last = units.findLast(({ shape }) => shape.words >= PARAGRAPH_WORDS)?.block ?? document.blocks.length;
  const isLink = ({ place }: Block, i: number) =>
    i > last && place.part === 'removed' && place.label === 'related-links';
  const first = document.blocks.findIndex(isLink);
  if (first < 0) return [];
  const links = document.blocks.filter(isLink).length;
  const behind = units.filter(({ block }) => block > first);
  const few = charsOf(behind) <= LEFTOVER_SHARE * charsOf(units);
  return behind.length < links && few ? behind : [];
}

/** Removes what `findLeftovers` found. */
export function removeLeftovers(document: Document, units: readonly Unit[]): Document {
  if (units.length === 0) return document;
  const leftovers = new Set(units.map(({ block }) => block));
  const place = { part: 'removed', label: 'related-links' } as const;
  const evidence = { stage: STAGE, rule: 'between-links', score: LEFTOVER_SCORE };
  return {
    ...document,
    blocks: document.blocks.map((block, i) => (leftovers.has(i) ? relabel(block, place, evidence) : block)),
  };
}

function charsOf(units: readonly Unit[]): number {
  return units.reduce((sum, { text }) => sum + text.length, 0);
}

/** A label over stories, or a link to the rest of one. */
function leadsElsewhere({ label, continues, shape }: Unit): boolean {
  return label || (continues && shape.words <= 5);
}

/** Whether a unit is more than a headline, an author or a time. */
function tells({ byline, shape }: Unit): boolean {
  return !byline && !isHeadline(shape) && shape.words >= 6;
}

/** The same of a unit among those of its story: a question behind the headline tells something. */
function tellsIn(unit: Unit, i: number): boolean {
  return tells(unit) || (i > 0 && unit.shape.question && !unit.byline && unit.shape.words >= 6);
}

/** The headline of a story that has one above its text; shorter lines above it may be a section or a label. */
function headlineOf(body: readonly Unit[]): Unit | undefined {
  const lines = body.slice(0, body.findIndex(tellsIn)).filter(isTitle);
  return lines.find(({ shape }) => shape.words >= FEWEST_HEADLINE_WORDS) ?? lines[0];
}

/** A headline, rather than an author, a section or a time ("3 hours ago"). */
function isTitle({ byline, shape, text }: Unit): boolean {
  return !byline && isHeadline(shape) && shape.words >= 2 && !(shape.words <= 4 && /\d/.test(text));
}

function titleOf(
  source: string,
  blocks: readonly Block[],
  headline: Unit | undefined,
  body: readonly Unit[],
  marks: Marks,
): Span | null {
  if (headline) {
    const { start, end } = blocks[headline.block]!;
    return { start, end };
  }
  const { block, shape } = body[0]!;
  return shape.kicker > 0 ? kickerTitle(source, blocks[block]!, shape.kicker, marks) : null;
}

function kindOf({ place }: Block): Kind {
  return place.part === 'removed' ? 'paragraph' : place.kind;
}
