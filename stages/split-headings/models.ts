/** Opens the weights of the stages in this folder. */
import type { Resources } from '../../pipeline/stage.js';
import { readTrees, type Trees } from '../../text/trees.js';
import { WordTable } from './words.js';

/** A judge; throws where it is missing or was trained on other features than the code computes. */
export function openTrees(resources: Resources, name: string, features: readonly string[]): Trees {
  const trees = readTrees(read(resources, name));
  if (trees.features.join() !== features.join()) throw new Error(`config/models/${name} ${REMEDY}`);
  return trees;
}

/** The words that the training pages use; throws where the table is missing. */
export function openWordTable(resources: Resources): WordTable {
  return WordTable.read(read(resources, 'glue-words.json'));
}

const REMEDY = 'is missing or older than the code: make it with "make train"';

function read(resources: Resources, name: string): Uint8Array {
  const bytes = resources.model(name);
  if (!bytes) throw new Error(`config/models/${name} ${REMEDY}`);
  return bytes;
}
