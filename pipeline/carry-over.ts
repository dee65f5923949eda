/** Carries over to a document what became of its text when that was cleaned as a document of its own. */
import { bodyOf } from './body.js';
import {
  type Block,
  type Change,
  type Document,
  isBody,
  type Place,
  rewrite,
  type Span,
  type Story,
  splitBlock,
  toSourceOffsets,
} from './document.js';
import { SEPARATOR } from './output.js';

/** A block of the text and what its part of the text became: pieces of it, with their offsets in the text. */
interface Pair {
  readonly block: Block;
  readonly offset: number;
  readonly pieces: readonly Block[];
}

/**
 * The document with all that its text saw as a document of its own (`again`): splits, edits, removals, stories; itself where that
 * was nothing.
 */
export function carryOver(document: Document, again: Document): Document {
  const pairs = pairUp(bodyOf(document), again.blocks);
  const changed = new Map<Block, Block[]>();
  for (const pair of pairs) {
    const blocks = carryBlock(document, pair);
    if (blocks) changed.set(pair.block, blocks);
  }
  if (changed.size === 0) return document;
  const { title, author, published } = document.metadata;
  return sortStories({
    ...document,
    blocks: document.blocks.flatMap((block) => changed.get(block) ?? [block]),
    stories: [...document.stories, ...again.stories.map((story) => carryStory(story, pairs))],
    metadata: {
      ...document.metadata,
      title: title ?? again.metadata.title,
      author: author ?? again.metadata.author,
      published: published ?? again.metadata.published,
    },
  });
}

function pairUp(body: readonly Block[], again: readonly Block[]): Pair[] {
  let offset = 0;
  let next = 0;
  return body.map((block) => {
    const from = next;
    const end = offset + block.text.length;
    while (next < again.length && again[next]!.start < end) next++;
    const pair = { block, offset, pieces: again.slice(from, next) };
    offset = end + SEPARATOR.length;
    return pair;
  });
}

/**
 * What becomes of one block; null where it stays as it is. So does code, whose lines the text alone does not tell from prose, and
 * what was joined with the next block.
 */
function carryBlock(document: Document, { block, offset, pieces }: Pair): Block[] | null {
  const isJoined = pieces.length > 0 && pieces.at(-1)!.end > offset + block.text.length;
  if (isJoined || (block.place.part === 'article' && block.place.kind === 'code')) return null;
  const groups = groupPieces(block, offset, pieces);
  const isKept = pieces.every(({ place, edits }) => isBody(place) && edits.length === 0);
  if (isKept && groups.length < 2) return null;
  const cuts = groups.slice(1).map(([first]) => first!.start - offset);
  const parts = splitBlock(document.source, block, cuts);
  const isSame = ({ text }: Block, group: readonly Block[] = []) =>
    text === block.text.slice(group[0]!.start - offset, group.at(-1)!.end - offset);
  // A cut inside an edit has no place in the source.
  if (parts.length !== groups.length || !parts.every((part, k) => isSame(part, groups[k]))) return null;
  return parts.map((part, k) => {
    const edited = carryEdits(document.source, part, groups[k]!);
    const { place, level, evidence } = groups[k]![0]!;
    // A block that stays and stays whole is still what it was called.
    if (parts.length === 1 && isBody(place)) return edited;
    return {
      ...edited,
      place: carryPlace(document, part, place),
      level,
      evidence: [...part.evidence, ...evidence.map((e) => ({ ...e, again: true }) as const)],
    };
  });
}

/** The pieces that part where the text is cut; a line break within a block cuts nothing. */
function groupPieces(block: Block, offset: number, pieces: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  pieces.forEach((piece, k) => {
    const before = pieces[k - 1];
    const gap = before && block.text.slice(before.end - offset, piece.start - offset);
    const goesOn = gap?.includes('\n') && isBody(before!.place) && isBody(piece.place);
    if (goesOn) groups.at(-1)!.push(piece);
    else groups.push([piece]);
  });
  return groups;
}

function carryEdits(source: string, part: Block, group: readonly Block[]): Block {
  const { start } = group[0]!;
  const changes = group.flatMap(({ edits }) =>
    edits.map((edit): Change => ({ ...edit, start: edit.start - start, end: edit.end - start })),
  );
  return rewrite(source, part, changes[0]?.stage ?? '', changes);
}

/** A place in the text as one in the document, which may have a title and stories already. */
function carryPlace({ metadata, stories }: Document, { text }: Block, place: Place): Place {
  if (place.part === 'story') return { ...place, story: place.story + stories.length };
  const isOther = place.part === 'article' && place.kind === 'title' && metadata.title !== null;
  return isOther && text !== metadata.title ? { part: 'removed', label: 'other' } : place;
}

function carryStory(story: Story, pairs: readonly Pair[]): Story {
  return { ...story, title: story.title && carrySpan(story.title, pairs) };
}

/** Where a span of the text stands in the source. */
function carrySpan({ start, end }: Span, pairs: readonly Pair[]): Span | null {
  const pair = pairAt(pairs, start);
  if (!pair) return null;
  const [from, to] = toSourceOffsets(pair.block, [start - pair.offset, end - pair.offset]);
  return { start: from!, end: to! };
}

/** The pair in which an offset in the text stands; a binary search, since there may be as many stories as blocks. */
function pairAt(pairs: readonly Pair[], at: number): Pair | undefined {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pairs[middle]!.offset <= at) low = middle + 1;
    else high = middle;
  }
  return pairs[low - 1];
}

/** Numbers the stories in the order in which they stand in the source. */
function sortStories(document: Document): Document {
  const order = new Set(
    document.blocks.flatMap(({ place }) => (place.part === 'story' ? [place.story] : [])),
  );
  const numbers = new Map([...order].map((story, number) => [story, number]));
  return {
    ...document,
    stories: [...order].map((story) => document.stories[story]!),
    blocks: document.blocks.map((block) => {
      const { place } = block;
      return place.part === 'story'
        ? { ...block, place: { ...place, story: numbers.get(place.story)! } }
        : block;
    }),
  };
}
