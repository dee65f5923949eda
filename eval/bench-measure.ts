/** What benchmarks have in common: the pipeline as it ships, and CPU time. */
import { loadConfig, stepsOf } from '../pipeline/config/config.js';
import type { Document } from '../pipeline/document.js';
import { isReject } from '../pipeline/input.js';
import { openResources } from '../pipeline/resources.js';
import { reader } from '../stages/index.js';

export const config = await loadConfig();
export const steps = await stepsOf(config);
export const resources = openResources();
const parse = await reader.loadParse();

/** A text as the reader gives it to the stages; throws where it rejects the text. */
export function read(text: string): Document {
  const bytes = new TextEncoder().encode(text);
  const chunk = { path: 'bench.txt', format: 'text', record: 0, offset: 0, bytes };
  const [document] = parse(chunk, config.read);
  if (!document || isReject(document)) throw new Error(`the reader rejects the text: ${document?.detail}`);
  return document;
}

/**
 * Seconds of CPU that the work takes: the best of several runs. What ran before is collected first, but nothing between the
 * runs: with each full collection V8 also drops compiled code, and a long run meets one every second or two.
 */
export function measure(work: () => void, runs: number): number {
  let best = Number.POSITIVE_INFINITY;
  globalThis.gc?.();
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}
