/**
 * One run at a time on an output folder: a lock that a dead process does not hold. Of a process on this machine the
 * system knows whether it lives; one on another machine shows it by touching the file every few seconds.
 */
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { EXIT, UserError } from '../errors.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in ticks since boot: a pid may be given again. Null where the system does not tell. */
  readonly began: string | null;
  readonly run: string;
  /** For people. */
  readonly since: string;
}

/** How often the lock is touched, in milliseconds. */
const TOUCH_EVERY = 15_000;
/** A lock of another machine that was not touched for so long is a dead process's. */
const DEAD_AFTER = 5 * 60_000;

export interface Lock {
  /** Throws a UserError where another run has taken the lock. */
  check(): void;
  release(): void;
}

/**
 * Takes the lock, also from a process that is dead. Throws a UserError with exit code 4 that names the holder.
 *
 * The file appears whole, with its holder in it, because it is linked to its place.
 */
export function takeLock(path: string, run: string): Lock {
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    began: beginOf(process.pid),
    run,
    since: new Date().toISOString(),
  };
  const text = `${JSON.stringify(mine)}\n`;
  const draft = `${path}.${run}`;
  writeDraft(draft, text);
  try {
    while (!link(draft, path)) {
      const held = read(path);
      if (held === null) continue;
      const holder = parse(held);
      // Both times are the file system's: the clocks of two machines may differ.
      const silence = modified(draft) - modified(path);
      if (holder && isAlive(holder, silence)) throw heldError(path, holder);
      takeAway(path, held, run);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const isMine = () => read(path) === text;
  const touching = setInterval(() => isMine() && touch(path), TOUCH_EVERY).unref();
  return {
    check: () => {
      const held = read(path);
      if (held !== text) throw heldError(path, held === null ? null : parse(held));
    },
    release: () => {
      clearInterval(touching);
      if (isMine()) rmSync(path, { force: true });
    },
  };
}

/** A run that ends may be removing the folder just now. */
function writeDraft(path: string, text: string): void {
  for (;;) {
    try {
      writeFileSync(path, text);
      return;
    } catch (error) {
      if (!isMissing(error)) throw error;
      mkdirSync(dirname(path), { recursive: true });
    }
  }
}

/** Removes a dead process's lock, unless another run has taken it over just before. */
function takeAway(path: string, dead: string, run: string): void {
  const aside = `${path}.${run}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if (read(aside) !== dead) link(aside, path);
  rmSync(aside, { force: true });
}

function heldError(path: string, holder: Holder | null): UserError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host} (run ${holder.run}, since ${holder.since})`
    : 'another run';
  const minutes = DEAD_AFTER / 60_000;
  const help =
    holder && holder.host !== hostname()
      ? `; if that run is dead, wait ${minutes} minutes or remove ${path}`
      : '';
  return new UserError(`the output folder is held by ${who}${help}`, EXIT.locked);
}

/** `silence` is how long ago the lock was touched, in milliseconds. */
function isAlive({ pid, host, began }: Holder, silence: number): boolean {
  if (host !== hostname()) return silence < DEAD_AFTER;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = beginOf(pid);
  return now === null || now === began;
}

/** The 22nd field of /proc/PID/stat; the name in the 2nd may hold spaces. */
function beginOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Milliseconds; now where the file is gone. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}

/** Writes the first byte again, so that the file system sets the time by its own clock. */
function touch(path: string): void {
  try {
    const file = openSync(path, 'r+');
    writeSync(file, '{', 0);
    closeSync(file);
  } catch {
    // Whether the lock is still ours is found out before the output is exchanged.
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const value = JSON.parse(text);
    return Number.isInteger(value?.pid) && typeof value.host === 'string' ? value : null;
  } catch {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
