import type { Chunk, Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';
import { RecordFinder } from './find-records.js';
import { Gatherer, RecordGatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

/**
 * Cuts JSON into its records, their bytes as they stand. Records over `max_record_bytes` are passed over without being
 * held. Where the input breaks off or is no JSON, the records before that come out, and a reject in place of the rest.
 */
export async function* cutJson(
  { path, bytes }: OpenInput,
  chunkBytes: number,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  const max = options.max_record_bytes;
  const textKey = options.text_field.split('.')[0]!;
  const finder = new RecordFinder(options.records_key, textKey);
  const chunk = new RecordGatherer(path, 'json');
  /** The record that is open: its bytes so far (none once it is too long) and where it begins. */
  const held = new Gatherer();
  let start: number | null = null;
  let record = 0;
  let offset = 0;
  let failure: Reject | null = null;
  try {
    for await (const part of bytes) {
      const base = offset;
      offset += part.length;
      const keep = (to: number) => {
        if (start === null) return;
        if (to - start <= max) held.add(part.subarray(Math.max(start, base) - base, to - base));
        else held.clear();
      };
      for (const edge of finder.feed(part)) {
        if (edge.type === 'start') {
          held.clear();
          start = edge.offset;
        } else if (edge.type === 'bare') {
          yield* chunk.flush();
          yield reject(path, record++, edge.offset, 'no-text', 'the record is not an object');
        } else if (start !== null) {
          keep(edge.offset);
          const length = edge.offset - start;
          if (length <= max) chunk.add(record, start, held.take());
          if (length > max || chunk.length >= chunkBytes) yield* chunk.flush();
          if (length > max) yield reject(path, record, start, 'too-large', `${length} bytes; at most ${max}`);
          record++;
          start = null;
        }
      }
      keep(offset);
    }
    finder.end();
  } catch (error) {
    failure = rejectFor(path, record, 0, error);
  }
  yield* chunk.flush();
  if (failure) yield failure;
}
