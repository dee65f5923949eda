import type { Chunk, Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';
import { Gatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

/** An input that is one record. */
export async function* cutWhole(
  { path, format, bytes }: OpenInput,
  options: ReadOptions,
): AsyncGenerator<Chunk | Reject> {
  const max = options.max_record_bytes;
  const whole = new Gatherer();
  try {
    for await (const part of bytes) {
      whole.add(part);
      if (whole.length > max) {
        yield reject(path, 0, 0, 'too-large', `more than ${max} bytes, which is read.max_record_bytes`);
        return;
      }
    }
  } catch (error) {
    yield rejectFor(path, null, 0, error);
    return;
  }
  if (whole.length > 0) yield { path, format, record: 0, offset: 0, bytes: whole.take() };
}
