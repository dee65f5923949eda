/** Resources for pages of one fold: models that did not see them, where a folder has them, else the ones that ship. */
import { openResources } from '../pipeline/resources.js';
import type { Resources } from '../pipeline/stage.js';

export function foldResources(folder: string): Resources {
  const shipped = openResources();
  const own = openResources(folder);
  return { ...shipped, model: (name) => own.model(name) ?? shipped.model(name) };
}
