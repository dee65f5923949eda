/**
 * How rare words are: inverse document frequency (K. Spaerck Jones, 1972) from a hashed table that
 * `training/train-stories.ts` counts over the benchmark's texts.
 */
import { z } from 'zod';

const file = z.object({
  format: z.literal('winnow-rarity/1'),
  trained: z.string(),
  /** Documents counted. */
  documents: z.number().int().positive(),
  /** A nibble for each bucket of the hash's top bits: 0 where no document has a word of it, else 1 + log2 of how many. */
  levels: z.base64(),
});

export type RarityFile = z.infer<typeof file>;

export interface Rarity {
  /** For a word's hash and its length in letters: 0 for words that are in most texts, up to 1 for the rarest. */
  weight(hash: number, letters: number): number;
}

/** Words in more than this share of the documents weigh nothing. */
const COMMON = 0.3;
/** Words in so many documents, or fewer, weigh 1. */
const RARE = 4;
/** Short words that the table does not know are function words of some other language more often than not. */
const SHORT = 3;
const SHORT_WEIGHT = 0.15;

/** Reads a table from the bytes of its file. */
export function readRarity(bytes: Uint8Array): Rarity {
  const { documents, levels } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const nibbles = Buffer.from(levels, 'base64');
  const shift = 32 - Math.log2(nibbles.length * 2);
  const scale = Math.log2((documents * COMMON) / RARE);
  const weights = Float32Array.from({ length: 16 }, (_, level) => {
    const seen = Math.max(RARE, level === 0 ? 0 : 2 ** (level - 1));
    return Math.min(1, Math.max(0, Math.log2((documents * COMMON) / seen) / scale));
  });
  return {
    weight: (hash, letters) => {
      const bucket = hash >>> shift;
      const level = (nibbles[bucket >> 1]! >> ((bucket & 1) * 4)) & 15;
      return letters <= SHORT && level <= 3 ? SHORT_WEIGHT : weights[level]!;
    },
  };
}

/** Makes a table from the hashes of the words of each document. */
export function countRarity(
  documents: readonly ReadonlySet<number>[],
  bits: number,
  trained: string,
): RarityFile {
  const counts = new Uint32Array(2 ** bits);
  for (const hashes of documents) {
    const buckets = new Set<number>();
    for (const hash of hashes) buckets.add(hash >>> (32 - bits));
    for (const bucket of buckets) counts[bucket]!++;
  }
  const nibbles = new Uint8Array(counts.length / 2);
  counts.forEach((count, bucket) => {
    const level = count === 0 ? 0 : Math.min(15, 1 + Math.round(Math.log2(count)));
    nibbles[bucket >> 1]! |= level << ((bucket & 1) * 4);
  });
  return {
    format: 'winnow-rarity/1',
    trained,
    documents: documents.length,
    levels: Buffer.from(nibbles).toString('base64'),
  };
}
