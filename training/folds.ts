/** The models of the folds: each learnt from all pages but those of one fold, so that what it says of them is honest. */
import { join } from 'node:path';
import { openResources, packageRoot } from '../pipeline/resources.js';
import type { Resources } from '../pipeline/stage.js';

/** Where training leaves the models of the folds, and finds those that other models need. */
export const FOLDS_FOLDER = join(packageRoot, '.cache/folds');

/** Resources with the models of a fold; a model that was not kept for it is the one that ships. */
export function foldResources(fold: number): Resources {
  const shipped = openResources();
  const own = openResources(join(FOLDS_FOLDER, `${fold}`));
  return { ...shipped, model: (name) => own.model(name) ?? shipped.model(name) };
}
