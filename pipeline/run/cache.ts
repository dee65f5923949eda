/** The output of an earlier run as a cache: what a batch gave then need not be computed again. */
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { describeDifference, type Fingerprint, sha256 } from './fingerprint.js';
import { type Entry, MANIFEST, parseEntry, readManifest } from './manifest.js';

/** What a batch gave. */
export interface Output {
  readonly entry: Entry;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** What a batch gave in an earlier run. */
export interface CachedOutput extends Output {
  /** Where the earlier run's manifest tells of it. */
  readonly line: { readonly folder: string; readonly start: number; readonly end: number };
}

export interface Cache {
  has(hash: string): boolean;
  /** The output of a batch; null where it is not what the manifest says. */
  read(hash: string): Promise<CachedOutput | null>;
  close(): Promise<void>;
}

/** Why a folder cannot be the cache of this run; null where there is no output in it. */
export interface NoCache {
  readonly reason: string | null;
}

/**
 * Opens an output folder, whole or left by a killed run. `names` are the files of an output. They stay open, so the
 * folder may be renamed or removed while it is read.
 */
export async function openCache(
  folder: string,
  now: Fingerprint,
  names: readonly string[],
): Promise<Cache | NoCache> {
  const manifest = await readManifest(join(folder, MANIFEST));
  if (!manifest) return { reason: null };
  const reason = describeDifference(manifest.fingerprint, now);
  if (reason) return { reason };
  const handles = new Map<string, FileHandle>();
  const close = async () => {
    for (const handle of handles.values()) await handle.close();
  };
  try {
    for (const name of [MANIFEST, ...names]) handles.set(name, await open(join(folder, name)));
  } catch (error) {
    await close();
    return { reason: `its ${(error as NodeJS.ErrnoException).path} cannot be read` };
  }
  const lines = new Map(manifest.lines.map((line) => [line.hash, line]));

  const readRange = async (name: string, start: number, length: number) => {
    const bytes = new Uint8Array(length);
    const read = await handles.get(name)?.read(bytes, 0, length, start);
    return bytes.subarray(0, read?.bytesRead ?? 0);
  };
  const read = async (hash: string): Promise<CachedOutput | null> => {
    const line = lines.get(hash);
    if (!line) return null;
    const text = new TextDecoder().decode(await readRange(MANIFEST, line.start, line.end - line.start));
    const entry = parseEntry(text);
    if (entry?.hash !== hash) return null;
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const [name, range] of Object.entries(entry.outputs)) {
      const bytes = await readRange(name, range.start, range.length);
      if (sha256(bytes) !== range.sha256) return null;
      files.set(name, bytes);
    }
    return { entry, files, line: { folder, start: line.start, end: line.end } };
  };
  return { has: (hash) => lines.has(hash), read, close };
}
