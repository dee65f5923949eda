/** Stories that stand between the paragraphs of the main one, where it is sure: a mark leads to them, and they are cut off. */
import type { Document } from '../../pipeline/document.js';
import type { Piece } from './place.js';
import { isHeadline, isLong } from './shape.js';
import type { Unit } from './units.js';

/** By judgement: they are too rare on pages with known answers to count. */
const SCORE = 0.9;
/** Lines that may stand above the text of a teaser: its headline, and a section or an author. */
const MOST_HEADLINES = 2;

/**
 * The stories embedded in units of the main story: texts cut off with dots, with their headlines, one or more behind a label or
 * link that leads to other stories ("Read more: ..."). The main story must go on behind them: what stands last may be its own
 * end, cut off by a paywall.
 */
export function findEmbedded({ blocks }: Document, units: readonly Unit[]): Piece[] {
  const first = units.findIndex(isWhole);
  const last = units.findLastIndex(isWhole);
  const pieces: Piece[] = [];
  const isLink = (block: number) => {
    const place = blocks[block]?.place;
    return place?.part === 'removed' && place.label === 'related-links';
  };
  let u = first + 1;
  while (u > 0 && u < last) {
    const { label, pointer } = units[u - 1]!;
    const isMarked = label || pointer || isLink(units[u]!.block - 1);
    const end = isMarked ? teaserEnd(units, u) : u;
    if (end > u && label) pieces.push({ units: [units[u - 1]!], score: SCORE, rule: 'embedded-story' });
    for (let to = end; to > u; to = teaserEnd(units, u)) {
      pieces.push({ units: units.slice(u, to), score: SCORE, rule: 'embedded-story' });
      u = to;
    }
    u++;
  }
  return pieces;
}

/** A paragraph with its end. */
function isWhole({ shape }: Unit): boolean {
  return isLong(shape) && shape.ending === 'sentence';
}

/** Where the teaser ends that begins with a unit; at the unit itself where none does. */
function teaserEnd(units: readonly Unit[], from: number): number {
  const lines = units.slice(from, from + MOST_HEADLINES + 1);
  const above = lines.findIndex(({ shape }) => !isHeadline(shape));
  const teaser = lines[above];
  return teaser && isCutOff(teaser) ? from + above + 1 : from;
}

/** A long text that a site cut off: what comes to the end of its quotation is speech that trails off. */
function isCutOff({ shape, text }: Unit): boolean {
  return isLong(shape) && shape.ending === 'dots' && !/["'”’»]$/.test(text);
}
