/** The work on one batch: parse, run the stages on each document, serialize. Runs in a worker or in the main thread. */
import { reader, writer } from '../../stages/index.js';
import { compose, StageError } from '../compose.js';
import { type Config, stepsOf } from '../config/config.js';
import type { Document } from '../document.js';
import { type Chunk, isReject, type Reject } from '../input.js';
import type { Rows } from '../output.js';
import { type Counts, countDocument, countReject, increase, noCounts } from '../report/counts.js';
import { printable } from '../report/printable.js';
import { openResources } from '../resources.js';

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
  readonly items: readonly (Chunk | Reject)[];
  /** Stop after this many documents. */
  readonly limit: number;
  readonly skips: readonly Skip[];
}

export interface BatchResult {
  readonly rows: Rows;
  readonly counts: Counts;
  /** The output is that of the whole batch, and would be again: no limit cut it short, no record ran out of time. */
  readonly complete: boolean;
}

/** Told before each step, so that someone can see where a worker hangs. */
export interface Watcher {
  record(item: number, position: number): void;
  stage(name: string): void;
}

export type Process = (task: Task) => BatchResult;

/** Loads the stages once; the function that comes out may be called for any number of batches. */
export async function createProcess(config: Config, watcher?: Watcher): Promise<Process> {
  const parse = await reader.loadParse();
  let ms: Record<string, number> = {};
  const transform = await compose(await stepsOf(config), openResources(config.models ?? undefined), {
    before: (stage) => watcher?.stage(stage),
    after: (stage, took) => increase(ms, stage, took),
  });

  const clean = (document: Document): Document | Reject => {
    try {
      return transform(document);
    } catch (error) {
      if (!(error instanceof StageError)) throw error;
      return rejectDocument(document, error.stage, 'stage-failed', printable(error.message));
    }
  };

  return (task) => {
    const sink = writer.createSink(config.write);
    const counts = noCounts();
    ms = counts.ms;
    let complete = task.skips.every((s) => s.reason !== 'timeout');
    for (const record of parseItems(task, (chunk) => parse(chunk, config.read), counts, watcher)) {
      if (counts.documents >= task.limit) {
        complete = false;
        break;
      }
      const result = isReject(record) ? record : clean(record);
      const started = performance.now();
      watcher?.stage('write');
      sink.add(result);
      increase(ms, 'write', performance.now() - started);
      if (isReject(result)) countReject(counts, result);
      else countDocument(counts, result);
    }
    return { rows: sink.finish(), counts, complete };
  };
}

/** The records of all items, with the time that parsing takes and the bytes counted. */
function* parseItems(
  { items, skips }: Task,
  parse: (chunk: Chunk) => Iterable<Document | Reject>,
  counts: Counts,
  watcher: Watcher | undefined,
): Generator<Document | Reject> {
  for (const [index, item] of items.entries()) {
    if (isReject(item)) {
      yield item;
      continue;
    }
    counts.bytes += item.bytes.length;
    const own = skips.filter((s) => s.item === index);
    const records = parseChunk(item, parse(item), own, (position) => watcher?.record(index, position));
    for (;;) {
      const started = performance.now();
      const next = records.next();
      increase(counts.ms, 'read', performance.now() - started);
      if (next.done) break;
      yield next.value;
    }
  }
}

/** The records of a chunk; those to be skipped come out as rejects. */
function* parseChunk(
  chunk: Chunk,
  parsed: Iterable<Document | Reject>,
  skips: readonly Skip[],
  onRecord: (position: number) => void,
): Generator<Document | Reject> {
  const records = parsed[Symbol.iterator]();
  for (let position = 0; ; position++) {
    const skip = skips.find((s) => s.position === position);
    if (skip?.stage === 'read') {
      // The parser itself stopped here, so what follows in this chunk is out of reach.
      const { reason, detail } = skip;
      const record = position === 0 ? chunk.record : null;
      yield {
        source: chunk.path,
        record,
        offset: chunk.offset,
        stage: 'read',
        reason,
        detail: `${detail}; what follows in these ${chunk.bytes.length} bytes is given up`,
      };
      return;
    }
    onRecord(position);
    const next = records.next();
    if (next.done) return;
    const { value } = next;
    yield skip && !isReject(value) ? rejectDocument(value, skip.stage, skip.reason, skip.detail) : value;
  }
}

function rejectDocument({ origin }: Document, stage: string, reason: string, detail: string): Reject {
  return { source: origin.path, record: origin.record, offset: null, stage, reason, detail };
}
