/** Reads the data that stages work with: phrases and weights under `config/`, and files that the user names. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Resources } from './stage.js';

/** The folder that holds package.json: the same for the sources and for what is built from them. */
export const packageRoot = findPackageRoot();

/** Resources from the `config/` that ships; `models` is another folder of weights, for evaluation. */
export function openResources(models = join(packageRoot, 'config/models')): Resources {
  return {
    lexicon: (name) => parse(readFileSync(join(packageRoot, 'config/lexicons', `${name}.yaml`), 'utf8')),
    model: (name) => {
      const path = join(models, name);
      return existsSync(path) ? readFileSync(path) : null;
    },
    file: (path) => readFileSync(path),
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
