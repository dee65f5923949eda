/**
 * The folders of an output, and the exchange of the old output for the new.
 *
 * Beside `NAME` stands `.NAME.winnow/` with `lock`, `next` (what is being written), `previous` (what a killed run wrote
 * for inputs that have changed since), `refused` (output that a quality gate refused) and `last` (the old output, for
 * the moment of the exchange). They are on the same file system, so a rename is all that it takes.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { messageOf, UserError } from '../errors.js';
import { MANIFEST } from './manifest.js';

export interface Folders {
  readonly out: string;
  readonly work: string;
  readonly lock: string;
  readonly next: string;
  readonly previous: string;
  readonly refused: string;
  readonly last: string;
  /** Removes the work folder where nothing is left in it. */
  tidy(): Promise<void>;
}

/** Finds out where the output of these inputs goes and makes the work folder. Throws a UserError where it cannot go there. */
export async function prepareFolders(path: string, inputs: readonly string[]): Promise<Folders> {
  const out = await realPathOf(path);
  const work = join(dirname(out), `.${basename(out)}.winnow`);
  if (isWithin(process.cwd(), out)) {
    throw new UserError(
      `--out ${path}: the working folder would be replaced; name a folder in it, such as clean`,
    );
  }
  if (existsSync(out)) await checkOutput(path, out);
  await refuseOverlap(inputs, out);
  try {
    makeFolder(work);
    accessSync(work, constants.W_OK);
  } catch (error) {
    throw new UserError(`--out ${path}: cannot write beside it (${messageOf(error)}); choose another folder`);
  }
  const inWork = (name: string) => join(work, name);
  return {
    out,
    work,
    lock: inWork('lock'),
    next: inWork('next'),
    previous: inWork('previous'),
    refused: inWork('refused'),
    last: inWork('last'),
    tidy: () => rmdir(work).catch(() => {}),
  };
}

/**
 * Throws a UserError where an input stands in the output folder, which every run replaces, or the output folder in an
 * input, where the next run would read it.
 */
async function refuseOverlap(inputs: readonly string[], out: string): Promise<void> {
  for (const input of inputs) {
    if (input === '-') continue;
    const isPattern = !existsSync(input) && isDynamicPattern(input);
    const paths = isPattern ? await glob(input, { expandDirectories: false }) : [input];
    for (const path of paths) {
      const real = await realPathOf(path);
      if (isWithin(real, out)) {
        throw new UserError(`input ${path} is in the output folder, which is replaced; choose another --out`);
      }
      if (isWithin(out, real)) {
        throw new UserError(
          `--out ${out} is in the input ${input}, so that the next run would read it; choose a folder outside`,
        );
      }
    }
  }
}

/** Undoes or finishes an exchange that was broken off, so that the output is whole. `names` as for `exchange`. */
export async function recover({ out, last }: Folders, names: readonly string[]): Promise<void> {
  if (!existsSync(last)) return;
  if (existsSync(out)) await dropLast(out, last, names);
  else await rename(last, out);
}

/** Makes `next` the output. `names` are the files of an output; any other file of the old one stays. */
export async function exchange(folders: Folders, names: readonly string[]): Promise<void> {
  const { out, next, last } = folders;
  await sync(next);
  // One right behind the other: between the two there is no output folder.
  if (existsSync(out)) renameSync(out, last);
  renameSync(next, out);
  await sync(dirname(out));
  await dropLast(out, last, names);
  await forget(folders);
}

/** Removes what earlier runs left beside a good output. */
export async function forget({ next, previous, refused }: Folders): Promise<void> {
  for (const folder of [next, previous, refused]) await rm(folder, { recursive: true, force: true });
}

/** Puts `next` where refused output goes. */
export async function refuse({ next, refused }: Folders): Promise<void> {
  await rm(refused, { recursive: true, force: true });
  await rename(next, refused);
}

async function dropLast(out: string, last: string, names: readonly string[]): Promise<void> {
  if (!existsSync(last)) return;
  for (const name of await readdir(last)) {
    if (!names.includes(name) && !existsSync(join(out, name)))
      await rename(join(last, name), join(out, name));
  }
  await rm(last, { recursive: true });
}

async function checkOutput(path: string, out: string): Promise<void> {
  if (!statSync(out).isDirectory()) throw new UserError(`--out ${path}: is a file; name a folder`);
  if (isMountPoint(out)) {
    throw new UserError(`--out ${path}: is a mount point, which cannot be replaced; name a folder in it`);
  }
  try {
    accessSync(out, constants.W_OK);
  } catch (error) {
    throw new UserError(`--out ${path}: cannot be written (${messageOf(error)})`);
  }
  const visible = (await readdir(out)).filter((name) => !name.startsWith('.'));
  if (visible.length > 0 && !visible.includes(MANIFEST)) {
    throw new UserError(
      `--out ${path}: holds files that no run wrote (${visible[0]}); name an empty or a new folder`,
    );
  }
}

function isMountPoint(folder: string): boolean {
  if (statSync(folder).dev !== statSync(dirname(folder)).dev) return true;
  try {
    // The fifth field is the mount point, its spaces written as \040.
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
    return mounts.some((line) => line.split(' ')[4]?.replaceAll('\\040', ' ') === folder);
  } catch {
    return false;
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

/** The path with its links followed, as far as it is there. */
async function realPathOf(path: string): Promise<string> {
  const whole = resolve(path);
  const parent = dirname(whole);
  return realpath(whole).catch(async () =>
    parent === whole ? whole : join(await realPathOf(parent), basename(whole)),
  );
}

/** One folder at a time: Node's own recursion does not end where a file system refuses folders as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may be making it at the same time.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Makes sure that renames in a folder outlive a power cut. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
