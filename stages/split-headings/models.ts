import type { Resources } from '../../pipeline/stage.js';

/** The bytes of a model of ours; throws where it is missing. */
export function readModel(resources: Resources, name: string): Uint8Array {
  const bytes = resources.model(name);
  if (!bytes) throw new Error(`config/models/${name} is missing: make it with \`make train\``);
  return bytes;
}
