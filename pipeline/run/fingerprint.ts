/** What the output depends on besides the input: the program, the config, and the files that the stages read. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Config } from '../config/config.js';
import { isModule } from '../config/own-stage.js';
import { type ResourceKind, resourcePath, version } from '../resources.js';
import type { Resources } from '../stage.js';
import { hashCode } from './hash-code.js';

export interface Fingerprint {
  /** Version of the program and of Node, whose Unicode tables the stages use. */
  readonly version: string;
  /** SHA-256 of the code of the program, its packages and the user's own stages. */
  readonly code: string;
  /** Those options that change what comes out, by key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** SHA-256 of each file that a stage read. */
  readonly resources: Readonly<Record<string, string>>;
}

/** `used` names what the stages read when they were made, as `recordResources` does. */
export function fingerprintOf(config: Config, used: Iterable<string>): Fingerprint {
  const { run, gates: _, ...rest } = config;
  const hashes = [...used].sort().map((name) => [name, hashResource(name, config.models)]);
  return {
    version: `${version} node ${process.versions.node}`,
    code: hashCode(config.stages.filter(isModule)),
    config: { ...rest, run: { batch_bytes: run.batch_bytes } },
    resources: Object.fromEntries(hashes),
  };
}

/** The same resources, and the names of what is read through them. */
export function recordResources(resources: Resources): { resources: Resources; used: ReadonlySet<string> } {
  const used = new Set<string>();
  const noting =
    <T>(kind: ResourceKind, read: (name: string) => T) =>
    (name: string): T => {
      used.add(`${kind} ${name}`);
      return read(name);
    };
  return {
    used,
    resources: {
      lexicon: noting('lexicon', resources.lexicon),
      model: noting('model', resources.model),
      file: noting('file', resources.file),
    },
  };
}

function hashResource(name: string, models: string | null): string {
  const [kind, ...rest] = name.split(' ');
  const path = resourcePath(kind as ResourceKind, rest.join(' '), models ?? undefined);
  return existsSync(path) ? sha256(readFileSync(path)) : 'none';
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
