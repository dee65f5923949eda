/** Writes the files of an output, batch by batch. What a killed run wrote of them is taken over. */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Output } from './cache.js';
import { describeDifference, type Fingerprint, sha256 } from './fingerprint.js';
import type { Folders } from './folders.js';
import {
  type Entry,
  entryLine,
  headerLine,
  MANIFEST,
  type Manifest,
  parseEntry,
  type Range,
  readManifest,
} from './manifest.js';

export const REPORT = 'report.json';

/** What a batch gave, before it has its place in the files. */
export type NewOutput = Omit<Output, 'entry'> & { readonly entry: Omit<Entry, 'outputs'> };

/** The files of an output while they grow. */
export class OutputFolder {
  readonly #folders: Folders;
  readonly #handles = new Map<string, FileHandle>();
  /** Where the next bytes of each file go; the manifest is the last of them. */
  readonly #ends = new Map<string, number>();
  /** The batches that a killed run wrote and left in their place. */
  #left: Manifest['lines'] = [];
  /** How many of them have come again so far. */
  #matched = 0;
  #writing = false;

  private constructor(folders: Folders) {
    this.#folders = folders;
  }

  /** Opens `next`; `headers` are the first bytes of each file. A killed run's work stays if its fingerprint is the same and nothing `fresh` is asked for. */
  static async open(
    folders: Folders,
    fingerprint: Fingerprint,
    headers: ReadonlyMap<string, string>,
    fresh = false,
  ): Promise<OutputFolder> {
    const folder = new OutputFolder(folders);
    const { next } = folders;
    // The manifest last: where it is, all files have their first bytes.
    const heads = new Map([...headers, [MANIFEST, headerLine(fingerprint)]]);
    const manifest = await readManifest(join(next, MANIFEST));
    const resumes =
      !fresh &&
      manifest !== null &&
      describeDifference(manifest.fingerprint, fingerprint) === null &&
      (await startWith(next, headers));
    if (!resumes) {
      await rm(next, { recursive: true, force: true });
      await mkdir(next, { recursive: true });
      for (const [name, head] of heads) await writeFile(join(next, name), head);
    }
    for (const [name, head] of heads) folder.#ends.set(name, Buffer.byteLength(head));
    await folder.#open();
    folder.#left = resumes ? manifest.lines : [];
    return folder;
  }

  /** Batches of a killed run that are still in their place. */
  get resumable(): number {
    return this.#left.length;
  }

  /** Adds what a batch gave. It costs no writing where a killed run wrote the same bytes in the same place. */
  async append({ entry, files }: NewOutput): Promise<void> {
    const outputs: Record<string, Range> = {};
    for (const [name, bytes] of files) {
      if (bytes.length > 0) {
        // What comes out of a cache was hashed there.
        const known = 'outputs' in entry ? (entry as Entry).outputs[name]?.sha256 : undefined;
        outputs[name] = { start: this.#end(name), length: bytes.length, sha256: known ?? sha256(bytes) };
      }
    }
    const placed: Entry = { ...entry, outputs };
    const kept = await this.#lineInPlace({ entry: placed, files });
    if (kept !== null) {
      this.#matched++;
      for (const [name, { length }] of Object.entries(outputs))
        this.#ends.set(name, this.#end(name) + length);
      this.#ends.set(MANIFEST, kept);
      return;
    }
    await this.#startWriting();
    for (const [name, bytes] of files) await this.#write(name, bytes);
    // Last: a batch counts once its line is whole.
    await this.#write(MANIFEST, new TextEncoder().encode(entryLine(placed)));
  }

  /** Writes the report and makes sure that all of it is on the disk. */
  async finish(report: object): Promise<void> {
    await this.#truncate();
    await writeFile(join(this.#folders.next, REPORT), `${JSON.stringify(report, null, 2)}\n`, {
      flush: true,
    });
    for (const handle of this.#handles.values()) await handle.sync();
    await this.leave();
  }

  /** Removes what was written. What a stopped run had done stays. */
  async discard(): Promise<void> {
    await this.leave();
    if (this.#left.length === 0) await rm(this.#folders.next, { recursive: true, force: true });
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
    for (const name of this.#ends.keys()) {
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

  /** Where the line of this very output ends, if a killed run left it as the next batch. */
  async #lineInPlace({ entry, files }: Output): Promise<number | null> {
    const line = this.#left[this.#matched];
    if (!line) return null;
    const left = parseEntry(
      new TextDecoder().decode(await this.#read(MANIFEST, line.start, line.end - line.start)),
    );
    if (left?.hash !== entry.hash || left.hash === null) return null;
    if (JSON.stringify(left.outputs) !== JSON.stringify(entry.outputs)) return null;
    for (const [name, range] of Object.entries(left.outputs)) {
      const bytes = await this.#read(name, range.start, range.length);
      if (Buffer.compare(bytes, files.get(name)!) !== 0) return null;
    }
    return line.end;
  }

  async #read(name: string, start: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await this.#handles.get(name)!.read(bytes, 0, length, start);
    return bytes.subarray(0, bytesRead);
  }

  /** Before the first write: what a killed run left behind this place is put aside. */
  async #startWriting(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    if (this.#matched < this.#left.length) await this.#putAside();
    else await this.#truncate();
  }

  async #truncate(): Promise<void> {
    for (const [name, handle] of this.#handles) await handle.truncate(this.#end(name));
  }

  /** The rest of what a killed run wrote may be of use as a cache, so `next` is made again from its first part. */
  async #putAside(): Promise<void> {
    const { next, previous } = this.#folders;
    await this.leave();
    await rm(previous, { recursive: true, force: true });
    await rename(next, previous);
    await mkdir(next);
    for (const [name, end] of this.#ends) {
      await writeFile(
        join(next, name),
        end > 0 ? createReadStream(join(previous, name), { end: end - 1 }) : '',
      );
    }
    this.#left = [];
    await this.#open();
  }
}

/** Whether each file is there and begins with its head: after a power cut it may not. */
async function startWith(folder: string, heads: ReadonlyMap<string, string>): Promise<boolean> {
  for (const [name, head] of heads) {
    const end = Math.max(0, Buffer.byteLength(head) - 1);
    const first = await buffer(createReadStream(join(folder, name), { end })).catch(() => null);
    if (!first?.toString().startsWith(head)) return false;
  }
  return true;
}
