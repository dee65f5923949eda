/** Finds the files behind what the user named: files, folders, globs and standard input. */
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { isReject, type Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';

/** A file to read; `-` is standard input. */
export interface Found {
  readonly path: string;
  readonly size: number;
}

/**
 * The files of all inputs, in the order of the inputs; folders and globs in the order of their code units, hidden
 * names left out. What is not there, cannot be read, or is neither file nor folder comes out as a reject in its place.
 * A path that several inputs lead to comes out once.
 */
export async function* findFiles(inputs: readonly string[]): AsyncGenerator<Found | Reject> {
  const seen = new Set<string>();
  for (const input of inputs) {
    for await (const found of findInput(input)) {
      if (inputs.length > 1 && !isReject(found)) {
        const path = resolve(found.path);
        if (seen.has(path)) continue;
        seen.add(path);
      }
      yield found;
    }
  }
}

async function* findInput(input: string): AsyncGenerator<Found | Reject> {
  if (input === '-') {
    yield { path: '-', size: Number.POSITIVE_INFINITY };
    return;
  }
  const stats = statSync(input, { throwIfNoEntry: false });
  if (stats || !isDynamicPattern(input)) {
    yield* visit(input, new Map());
    return;
  }
  const paths = await glob(input, { expandDirectories: false });
  if (paths.length === 0) yield reject(input, null, null, 'not-found', 'the pattern matches no file');
  for (const path of paths.sort()) yield* visit(path, new Map());
}

/** `folders` maps the folders read so far (by device and inode) to their paths: each is walked once. */
function* visit(path: string, folders: Map<string, string>): Generator<Found | Reject> {
  let stats: Stats;
  let entries: Dirent[] = [];
  try {
    stats = statSync(path);
    if (stats.isDirectory()) entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    yield rejectFor(path, null, 0, error);
    return;
  }
  if (stats.isFile()) {
    yield { path, size: stats.size };
    return;
  }
  if (!stats.isDirectory()) {
    yield reject(path, null, null, 'unreadable', 'neither a file nor a folder');
    return;
  }
  const key = `${stats.dev}:${stats.ino}`;
  const earlier = folders.get(key);
  if (earlier !== undefined) {
    yield reject(
      path,
      null,
      null,
      'link-loop',
      `the link leads to a folder that is read already: ${earlier}`,
    );
    return;
  }
  folders.set(key, path);
  const names = entries.map((entry) => entry.name).filter((name) => !name.startsWith('.'));
  for (const name of names.sort()) yield* visit(join(path, name), folders);
}
