/** Loads a user's own stage: the default export of a module that the config names by its path. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { messageOf, UserError } from '../errors.js';
import { packageRoot } from '../resources.js';
import type { Stage } from '../stage.js';

/** Whether an entry of `stages` is a path to a module, not a name. */
export function isModule(entry: string): boolean {
  return entry.includes('/') || entry.startsWith('.') || /\.[cm]?js$/.test(entry);
}

export function absoluteModule(entry: string, folder: string): string {
  return isModule(entry) ? resolve(folder, entry) : entry;
}

/** Throws a UserError where the module cannot be loaded, is no stage, or has one of the names that are taken. */
export async function importStage(path: string, taken: readonly string[]): Promise<Stage> {
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    throw new UserError(`stage ${path} cannot be loaded: ${explain(error)}`);
  }
  const stage = module.default as Partial<Stage> | undefined;
  if (typeof stage?.name !== 'string' || typeof stage.create !== 'function' || !stage.options) {
    throw new UserError(
      `stage ${path} must have a default export made with defineStage({name, summary, options, create})`,
    );
  }
  if (taken.includes(stage.name)) {
    throw new UserError(`stage ${path} is called ${stage.name}, a name that is taken; rename it`);
  }
  return stage as Stage;
}

/** What went wrong, where in the user's code, and what mends it where that is known. */
function explain(error: unknown): string {
  const message = messageOf(error);
  const missing = /Cannot find package '(winnow|zod)'/.exec(message)?.[1];
  if (missing === 'winnow') return `${message}; in its folder, say: npm link ${packageRoot}`;
  if (missing === 'zod') return `${message}; import { z } from 'winnow'`;
  const place = /file:\/\/\S+?:\d+(?::\d+)?/.exec((error as Error | undefined)?.stack ?? '');
  return place ? `${message} (at ${place[0].replace('file://', '')})` : message;
}
