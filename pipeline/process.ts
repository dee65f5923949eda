/** The work on one batch: parse, run the stages on each document, serialize. Runs in a worker or in the main thread. */
import { reader, writer } from '../stages/index.js';
import { compose, StageError } from './compose.js';
import { type Config, stepsOf } from './config.js';
import { type Counts, countDocument, countReject, increase, noCounts } from './counts.js';
import type { Document } from './document.js';
import { type Chunk, isReject, type Reject } from './input.js';
import type { Rows } from './output.js';
import { openResources } from './resources.js';
import type { Resources } from './stage.js';

export type Item = Chunk | Reject;

/** A record that must not be tried again, since it stopped the worker before. */
export interface Skip {
  /** Which item of the batch, and which record of it (its position among those parsed). */
  readonly item: number;
  readonly position: number;
  readonly stage: string;
  readonly reason: 'timeout' | 'crash';
  readonly detail: string;
}

export interface Task {
  readonly items: readonly Item[];
  /** Stop after this many documents. */
  readonly limit: number;
  readonly skips: readonly Skip[];
}

export interface BatchResult {
  readonly rows: Rows;
  readonly counts: Counts;
  /** Whether the batch was read to its end: it was not cut short by the limit, and no record was skipped for time. */
  readonly complete: boolean;
}

/** Told before each step, so that someone can see where a worker hangs. */
export interface Watcher {
  record(item: number, position: number): void;
  stage(name: string): void;
}

export type Process = (task: Task) => BatchResult;

/** Loads the stages once; the function that comes out may be called for any number of batches. */
export async function createProcess(
  config: Config,
  resources: Resources = openResources(config.models ?? undefined),
  watcher?: Watcher,
): Promise<Process> {
  const sink = writer.createSink(config.write);
  let ms: Record<string, number> = {};
  const transform = await compose(await stepsOf(config), resources, {
    before: (stage) => watcher?.stage(stage),
    after: (stage, took) => increase(ms, stage, took),
  });

  const clean = (document: Document): Document | Reject => {
    try {
      return transform(document);
    } catch (error) {
      if (!(error instanceof StageError)) throw error;
      return rejectDocument(document, error.stage, 'stage-failed', error.message);
    }
  };

  return ({ items, limit, skips }) => {
    const counts = noCounts();
    ms = counts.ms;
    const add = (item: Document | Reject) => {
      const started = performance.now();
      sink.add(item);
      increase(ms, 'write', performance.now() - started);
      if (isReject(item)) countReject(counts, item);
      else countDocument(counts, item);
    };
    let complete = skips.every((s) => s.reason !== 'timeout');
    for (const [index, item] of items.entries()) {
      if (isReject(item)) {
        add(item);
        continue;
      }
      counts.bytes += item.bytes.length;
      for (const record of parseTimed(item, index, config, skips, ms, watcher)) {
        if (counts.documents >= limit) {
          complete = false;
          break;
        }
        add(isReject(record) ? record : clean(record));
      }
    }
    return { rows: sink.finish(), counts, complete };
  };
}

/** The records of a chunk. Those to be skipped come out as rejects, and the time of parsing is counted. */
function* parseTimed(
  chunk: Chunk,
  item: number,
  config: Config,
  skips: readonly Skip[],
  ms: Record<string, number>,
  watcher: Watcher | undefined,
): Generator<Document | Reject> {
  const records = reader.parse(chunk, config.read)[Symbol.iterator]();
  for (let position = 0; ; position++) {
    const skip = skips.find((s) => s.item === item && s.position === position);
    if (skip?.stage === 'read') {
      // The parser itself stopped here, so what follows in this chunk is out of reach.
      yield {
        source: chunk.path,
        record: position === 0 ? chunk.record : null,
        offset: chunk.offset,
        stage: 'read',
        reason: skip.reason,
        detail: `${skip.detail}; the chunk of ${chunk.bytes.length} bytes is given up from here`,
      };
      return;
    }
    watcher?.record(item, position);
    const started = performance.now();
    const next = records.next();
    increase(ms, 'read', performance.now() - started);
    if (next.done) return;
    const rejected = skip && !isReject(next.value);
    yield rejected
      ? rejectDocument(next.value as Document, skip.stage, skip.reason, skip.detail)
      : next.value;
  }
}

function rejectDocument({ origin }: Document, stage: string, reason: string, detail: string): Reject {
  return { source: origin.path, record: origin.record, offset: null, stage, reason, detail };
}
