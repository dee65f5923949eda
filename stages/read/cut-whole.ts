import type { Chunk, Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';
import { Gatherer } from './gather.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';
import type { SmallFiles } from './small-files.js';

/** The same for a small file, without the cost of a stream. Gives null where there is nothing in it. */
export async function cutSmallWhole(
  path: string,
  format: string,
  files: SmallFiles,
  options: ReadOptions,
): Promise<Chunk | Reject | null> {
  try {
    const bytes = await files.read(path);
    if (bytes.length > options.max_record_bytes) return tooLarge(path, options);
    return bytes.length > 0 ? { path, format, record: 0, offset: 0, bytes } : null;
  } catch (error) {
    return rejectFor(path, null, 0, error);
  }
}

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
        yield tooLarge(path, options);
        return;
      }
    }
  } catch (error) {
    yield rejectFor(path, null, 0, error);
    return;
  }
  if (whole.length > 0) yield { path, format, record: 0, offset: 0, bytes: whole.take() };
}

function tooLarge(path: string, { max_record_bytes: max }: ReadOptions): Reject {
  return reject(path, 0, 0, 'too-large', `more than ${max} bytes, which is read.max_record_bytes`);
}
