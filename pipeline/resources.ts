/** Reads the data that stages work with: phrases and weights under `config/`, and files that the user names. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Resources } from './stage.js';

/** The folder that holds package.json: the same for the sources and for what is built from them. */
export const packageRoot = findPackageRoot();

export type ResourceKind = keyof Resources;

const shippedModels = join(packageRoot, 'config/models');

/** The file that a resource is. */
export function resourcePath(kind: ResourceKind, name: string, models = shippedModels): string {
  if (kind === 'lexicon') return join(packageRoot, 'config/lexicons', `${name}.yaml`);
  return kind === 'model' ? join(models, name) : name;
}

/** Resources from the `config/` that ships; `models` is another folder of weights, for evaluation. */
export function openResources(models = shippedModels): Resources {
  return {
    lexicon: (name) => parse(readFileSync(resourcePath('lexicon', name), 'utf8')),
    model: (name) => {
      const path = resourcePath('model', name, models);
      return existsSync(path) ? readFileSync(path) : null;
    },
    file: readNamedFile,
  };
}

/** A file that the user named. */
function readNamedFile(path: string): Uint8Array {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  return readFileSync(path);
}

/**
 * The same resources until `end` is called; then they throw. What a stage reads later than it is made would not be known
 * to the cache of earlier output.
 */
export function lendResources(resources: Resources): { readonly resources: Resources; end(): void } {
  let ended = false;
  const until =
    <T>(read: (name: string) => T) =>
    (name: string): T => {
      if (ended) throw new Error(`${name} is read too late: a stage reads its files in create`);
      return read(name);
    };
  return {
    resources: {
      lexicon: until(resources.lexicon),
      model: until(resources.model),
      file: until(resources.file),
    },
    end: () => {
      ended = true;
    },
  };
}

function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json not found above the program');
    folder = parent;
  }
  return folder;
}

/** The version in package.json. */
export const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version;
