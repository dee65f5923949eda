/** What passes between the main thread and its workers. */
import type { Config } from '../config/config.js';
import type { Task } from './process.js';

/** What the main thread looks at to see where a worker is. */
export const WATCH = { item: 0, position: 1, stage: 2, ticks: 3, size: 4 } as const;

export interface WatchedTask extends Task {
  /** Over shared memory, with a place for each of WATCH. */
  readonly watch: Int32Array<SharedArrayBuffer>;
}

export interface WorkerData {
  readonly config: Config;
  /** `read`, the stages in order, `write`: WATCH.stage is an index into it. */
  readonly stageNames: readonly string[];
}
