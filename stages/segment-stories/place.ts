/** Puts the blocks behind the main story where they belong: into stories, or away as a list of links. */
import { type Block, type Document, type Kind, relabel, type Story } from '../../pipeline/document.js';
import { isHeadline, isTruncated } from './shape.js';
import type { Unit } from './units.js';

const STAGE = 'segment-stories';

/** Neighbouring units that belong together, and how sure it is that a story begins with the first. */
export interface Piece {
  readonly units: readonly Unit[];
  readonly score: number;
}

/** Gives each piece that tells something a story of its own; labels and bare headlines are `related-links`. */
export function place(document: Document, pieces: readonly Piece[], keep: 'separate' | 'drop'): Document {
  const blocks = [...document.blocks];
  const stories: Story[] = [...document.stories];
  for (const { units, score } of pieces) {
    const tells = units.some(tellsSomething);
    const story = stories.length;
    let last: Unit | null = null;
    for (const unit of units) {
      const block = blocks[unit.block]!;
      if (!tells || unit.label || (unit.continues && unit.shape.chars < 40)) {
        blocks[unit.block] = remove(block, 'headline-list', score);
      } else if (keep === 'drop') {
        blocks[unit.block] = remove(block, 'trailing-story', score);
      } else {
        const kind: Kind = block.place.part === 'article' ? block.place.kind : 'paragraph';
        blocks[unit.block] = relabel(
          block,
          { part: 'story', story, kind },
          { stage: STAGE, rule: 'trailing-story', score },
        );
        last = unit;
      }
    }
    if (last) stories.push({ title: null, truncated: isTruncated(last.shape), score });
  }
  return { ...document, blocks, stories };
}

function tellsSomething({ shape, label, byline }: Unit): boolean {
  return !label && !byline && !isHeadline(shape) && shape.words >= 6;
}

function remove(block: Block, rule: string, score: number): Block {
  return relabel(block, { part: 'removed', label: 'related-links' }, { stage: STAGE, rule, score });
}
