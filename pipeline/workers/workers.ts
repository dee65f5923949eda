/** The threads that do the work, and what becomes of a record that hangs or kills one. */
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Config } from '../config/config.js';
import { messageOf, UserError } from '../errors.js';
import { type BatchResult, createProcess, type Skip, type Task } from './process.js';
import { WATCH, type WatchedTask, type WorkerData } from './protocol.js';

export interface Workers {
  /** How many batches are worked on at once. */
  readonly threads: number;
  run(task: Omit<Task, 'skips'>): Promise<BatchResult>;
  close(): Promise<void>;
}

/** What the main thread and each worker take at their highest, with all stages, in megabytes (`make bench-memory`). */
const MAIN_MB = 140;
const WORKER_MB = 150;

/** One thread a core, but no more than there is memory for. */
export function threadsFor(megabytes: number): number {
  const room = Math.floor((megabytes - MAIN_MB) / WORKER_MB);
  return Math.max(1, Math.min(availableParallelism(), room));
}

/** How often a worker's progress is looked at, in milliseconds. */
const LOOK_EVERY = 100;

/** Work in the main thread: no time limit, and a stage that ends the process ends the run. */
export async function workHere(config: Config): Promise<Workers> {
  const work = await createProcess(config);
  return {
    threads: 1,
    run: async (task) => work({ ...task, skips: [] }),
    close: async () => {},
  };
}

/** Work in threads. A record that takes too long, or on which a thread dies, is rejected, and its batch done again. */
export function workInThreads(config: Config, stageNames: readonly string[], threads: number): Workers {
  const pool = new Piscina<WatchedTask, BatchResult>({
    filename: new URL('./worker.js', import.meta.url).href,
    // None starts before there is work: an unchanged input needs none.
    minThreads: 0,
    idleTimeout: Number.POSITIVE_INFINITY,
    maxThreads: threads,
    workerData: { config, stageNames } satisfies WorkerData,
    resourceLimits: { maxOldGenerationSizeMb: OLD_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
  });
  const limit = config.run.document_seconds * 1000;

  const attempt = async (task: Task): Promise<BatchResult | Skip> => {
    const watch = new Int32Array(new SharedArrayBuffer(WATCH.size * Int32Array.BYTES_PER_ELEMENT));
    watch[WATCH.item] = -1;
    const stop = new AbortController();
    const watchdog = watchFor(watch, limit, () => stop.abort());
    try {
      // The input is copied to the thread, not handed over: it is needed again if the thread dies.
      return await pool.run({ ...task, watch }, { signal: stop.signal });
    } catch (error) {
      const item = watch[WATCH.item]!;
      if (item < 0) throw error;
      const position = watch[WATCH.position]!;
      const stage = stageNames[watch[WATCH.stage]!]!;
      return stop.signal.aborted
        ? { item, position, stage, reason: 'timeout', detail: `took more than ${limit / 1000} seconds` }
        : { item, position, stage, reason: 'crash', detail: `the worker thread died: ${messageOf(error)}` };
    } finally {
      clearInterval(watchdog);
    }
  };

  const run = async (task: Omit<Task, 'skips'>): Promise<BatchResult> => {
    const skips: Skip[] = [];
    for (;;) {
      const result = await attempt({ ...task, skips });
      if (!('reason' in result)) return result;
      const again = skips.findIndex((s) => s.item === result.item && s.position === result.position);
      if (again < 0) skips.push(result);
      // Rejected already, and still a thread dies on it: then it is the parser that does.
      else if (skips[again]!.stage !== 'read') skips[again] = { ...result, stage: 'read' };
      else throw new UserError(result.detail, 1);
    }
  };
  return { threads, run, close: () => pool.destroy() };
}

/** Calls back once the worker has been on one record for `limit` milliseconds. */
function watchFor(watch: Int32Array, limit: number, onHang: () => void): NodeJS.Timeout {
  let ticks = 0;
  let since = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const seen = Atomics.load(watch, WATCH.ticks);
    if (seen === ticks && ticks > 0) {
      if (now - since > limit) onHang();
      return;
    }
    ticks = seen;
    since = now;
  }, LOOK_EVERY);
}

/** Room for the largest record; a thread that needs more dies, and the record is rejected. */
const OLD_HEAP_MB = 1024;
/** Small, so that threads which pass much text through stay small: half of the default, for a few percent of time. */
const YOUNG_HEAP_MB = 12;
