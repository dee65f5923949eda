/** One run at a time on an output folder: a lock that a dead process does not hold. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { EXIT, UserError } from './errors.js';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in ticks since boot: a pid may be given again. Null where the system does not tell. */
  readonly began: string | null;
  readonly run: string;
  /** For people; nothing is decided by the clock. */
  readonly since: string;
}

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
      if (holder && isAlive(holder)) throw heldError(path, holder);
      takeAway(path, held, run);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    check: () => {
      const held = read(path);
      if (held !== text) throw heldError(path, held === null ? null : parse(held));
    },
    release: () => {
      if (read(path) === text) rmSync(path, { force: true });
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
      mkdirSync(dirname(path));
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
  const help = holder && holder.host !== hostname() ? `; if that run is dead, remove ${path}` : '';
  return new UserError(`the output folder is held by ${who}${help}`, EXIT.locked);
}

function isAlive({ pid, host, began }: Holder): boolean {
  // Nothing can be known of a process on another machine.
  if (host !== hostname()) return true;
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
