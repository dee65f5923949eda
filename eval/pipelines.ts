/** Pipelines for evaluation: one for each fold, with the models that did not see its pages. */
import { join } from 'node:path';
import { compose } from '../pipeline/compose.js';
import { loadConfig, stepsOf } from '../pipeline/config/config.js';
import { openResources, packageRoot } from '../pipeline/resources.js';
import type { Transform } from '../pipeline/stage.js';
import { foldResources } from '../training/fold-resources.js';
import { FOLDS } from '../training/wcxb.js';

/** Where training leaves the models of the folds. */
const FOLDS_FOLDER = join(packageRoot, '.cache/folds');

/** The shipped pipeline with overrides such as `deboilerplate.page=auto`. */
export async function openPipeline(
  set: readonly string[] = [],
  resources = openResources(),
): Promise<Transform> {
  return compose(await stepsOf(await loadConfig({ set })), resources);
}

/** A pipeline a fold; a model that was not kept for the fold is the shipped one. */
export function openFolds(set: readonly string[] = []): Promise<Transform[]> {
  return Promise.all(
    Array.from({ length: FOLDS }, (_, fold) =>
      openPipeline(set, foldResources(join(FOLDS_FOLDER, String(fold)))),
    ),
  );
}
