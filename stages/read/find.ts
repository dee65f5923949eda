/** Finds the files behind what the user named: files, folders, globs and standard input. */
import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { isReject, type Reject } from '../../pipeline/input.js';
import { reject, rejectFor } from './failure.js';

/** A file to read; `-` is standard input. */
export interface Found {
  readonly path: string;
  readonly size: number;
}

/** Told of each file or folder that is passed over since its name begins with a dot. */
export type OnHidden = (path: string) => void;

/**
 * The files of all inputs, in the order of the inputs; folders and globs in the order of their code units, hidden
 * names left out (`onHidden` is told of those in folders). What is not there, cannot be read, or is neither file nor
 * folder comes out as a reject in its place. A path that several inputs lead to comes out once.
 */
export async function* findFiles(
  inputs: readonly string[],
  onHidden: OnHidden = () => {},
): AsyncGenerator<Found | Reject> {
  const seen = new Set<string>();
  for (const input of inputs) {
    if (input === '-') {
      yield { path: '-', size: Number.POSITIVE_INFINITY };
      continue;
    }
    for await (const found of findInput(input, onHidden)) {
      if (inputs.length > 1 && !isReject(found)) {
        const path = resolve(found.path);
        if (seen.has(path)) continue;
        seen.add(path);
      }
      yield found;
    }
  }
}

async function* findInput(input: string, onHidden: OnHidden): AsyncGenerator<Found | Reject> {
  const stats = statSync(input, { throwIfNoEntry: false });
  if (stats || !isDynamicPattern(input)) {
    yield* visit(input, new Map(), onHidden);
    return;
  }
  const paths = await glob(input, { expandDirectories: false });
  if (paths.length === 0) yield reject(input, null, null, 'not-found', 'the pattern matches no file');
  for (const path of paths.sort()) yield* visit(path, new Map(), onHidden);
}

/**
 * `folders` maps the identities of folders that are not to be walked to the reason: each is walked once, and those around
 * the first one not at all, since they may hold anything, such as the output.
 */
function* visit(path: string, folders: Map<string, string>, onHidden: OnHidden): Generator<Found | Reject> {
  let stats: Stats;
  let entries: Dirent[] = [];
  try {
    stats = statSync(path);
    if (stats.isDirectory()) entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    yield isMisnamed(path, error)
      ? reject(path, null, null, 'unreadable', 'its name is not UTF-8: rename it (convmv renames many)')
      : rejectFor(path, null, 0, error);
    return;
  }
  if (stats.isFile()) {
    yield { path: path === '-' ? './-' : path, size: stats.size };
    return;
  }
  if (!stats.isDirectory()) {
    yield reject(path, null, null, 'unreadable', 'neither a file nor a folder');
    return;
  }
  if (folders.size === 0) {
    for (const around of foldersAround(path)) folders.set(around, 'it holds the input');
  }
  const key = identity(stats);
  const earlier = folders.get(key);
  if (earlier !== undefined) {
    yield reject(
      path,
      null,
      null,
      'link-loop',
      `the link leads to a folder that is not read here: ${earlier}`,
    );
    return;
  }
  folders.set(key, `${path} is read already`);
  for (const name of entries.map((entry) => entry.name).sort()) {
    if (name.startsWith('.')) onHidden(join(path, name));
    else yield* visit(join(path, name), folders, onHidden);
  }
}

/** Whether a file was not found since its name has bytes for which the program sees U+FFFD, and so cannot ask for it. */
function isMisnamed(path: string, error: unknown): boolean {
  return path.includes('\ufffd') && (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function identity({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** The identities of the folders that a folder is in, up to the root; none where they cannot be looked up. */
function foldersAround(folder: string): string[] {
  const around: string[] = [];
  try {
    for (let at = realpathSync(folder); at !== dirname(at); at = dirname(at)) {
      around.push(identity(statSync(dirname(at))));
    }
    return around;
  } catch {
    return [];
  }
}
