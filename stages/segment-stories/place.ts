/** Puts the blocks behind the main story where they belong: into stories, or away as a list of links. */
import { type Block, type Document, relabel, type Span, type Story } from '../../pipeline/document.js';
import { isHeadline, isTruncated, shapeOf } from './shape.js';

const STAGE = 'segment-stories';

/** Neighbouring blocks that belong together, and how sure it is that a story begins with the first. */
export interface Piece {
  /** Indexes into the document's blocks. */
  readonly blocks: readonly number[];
  readonly score: number;
}

/** Gives each piece that tells something a story of its own; headlines without a text are `related-links`. */
export function place(document: Document, pieces: readonly Piece[], keep: 'separate' | 'drop'): Document {
  const blocks = [...document.blocks];
  const stories: Story[] = [...document.stories];
  for (const { blocks: members, score } of pieces) {
    const shapes = members.map((i) => shapeOf(blocks[i]!.text));
    const tells = shapes.some((s) => !isHeadline(s));
    const story = stories.length;
    for (const i of members) {
      blocks[i] =
        tells && keep === 'separate'
          ? toStory(blocks[i]!, story, score)
          : relabel(
              blocks[i]!,
              { part: 'removed', label: 'related-links' },
              { stage: STAGE, rule: tells ? 'trailing-story' : 'headline-list', score },
            );
    }
    if (tells && keep === 'separate') {
      stories.push({ title: titleOf(), truncated: isTruncated(shapes.at(-1)!), score });
    }
  }
  return { ...document, blocks, stories };
}

function toStory(block: Block, story: number, score: number): Block {
  const kind = block.place.part === 'article' ? block.place.kind : 'paragraph';
  return relabel(block, { part: 'story', story, kind }, { stage: STAGE, rule: 'trailing-story', score });
}

function titleOf(): Span | null {
  return null;
}
