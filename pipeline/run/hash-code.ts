/** The hash of all code that the output depends on. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../resources.js';

/** What names the packages in use: those that are asked for, and those that npm has installed here. */
const PACKAGES = ['package.json', 'node_modules/.package-lock.json'];

/**
 * SHA-256 of the program, the packages that it uses, and the user's own stages (`modules` are their paths) with what
 * they import by relative paths. Packages that a user's own stage imports are not in it.
 */
export function hashCode(modules: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string) => hash.update(readFileSync(path));
  for (const path of PACKAGES.map((name) => join(packageRoot, name))) if (existsSync(path)) add(path);
  // The same in the sources as in what is built.
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const part of ['pipeline', 'stages', 'text'])
    for (const path of codeBelow(join(root, part))) add(path);
  for (const path of withImports(modules)) add(path);
  return hash.digest('hex');
}

function codeBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return codeBelow(path);
    return /\.[jt]s$/.test(entry.name) ? [path] : [];
  });
}

/** A relative path in an import, an export from, or a require. */
const IMPORT = /\b(?:from|import|require)\s*(?:\(\s*)?['"](\.{1,2}\/[^'"\n]+)['"]/g;

/** The modules and all that they import by relative paths, each once. */
function withImports(modules: readonly string[]): Iterable<string> {
  const found = new Set(modules);
  // A set gives what is added to it while it is walked.
  for (const path of found) {
    const { resolve } = createRequire(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(IMPORT)) {
      try {
        found.add(resolve(name!));
      } catch {
        // In a comment or a string: the program itself has loaded all that there is.
      }
    }
  }
  return found;
}
