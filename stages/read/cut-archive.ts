/** tar and zip archives: each file in them is an input of its own, called ARCHIVE/NAME; hidden ones are passed over. */
import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl';
import type { Chunk, Reject } from '../../pipeline/input.js';
import type { Bytes } from './decompress.js';
import { asDamage, reject, rejectFor } from './failure.js';
import type { OnHidden } from './find.js';
import type { OpenInput } from './open.js';
import type { ReadOptions } from './options.js';

type Cut = Chunk | Reject;
type CutEntry = (path: string, bytes: Bytes) => AsyncIterable<Cut>;

export async function* cutTar(
  { path, bytes }: OpenInput,
  cutEntry: CutEntry,
  onHidden: OnHidden,
): AsyncGenerator<Cut> {
  const archive = extract();
  const source = Readable.from(bytes);
  source.on('error', (error) => archive.destroy(error));
  source.pipe(archive as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of archive) {
      const { type } = entry.header;
      const name = `${path}/${entry.header.name}`;
      const isFile = type === 'file' || type === 'contiguous-file';
      if (isFile && isHidden(entry.header.name)) onHidden(name);
      else if (isFile) {
        yield* cutEntry(
          name,
          withDamage(async () => entry as Bytes),
        );
      }
      entry.resume();
    }
  } catch (error) {
    yield rejectFor(path, null, 0, asDamage(error, 'bad-archive'));
  } finally {
    source.destroy();
  }
}

export async function* cutZip(
  { path, file }: OpenInput,
  cutEntry: CutEntry,
  options: ReadOptions,
  onHidden: OnHidden,
): AsyncGenerator<Cut> {
  if (file === null) {
    yield reject(path, null, null, 'unreadable', 'a ZIP archive must be a file of its own: unpack it first');
    return;
  }
  try {
    // One name that yauzl takes for unsafe would end the archive; no name is ever opened here.
    const archive = await openPromise(file, { autoClose: false, decodeStrings: false });
    try {
      for await (const entry of archive.eachEntry()) {
        const name = `${path}/${nameOf(entry)}`;
        if (name.endsWith('/')) continue;
        if (isHidden(nameOf(entry))) {
          onHidden(name);
          continue;
        }
        const grows =
          entry.uncompressedSize > options.max_expansion * Math.max(entry.compressedSize, 1 << 20);
        if (grows || !entry.canDecodeFileData()) {
          const reason = grows ? 'expands-too-much' : 'unreadable';
          const detail = grows
            ? `${entry.compressedSize} bytes become ${entry.uncompressedSize}`
            : 'encrypted, or an unknown compression';
          yield reject(name, null, null, reason, detail);
        } else {
          yield* cutEntry(
            name,
            withDamage(() => archive.openReadStreamPromise(entry)),
          );
        }
      }
    } finally {
      archive.close();
    }
  } catch (error) {
    yield rejectFor(path, null, 0, asDamage(error, 'bad-archive'));
  }
}

/** Whether a name in an archive, or one of the folders in it, begins with a dot. */
function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') && part !== '.' && part !== '..');
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/**
 * The bytes of a file in an archive, opened once they are asked for. Damage comes out as a ReadError, so that it costs
 * this file only.
 */
async function* withDamage(open: () => Promise<Bytes>): Bytes {
  try {
    yield* await open();
  } catch (error) {
    throw asDamage(error, 'bad-archive');
  }
}
