/** What the output depends on besides the input: the program, the config, and the files that the stages read. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, isModule } from './config.js';
import { version } from './resources.js';
import type { Resources } from './stage.js';

export interface Fingerprint {
  /** Version of the program and of Node, whose Unicode tables the stages use. */
  readonly version: string;
  /** SHA-256 of the program's code, and of the user's own stages. */
  readonly code: string;
  /** Those options that change what comes out, by key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** SHA-256 of each file that a stage read. */
  readonly resources: Readonly<Record<string, string>>;
}

/** `used` is what the stages read when they were made. */
export function fingerprintOf(config: Config, used: ReadonlyMap<string, string>): Fingerprint {
  const { run, gates: _, ...rest } = config;
  return {
    version: `${version} node ${process.versions.node}`,
    code: hashCode(config.stages.filter(isModule)),
    config: { ...rest, run: { batch_bytes: run.batch_bytes } },
    resources: Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The same resources, and a record of what was read through them. */
export function recordResources(resources: Resources): {
  resources: Resources;
  used: ReadonlyMap<string, string>;
} {
  const used = new Map<string, string>();
  const note = (name: string, bytes: Uint8Array | string | null) => {
    used.set(name, bytes === null ? 'none' : sha256(bytes));
  };
  return {
    used,
    resources: {
      lexicon: (name) => {
        const value = resources.lexicon(name);
        note(`lexicon ${name}`, JSON.stringify(value));
        return value;
      },
      model: (name) => {
        const bytes = resources.model(name);
        note(`model ${name}`, bytes);
        return bytes;
      },
      file: (path) => {
        const bytes = resources.file(path);
        note(`file ${path}`, bytes);
        return bytes;
      },
    },
  };
}

/** What differs between the last run and this one, in words; null where nothing does. */
export function describeDifference(last: Fingerprint, now: Fingerprint): string | null {
  if (last.version !== now.version) return `version ${last.version} became ${now.version}`;
  if (last.code !== now.code) return 'the program or a stage of your own changed';
  const option = firstDifference(last.config, now.config, '');
  if (option) return `config ${option} changed`;
  const file = firstDifference(last.resources, now.resources, '');
  return file ? `${file} changed` : null;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The dotted key of the first value that is not the same. */
function firstDifference(a: unknown, b: unknown, key: string): string | null {
  if (JSON.stringify(a) === JSON.stringify(b)) return null;
  if (!isTree(a) || !isTree(b)) return key;
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[name], b[name], key ? `${key}.${name}` : name);
    if (found) return found;
  }
  return key;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The folder above this one holds all code of the program, in the sources as in what is built. */
function hashCode(modules: readonly string[]): string {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const hash = createHash('sha256');
  const add = (folder: string) => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) add(path);
      else if (/\.[jt]s$/.test(entry.name)) hash.update(readFileSync(path));
    }
  };
  for (const part of ['pipeline', 'stages', 'text']) add(join(root, part));
  for (const path of modules) hash.update(readFileSync(path));
  return hash.digest('hex');
}
