/** The blocks of content of a document, measured: what the judge looks at. */
import type { Document } from '../../pipeline/document.js';
import { readCodeUnits } from '../../text/code-units.js';
import { type Profile, siteOf } from '../../text/profile.js';
import type { LineMarks, Marks } from './marks.js';
import type { Openings } from './openings.js';
import type { Rarity } from './rarity.js';
import { tailBlocks } from './removed.js';
import { type Shape, shapeOf } from './shape.js';
import type { WordHashes } from './word-hashes.js';
import { readWords, type Words } from './words.js';

export interface Unit extends LineMarks {
  /** Index of the block in the document. */
  readonly block: number;
  readonly text: string;
  readonly shape: Shape;
  /** Whether other pages of the site show it, too. */
  readonly repeated: boolean;
  /** Log odds that it opens a text. */
  readonly opening: number;
  /** How rare its last word is, from 0 to 1, where nothing ends its last sentence; -1 elsewhere. */
  readonly lastWord: number;
  /** Whether an earlier stage took it away. */
  readonly removed: boolean;
}

/** Shorter lines may be on many pages by chance. */
const OWN_CHARS = 30;

export interface Units {
  readonly units: readonly Unit[];
  readonly words: Words;
}

/** What documents are measured with. */
export interface Knowledge {
  readonly marks: Marks;
  readonly rarity: Rarity;
  readonly openings: Openings;
  /** The lines of the document's site, where they are known. */
  readonly profile: Profile | null;
}

/** Measures the blocks of a document that are still in the article. */
export function readUnits(document: Document, knowledge: Knowledge): Units {
  const { blocks } = document;
  const own: number[] = [];
  for (let i = 0; i < blocks.length; i++) if (blocks[i]!.place.part === 'article') own.push(i);
  return measure(document, own, knowledge);
}

/** The first units, as if the others had never been there: words are numbered in the order in which they first stand. */
export function firstUnits({ units, words }: Units, count: number): Units {
  const token = words.token.subarray(0, words.from[count]!);
  const distinct = token.reduce((most, word) => Math.max(most, word + 1), 0);
  return {
    units: units.slice(0, count),
    words: {
      all: words.all,
      token,
      name: words.name.subarray(0, token.length),
      from: words.from.subarray(0, count + 1),
      weight: words.weight.subarray(0, distinct),
      level: words.level.subarray(0, distinct),
    },
  };
}

/** Measures the stories that begin at a block of a document or behind it, with what went of them before. */
export function readTail(document: Document, from: number, knowledge: Knowledge): Units {
  return measure(document, tailBlocks(document.blocks, from), knowledge);
}

function measure(
  { blocks, origin }: Document,
  own: readonly number[],
  { marks, rarity, openings, profile }: Knowledge,
): Units {
  const site = profile ? siteOf(origin.url, origin.path) : '';
  const texts = readCodeUnits(own.map((i) => blocks[i]!.text));
  const words = readWords(texts, rarity);
  const units = own.map((i, u): Unit => {
    const { text } = blocks[i]!;
    const { label, continues, byline, refersBack, pointer } = marks.read(texts, u, text);
    const shape = shapeOf(texts, u);
    return {
      block: i,
      text,
      shape,
      label,
      continues,
      byline,
      refersBack,
      pointer,
      repeated: profile !== null && text.length >= OWN_CHARS && profile(site, text) > 0,
      opening: openings(words.all, u),
      lastWord: shape.ending === 'open' || shape.ending === 'dots' ? lastRarity(words.all, u, rarity) : -1,
      removed: blocks[i]!.place.part === 'removed',
    };
  });
  return { units, words };
}

/** How rare the last word of text `t` is; 1 where it has none. */
function lastRarity({ hash, letters, from }: WordHashes, t: number, rarity: Rarity): number {
  const last = from[t + 1]! - 1;
  return last < from[t]! ? 1 : rarity.weight[rarity.level(hash[last]!, letters[last]!)]!;
}
