/**
 * How rare words are: inverse document frequency (K. Spaerck Jones, 1972) from a hashed table that
 * `training/train-stories.ts` counts over the benchmark's texts.
 */
import { z } from 'zod';
import { readCodeUnits } from '../../text/code-units.js';
import { readWordHashes } from './word-hashes.js';

const file = z.object({
  format: z.literal('winnow-rarity/1'),
  trained: z.string(),
  /** Documents counted. */
  documents: z.number().int().positive(),
  /** A nibble for each bucket of the hash's top bits: 0 where no document has a word of it, else 1 + log2 of how many. */
  levels: z.base64(),
});

const wordLists = z.record(z.string(), z.array(z.string()));

export type RarityFile = z.infer<typeof file>;

/** Words in more than this share of the documents weigh nothing. */
const COMMON = 0.3;
/** Words in so many documents, or fewer, weigh 1. */
const RARE = 4;
/** Levels that a table tells apart. */
export const LEVELS = 16;
/** Short words that the table does not know are function words of some other language more often than not. */
const SHORT = 3;
const UNKNOWN = 3;
const SHORT_SHARE = 0.16;
const LOW_BITS = 0xffff;

export interface Rarity {
  /** How common a word is, given its hash and its length in letters: an index into the lists below. */
  level(hash: number, letters: number): number;
  /** For each level, the weight of its words: 0 for those in most texts, up to 1 for the rarest. */
  readonly weight: Float32Array;
  /** For each level, the share of texts that have one of its words. */
  readonly share: Float32Array;
}

/**
 * Reads a table from the bytes of its file. The function words (lists by language) weigh nothing, since the table
 * knows those of its own language only.
 */
export function readRarity(bytes: Uint8Array, functionWords: unknown): Rarity {
  const common = hashesOf(Object.values(wordLists.parse(functionWords)).flat().join(' '));
  /** Whether a hash with these low bits may be common: a set of hashes takes longer to ask. */
  const maybeCommon = new Uint8Array(LOW_BITS + 1);
  for (const hash of common) maybeCommon[hash & LOW_BITS] = 1;
  const { documents, levels } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const nibbles = Buffer.from(levels, 'base64');
  const shift = 32 - Math.log2(nibbles.length * 2);
  const share = Float32Array.from(
    { length: LEVELS },
    (_, level) => Math.max(RARE, level === 0 ? 0 : 2 ** (level - 1)) / documents,
  );
  const scale = Math.log2((documents * COMMON) / RARE);
  const short = share.findIndex((s) => s >= SHORT_SHARE);
  return {
    weight: share.map((s) => Math.min(1, Math.max(0, Math.log2(COMMON / s) / scale))),
    share,
    level: (hash, letters) => {
      if (maybeCommon[hash & LOW_BITS] && common.has(hash)) return LEVELS - 1;
      const bucket = hash >>> shift;
      const level = (nibbles[bucket >> 1]! >> ((bucket & 1) * 4)) & 15;
      return letters <= SHORT && level <= UNKNOWN ? short : level;
    },
  };
}

/** Makes a table of 2^bits buckets by counting in how many texts words are. */
export function countRarity(texts: readonly string[], bits: number, trained: string): RarityFile {
  const counts = new Uint32Array(2 ** bits);
  for (const text of texts) {
    const buckets = new Set<number>();
    for (const hash of hashesOf(text)) buckets.add(hash >>> (32 - bits));
    for (const bucket of buckets) counts[bucket]!++;
  }
  const nibbles = new Uint8Array(counts.length / 2);
  counts.forEach((count, bucket) => {
    const level = count === 0 ? 0 : Math.min(LEVELS - 1, 1 + Math.round(Math.log2(count)));
    nibbles[bucket >> 1]! |= level << ((bucket & 1) * 4);
  });
  return {
    format: 'winnow-rarity/1',
    trained,
    documents: texts.length,
    levels: Buffer.from(nibbles).toString('base64'),
  };
}

function hashesOf(text: string): Set<number> {
  const { hash, from } = readWordHashes(readCodeUnits([text]));
  return new Set(hash.subarray(0, from[1]));
}
