/** Cuts the stream of chunks into batches whose borders stay where they are when one input changes. */
import { createHash, hash as digest } from 'node:crypto';
import { type Chunk, isReject, type Reject } from '../input.js';

/** A unit of work: whole records of one or many inputs. */
export interface Batch {
  readonly items: readonly (Chunk | Reject)[];
  /** SHA-256, in hex, of all that the output depends on but the program: paths, formats, positions and bytes. */
  readonly hash: string;
}

/** What an item weighs at least, so that empty files and rejects make batches too. */
const MIN_WEIGHT = 4096;
/** A batch never weighs more than this many times the target, unless one item does. */
const MAX_BATCH = 2;

/**
 * Groups items to batches of about `target` bytes.
 *
 * Whether a batch ends after an item depends on the item alone: its path, position and size are hashed, and a heavier
 * item ends a batch more often. So an input that comes, goes or changes moves the borders next to it, and no others
 * (content-defined chunking, as in A. Muthitacharoen et al., "A low-bandwidth network file system", 2001). Batches
 * that grow too large are cut as well, which may move borders up to the next one that depends on its item.
 */
export async function* cutBatches(
  items: AsyncIterable<Chunk | Reject>,
  target: number,
): AsyncGenerator<Batch> {
  let batch: (Chunk | Reject)[] = [];
  let weight = 0;
  for await (const item of items) {
    const itemWeight = weigh(item);
    if (batch.length > 0 && weight + itemWeight > MAX_BATCH * target) {
      yield close(batch);
      batch = [];
      weight = 0;
    }
    batch.push(item);
    weight += itemWeight;
    if (endsBatch(item, itemWeight, target)) {
      yield close(batch);
      batch = [];
      weight = 0;
    }
  }
  if (batch.length > 0) yield close(batch);
}

function weigh(item: Chunk | Reject): number {
  return Math.max(MIN_WEIGHT, isReject(item) ? 0 : item.bytes.length);
}

/** True for a share of the items that is their weight as a part of the target. */
function endsBatch(item: Chunk | Reject, weight: number, target: number): boolean {
  if (weight >= target) return true;
  const name = isReject(item) ? `${item.source}\0${item.record}` : `${item.path}\0${item.record}`;
  const draw = digest('sha256', name, 'buffer').readUInt32LE() / 0x1_0000_0000;
  return draw < weight / target;
}

function close(items: readonly (Chunk | Reject)[]): Batch {
  const hash = createHash('sha256');
  for (const item of items) {
    if (isReject(item)) {
      hash.update(`${JSON.stringify(item)}\n`);
      continue;
    }
    const { path, format, record, offset, bytes, context = null } = item;
    hash.update(`${JSON.stringify([path, format, record, offset, context, bytes.length])}\n`).update(bytes);
  }
  return { items, hash: hash.digest('hex') };
}
