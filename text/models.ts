/** Opens the trained weights, and says what mends it where they are missing or do not fit. */
import { readTrees, type Trees } from './trees.js';

/** Where the files of `config/models` come from. */
export interface Models {
  /** The bytes of a file; null where there is none of that name. */
  model(name: string): Uint8Array | null;
}

const REMEDY = 'make it with `make train`';

/** The bytes of a model; throws where it is missing. */
export function openModel(models: Models, name: string): Uint8Array {
  const bytes = models.model(name);
  if (!bytes) throw new Error(`config/models/${name} is missing: ${REMEDY}`);
  return bytes;
}

/** Trees over features of these names; throws where they are missing or were trained on others than the code computes. */
export function openTrees(models: Models, name: string, features: readonly string[]): Trees {
  const trees = readTrees(openModel(models, name));
  if (trees.features.join() !== features.join()) {
    throw new Error(`config/models/${name} was made for other features: ${REMEDY}`);
  }
  return trees;
}
