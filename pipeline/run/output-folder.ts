/**
 * Writes the files of an output, batch by batch. What is there already is not written again: what a killed run left in its
 * place, and the first part of the last output as long as every batch comes out as it was.
 */
import { constants, createReadStream } from 'node:fs';
import {
  copyFile,
  type FileHandle,
  mkdir,
  open,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { CachedOutput, Output } from './cache.js';
import { describeDifference, type Fingerprint, sha256 } from './fingerprint.js';
import type { Folders } from './folders.js';
import {
  type Entry,
  entryLine,
  headerLine,
  MANIFEST,
  type Manifest,
  type Range,
  readManifest,
} from './manifest.js';

export const REPORT = 'report.json';

/** What a batch gave, before it has its place in the files. */
export type NewOutput = Omit<Output, 'entry'> & {
  readonly entry: Omit<Entry, 'outputs'>;
  /** There where it comes from an earlier run. */
  readonly line?: CachedOutput['line'];
};

/** An earlier output with the same fingerprint: the batches of this run may be its first ones. */
interface Base {
  readonly folder: string;
  readonly lines: Manifest['lines'];
}

/** The files of an output while they grow. */
export class OutputFolder {
  readonly #folders: Folders;
  readonly #heads: ReadonlyMap<string, string>;
  readonly #handles = new Map<string, FileHandle>();
  /** Where the next bytes of each file go; the manifest is the last of them. */
  readonly #ends = new Map<string, number>();
  /** Null once something was written: nothing more can come in its place. */
  #base: Base | null;
  /** How many of its batches have come again so far. */
  #matched = 0;

  private constructor(folders: Folders, heads: ReadonlyMap<string, string>, base: Base | null) {
    this.#folders = folders;
    this.#heads = heads;
    this.#base = base;
    for (const [name, head] of heads) this.#ends.set(name, Buffer.byteLength(head));
  }

  /** Prepares `next`; `headers` are the first bytes of each file. Nothing earlier is used where all is to be `fresh`. */
  static async open(
    folders: Folders,
    fingerprint: Fingerprint,
    headers: ReadonlyMap<string, string>,
    fresh = false,
  ): Promise<OutputFolder> {
    const { next, out } = folders;
    // The manifest last: where it is, all files have their first bytes.
    const heads = new Map([...headers, [MANIFEST, headerLine(fingerprint)]]);
    const find = async (folder: string) => (fresh ? null : findBase(folder, fingerprint, heads));
    const left = await find(next);
    if (!left) await rm(next, { recursive: true, force: true });
    const folder = new OutputFolder(folders, heads, left ?? (await find(out)));
    if (left) await folder.#open();
    return folder;
  }

  /** Batches of a killed run that are still in their place. */
  get resumable(): number {
    return this.#base?.folder === this.#folders.next ? this.#base.lines.length : 0;
  }

  /** Adds what a batch gave. */
  async append({ entry, files, line }: NewOutput): Promise<void> {
    const outputs: Record<string, Range> = {};
    for (const [name, bytes] of files) {
      if (bytes.length > 0) {
        // What comes out of a cache was hashed there.
        const known = 'outputs' in entry ? (entry as Entry).outputs[name]?.sha256 : undefined;
        outputs[name] = { start: this.#end(name), length: bytes.length, sha256: known ?? sha256(bytes) };
      }
    }
    const placed: Entry = { ...entry, outputs };
    if (line && this.#isInPlace(line, entry as Entry, placed)) {
      this.#matched++;
      for (const [name, { length }] of Object.entries(outputs))
        this.#ends.set(name, this.#end(name) + length);
      this.#ends.set(MANIFEST, line.end);
      return;
    }
    await this.#startWriting();
    for (const [name, bytes] of files) await this.#write(name, bytes);
    // Last: a batch counts once its line is whole.
    await this.#write(MANIFEST, new TextEncoder().encode(entryLine(placed)));
  }

  /** Whether all came out as it is in the last output, which may then stay. */
  async isUnchanged(): Promise<boolean> {
    if (this.#base?.folder !== this.#folders.out || this.#matched < this.#base.lines.length) return false;
    for (const [name, end] of this.#ends) {
      if ((await stat(join(this.#folders.out, name))).size !== end) return false;
    }
    return true;
  }

  /** Puts the report of a run that changed nothing into the last output. */
  async keep(report: object): Promise<void> {
    const draft = join(this.#folders.work, REPORT);
    await writeReport(draft, report);
    await rename(draft, join(this.#folders.out, REPORT));
  }

  /** Writes the report and makes sure that all of it is on the disk. */
  async finish(report: object): Promise<void> {
    await this.#startWriting();
    await writeReport(join(this.#folders.next, REPORT), report);
    for (const handle of this.#handles.values()) await handle.sync();
    await this.leave();
  }

  /** Removes what was written. What a stopped run had done stays. */
  async discard(): Promise<void> {
    await this.leave();
    if (this.resumable === 0) await rm(this.#folders.next, { recursive: true, force: true });
  }

  /** Closes the files; the next run takes over what is there. */
  async leave(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.close();
    this.#handles.clear();
  }

  #end(name: string): number {
    return this.#ends.get(name)!;
  }

  async #open(): Promise<void> {
    for (const name of this.#heads.keys()) {
      this.#handles.set(name, await open(join(this.#folders.next, name), 'r+'));
    }
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    const handle = this.#handles.get(name)!;
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, this.#end(name));
      done += bytesWritten;
      this.#ends.set(name, this.#end(name) + bytesWritten);
    }
  }

  /** Whether an earlier output is the next one of the base, and stands where it would be written. */
  #isInPlace(line: CachedOutput['line'], earlier: Entry, placed: Entry): boolean {
    return (
      line.folder === this.#base?.folder &&
      line.start === this.#end(MANIFEST) &&
      JSON.stringify(earlier.outputs) === JSON.stringify(placed.outputs)
    );
  }

  /** Before the first write: the batches that came again are in `next`, and nothing behind them. */
  async #startWriting(): Promise<void> {
    const base = this.#base;
    if (base === null && this.#handles.size > 0) return;
    const { next, previous } = this.#folders;
    this.#base = null;
    if (base?.folder === next && this.#matched === base.lines.length) {
      for (const [name, handle] of this.#handles) await handle.truncate(this.#end(name));
      return;
    }
    let from = base?.folder ?? null;
    if (from === next) {
      // The rest of what a killed run wrote may be of use as a cache.
      await this.leave();
      await rm(previous, { recursive: true, force: true });
      await rename(next, previous);
      from = previous;
    }
    await mkdir(next);
    for (const [name, head] of this.#heads) {
      if (from === null) await writeFile(join(next, name), head);
      else await copyStart(join(from, name), join(next, name), this.#end(name));
    }
    await this.#open();
  }
}

/** What is in a folder, if it is an output with this fingerprint and its files begin as they should. */
async function findBase(
  folder: string,
  fingerprint: Fingerprint,
  heads: ReadonlyMap<string, string>,
): Promise<Base | null> {
  const manifest = await readManifest(join(folder, MANIFEST));
  if (manifest === null || describeDifference(manifest.fingerprint, fingerprint) !== null) return null;
  // After a power cut they may not.
  for (const [name, head] of heads) {
    const end = Math.max(0, Buffer.byteLength(head) - 1);
    const first = await buffer(createReadStream(join(folder, name), { end })).catch(() => null);
    if (!first?.toString().startsWith(head)) return null;
  }
  return { folder, lines: manifest.lines };
}

/** Copies the first `end` bytes of a file. Where these are most of it, the system does that, on some without copying. */
async function copyStart(from: string, to: string, end: number): Promise<void> {
  const { size } = await stat(from);
  if (end > size / 2) {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await truncate(to, end);
  } else await writeFile(to, end > 0 ? createReadStream(from, { end: end - 1, highWaterMark: 1 << 20 }) : '');
}

function writeReport(path: string, report: object): Promise<void> {
  return writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { flush: true });
}
