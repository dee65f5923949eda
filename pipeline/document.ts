/**
 * The document model: decoded source text plus blocks that cover it.
 *
 * A block is a span of the source with a place (article, another story, or removed) and the evidence for it.
 * Operations split, join, relabel and rewrite blocks; none can drop a character, so whatever a stage does, every
 * non-space character of the source stays in exactly one block.
 *
 * Offsets inside the program are UTF-16 code units (what JavaScript strings index by). Writers turn them into code
 * points.
 */

import {
  addChanges,
  applyEdits,
  type Change,
  type Edit,
  type EditedSpan,
  type Span,
  toSourceOffsets,
} from './edits.js';

export { type Change, type Edit, type Span, toSourceOffsets };

const TEXT_KINDS = ['heading', 'paragraph', 'list-item', 'quote', 'code', 'table'] as const;
export const KINDS = ['title', 'byline', 'dateline', ...TEXT_KINDS] as const;
/** What a block of content is. */
export type Kind = (typeof KINDS)[number];

/** The kinds that make up a document's `text`; title, byline and dateline stand beside it. */
export const BODY_KINDS: ReadonlySet<Kind> = new Set(TEXT_KINDS);

export const LABELS = [
  'duplicate-title',
  'byline',
  'author-bio',
  'caption',
  'cookie-notice',
  'newsletter',
  'share',
  'navigation',
  'advert',
  'copyright',
  'comments',
  'related-links',
  'keywords',
  'paywall',
  'other',
] as const;
/** Why a block is no content. */
export type Label = (typeof LABELS)[number];

/** Where a block belongs. */
export type Place =
  | { readonly part: 'article'; readonly kind: Kind }
  /** `story` is an index into the document's `stories`. */
  | { readonly part: 'story'; readonly story: number; readonly kind: Kind }
  | { readonly part: 'removed'; readonly label: Label };

/** Whether what is in this place stands in the document's `text`. */
export function isBody(place: Place): boolean {
  return place.part === 'article' && BODY_KINDS.has(place.kind);
}

/** Why a block is what it is: the stage and the rule that said so, and the probability in [0, 1] that it is right. */
export interface Evidence {
  readonly stage: string;
  readonly rule: string;
  readonly score: number;
  /** It was said of the document's text alone, when that was cleaned again. */
  readonly again?: true;
}

export interface Block extends EditedSpan {
  readonly place: Place;
  /** Heading level 1 to 6 where it can be told, else null. */
  readonly level: number | null;
  /** Oldest first. */
  readonly evidence: readonly Evidence[];
}

/** An unrelated story behind the main one; its blocks point at it by index. */
export interface Story {
  /** The part of the source that is the story's title, if it shows one. */
  readonly title: Span | null;
  /** Cut off before its end. */
  readonly truncated: boolean;
  readonly score: number;
}

/** Where a record came from. */
export interface Origin {
  /** The record's own id, else a hash of its content. */
  readonly id: string;
  /** The input's path as it was given or found. */
  readonly path: string;
  /** Number of the record in its input, from 0. */
  readonly record: number;
  readonly format: string;
  readonly encoding: string;
  /** Size of the record's raw bytes. */
  readonly bytes: number;
  /** SHA-256 of the record's raw bytes, in hex. */
  readonly sha256: string;
  readonly url: string | null;
}

export interface Metadata {
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601 date or date-time. */
  readonly published: string | null;
  /** ISO 639-1 code. */
  readonly language: string | null;
  /** The estimate in [0, 1] that the text is right. */
  readonly confidence: number | null;
}

export interface Document {
  readonly origin: Origin;
  readonly source: string;
  /** In source order. */
  readonly blocks: readonly Block[];
  readonly stories: readonly Story[];
  readonly metadata: Metadata;
}

export const NO_METADATA: Metadata = {
  title: null,
  author: null,
  published: null,
  language: null,
  confidence: null,
};

/**
 * Whether a UTF-16 code unit is white space that need not be in any block. This is the set on which JavaScript's
 * and Python's notions agree; U+FEFF and the separators U+001C to U+001F count as characters, to be safe.
 */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
  if (code < 0xa0) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** The span without the white space at its ends; null where it holds nothing else. */
export function trimSpan(source: string, start: number, end: number): Span | null {
  while (start < end && isSpace(source.charCodeAt(start))) start++;
  while (end > start && isSpace(source.charCodeAt(end - 1))) end--;
  return start < end ? { start, end } : null;
}

/** Shared by all blocks that have none: a document may have a million of them. */
const NO_EDITS: readonly Edit[] = [];
const NO_EVIDENCE: readonly Evidence[] = [];
const PARAGRAPH: Place = { part: 'article', kind: 'paragraph' };

/** A block over a span of the source, unedited; the ends must not be white space. */
export function createBlock(
  source: string,
  span: Span,
  place: Place,
  evidence: readonly Evidence[] = NO_EVIDENCE,
  level: number | null = null,
): Block {
  const { start, end } = span;
  return { start, end, place, text: source.slice(start, end), edits: NO_EDITS, level, evidence };
}

/**
 * Each line of the source that holds more than white space, as a paragraph of the article. `from` and `to` bound the
 * part of the source that is laid out.
 */
export function layOutLines(source: string, from = 0, to = source.length): Block[] {
  const blocks: Block[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    const code = i === to ? 10 : source.charCodeAt(i);
    if (code === 10 || code === 13 || code === 11 || code === 12 || code === 0x2028 || code === 0x2029) {
      const span = trimSpan(source, start, i);
      if (span) blocks.push(createBlock(source, span, PARAGRAPH));
      start = i + 1;
    }
  }
  return blocks;
}

/** The same block in another place (or with another level), and the evidence for it. */
export function relabel(
  block: Block,
  place: Place,
  evidence: Evidence,
  level: number | null = block.level,
): Block {
  return { ...block, place, level, evidence: [...block.evidence, evidence] };
}

/**
 * Cuts a block at offsets in its `text` (sorted or not, duplicates and ends ignored). Every piece keeps the block's
 * place and evidence, plus `evidence`. White space at the cuts falls into the gaps. A cut inside an edit moves to the
 * edit's end, since no source offset stands for it.
 */
export function splitBlock(
  source: string,
  block: Block,
  offsets: readonly number[],
  evidence?: Evidence,
): Block[] {
  const cuts = [...new Set(offsets)].filter((o) => o > 0 && o < block.text.length).sort((a, b) => a - b);
  if (cuts.length === 0) return [block];
  const bounds = toSourceOffsets(block, cuts);
  bounds.push(block.end);
  const added = evidence ? [...block.evidence, evidence] : block.evidence;
  const pieces: Block[] = [];
  let from = block.start;
  let e = 0;
  for (const to of bounds) {
    if (to <= from) continue;
    const edits: Edit[] = [];
    while (e < block.edits.length && (block.edits[e]!.start < to || to === block.end)) {
      edits.push(block.edits[e++]!);
    }
    const trimmed = trimSpan(source, from, to);
    if (trimmed) {
      const { start, end } = trimmed;
      // An insertion counts where it touches; any other edit where it overlaps, and then the piece holds all of it.
      const inside = edits.filter((x) =>
        x.start === x.end ? x.start >= start && x.start <= end : x.end > start && x.start < end,
      );
      const span = {
        start: Math.min(start, inside[0]?.start ?? start),
        end: Math.max(end, inside.at(-1)?.end ?? end),
      };
      const text = applyEdits(source, span, inside);
      pieces.push(trimBlock(source, { ...block, ...span, edits: inside, text, evidence: added }));
    }
    from = to;
  }
  return pieces;
}

/** Takes white space off the ends of a block's text that edits made or laid bare there. */
export function trimBlock(source: string, block: Block): Block {
  const { text, edits } = block;
  const inner = trimSpan(text, 0, text.length);
  const by = edits.at(-1);
  if (!by || text === '' || (inner && inner.start === 0 && inner.end === text.length)) return block;
  const rule = 'outer-space';
  const changes: Change[] = [];
  if (!inner) changes.push({ start: 0, end: text.length, text: '', rule });
  if (inner && inner.start > 0) changes.push({ start: 0, end: inner.start, text: '', rule });
  if (inner && inner.end < text.length) changes.push({ start: inner.end, end: text.length, text: '', rule });
  return rewrite(source, block, by.stage, changes);
}

/**
 * Joins neighbouring blocks into one that takes the first one's place and level. What stood between them (white space)
 * reads as `separator`.
 */
export function joinBlocks(
  source: string,
  blocks: readonly Block[],
  separator: string,
  evidence: Evidence,
): Block {
  const first = blocks[0];
  const last = blocks.at(-1);
  if (!first || !last) throw new RangeError('joinBlocks needs at least one block');
  const edits: Edit[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (i > 0) {
      const gap = { start: blocks[i - 1]!.end, end: block.start };
      if (trimSpan(source, gap.start, gap.end)) throw new RangeError('joinBlocks needs neighbours');
      if (source.slice(gap.start, gap.end) !== separator) {
        edits.push({ ...gap, text: separator, stage: evidence.stage, rule: evidence.rule });
      }
    }
    for (const edit of block.edits) edits.push(edit);
  }
  const span = { start: first.start, end: last.end };
  return {
    ...first,
    ...span,
    edits,
    text: applyEdits(source, span, edits),
    evidence: [...blocks.flatMap((b) => b.evidence), evidence],
  };
}

/**
 * Changes characters of a block. `changes` are sorted by `start`, do not overlap, and count in the block's `text`;
 * the source span stays as it is. A change that touches an earlier edit swallows it.
 */
export function rewrite(source: string, block: Block, stage: string, changes: readonly Change[]): Block {
  if (changes.length === 0) return block;
  const edits = addChanges(source, block, stage, changes);
  return { ...block, edits, text: applyEdits(source, block, edits) };
}

/** The text of a span of one block, with the block's edits that lie inside the span. */
export function textOfSpan(source: string, block: Block, span: Span): string {
  return applyEdits(
    source,
    span,
    block.edits.filter((e) => e.start >= span.start && e.end <= span.end),
  );
}
