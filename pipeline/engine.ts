/** The run's loop: batches in, each computed or taken from a cache, written in order, a bounded number in flight. */
import { writer } from '../stages/index.js';
import type { Config } from './config/config.js';
import { isReject } from './input.js';
import { addCounts, type Counts, noCounts } from './report/counts.js';
import type { Batch } from './run/batch.js';
import type { Cache, CachedOutput } from './run/cache.js';
import { IdTable } from './run/ids.js';
import { inputsOf } from './run/manifest.js';
import type { NewOutput } from './run/output-folder.js';
import type { BatchResult } from './workers/process.js';
import type { Workers } from './workers/workers.js';

export interface Engine {
  readonly config: Config;
  readonly workers: Workers;
  /** Asked in this order. */
  readonly caches: readonly Cache[];
  /** Stop after this many documents. */
  readonly limit: number;
  /** Stop when this is aborted; what is in flight is finished and written. */
  readonly signal: AbortSignal;
  /** Takes each batch's output, in input order. */
  write(output: NewOutput): Promise<void>;
  /** Told after each batch what there is so far. */
  onProgress?(counts: Counts): void;
}

/** What a run did. */
export interface Totals {
  readonly counts: Counts;
  /** Documents that got another id, since theirs was taken: how many, and the first few new ids. */
  readonly renamed: { readonly total: number; readonly first: readonly string[] };
  readonly batches: { readonly computed: number; readonly copied: number };
  /** Milliseconds of work by stage in this run; `counts.ms` has that of copied batches as well. */
  readonly ms: Readonly<Record<string, number>>;
}

/** What a batch gave in one or the other way. */
type Made =
  | { readonly from: 'cache'; readonly output: CachedOutput }
  | { readonly from: 'work'; readonly result: BatchResult };

/** A batch that was read and is not written yet. */
interface Flight {
  readonly batch: Batch;
  /** Its bytes where a cache has its output; null where it is worked on. */
  readonly cached: number | null;
  readonly made: () => Promise<Made>;
}

/** Batches in flight for each thread: one that is worked on, one that waits, and room while the first is written. */
const FLIGHTS_PER_THREAD = 2;
/** So much is read ahead of a batch that is worked on, as long as no work is found in it. */
const WAITING_BYTES = 24 * 1024 * 1024;

const RENAMED_SHOWN = 20;

export async function cleanBatches(batches: AsyncIterable<Batch>, engine: Engine): Promise<Totals> {
  const { config, workers, caches, limit, write } = engine;
  const ids = new IdTable();
  const counts = noCounts();
  const worked = noCounts();
  const done = { computed: 0, copied: 0 };
  const renamed = { total: 0, first: [] as string[] };

  const compute = async ({ items }: Batch, most: number): Promise<Made> => ({
    from: 'work',
    result: await workers.run({ items, limit: most }),
  });

  const recall = async (batch: Batch): Promise<Made> => {
    for (const cache of caches) {
      const output = cache.has(batch.hash) ? await cache.read(batch.hash) : null;
      if (output) return { from: 'cache', output };
    }
    return compute(batch, limit);
  };

  /** Work begins at once; what a cache holds is read when it is written. */
  const begin = (batch: Batch): Flight => {
    if (caches.some((cache) => cache.has(batch.hash))) {
      return { batch, cached: sizeOf(batch), made: () => recall(batch) };
    }
    const made = compute(batch, limit);
    // Its turn to be awaited comes later; until then a failure must not count as unhandled.
    made.catch(() => {});
    return { batch, cached: null, made: () => made };
  };

  /** Gives the documents their final ids and writes them. */
  const land = async ({ batch, made: make }: Flight): Promise<void> => {
    let made = await make();
    const room = limit - counts.documents;
    // The last batch is cut short, in the same place whatever was in flight.
    if (countsOf(made).documents >= room) made = await compute(batch, room);
    const own = made.from === 'work' ? made.result.rows.ids : ownIds(made.output);
    const given = own.map((id) => ids.claim(id));
    // Ids are taken in another order than in the run that is copied from: rare, so simply done again.
    if (made.from === 'cache' && !isSame(given, writtenIds(made.output))) made = await compute(batch, limit);
    const output = made.from === 'cache' ? made.output : finish(batch, made.result, given, config);
    await write(output);
    addCounts(counts, output.entry.counts);
    for (const [index] of output.entry.renamed) {
      renamed.total++;
      if (renamed.first.length < RENAMED_SHOWN) renamed.first.push(given[index]!);
    }
    engine.onProgress?.(counts);
    if (made.from === 'cache') done.copied++;
    else {
      done.computed++;
      addCounts(worked, output.entry.counts);
    }
  };

  const flights: Flight[] = [];
  const isNextCached = () => typeof flights[0]?.cached === 'number';
  const isFull = () => {
    const working = flights.filter(({ cached }) => cached === null).length;
    const waiting = flights.reduce((sum, { cached }) => sum + (cached ?? 0), 0);
    return working > workers.threads * FLIGHTS_PER_THREAD || waiting > WAITING_BYTES;
  };
  for await (const batch of untilAborted(batches, engine.signal)) {
    flights.push(begin(batch));
    // What needs no work is written as soon as it is its turn.
    while (counts.documents < limit && (isNextCached() || isFull())) await land(flights.shift()!);
    if (counts.documents >= limit) break;
  }
  while (flights.length > 0 && counts.documents < limit) await land(flights.shift()!);
  return { counts, renamed, batches: done, ms: worked.ms };
}

function sizeOf({ items }: Batch): number {
  return items.reduce((sum, item) => sum + (isReject(item) ? 0 : item.bytes.length), 0);
}

function countsOf(made: Made): Counts {
  return made.from === 'cache' ? made.output.entry.counts : made.result.counts;
}

/** A computed batch as it is written: ids that were taken are replaced. */
function finish(
  batch: Batch,
  { rows, counts, complete }: BatchResult,
  given: readonly string[],
  config: Config,
): NewOutput {
  const renamed = rows.ids.flatMap((id, index) => (given[index] === id ? [] : [[index, id] as const]));
  const files = renamed.length === 0 ? rows.files : new Map(rows.files);
  for (const [name, lengths] of renamed.length === 0 ? [] : rows.lengths) {
    const bytes = rows.files.get(name)!;
    const parts: Uint8Array[] = [];
    let at = 0;
    for (const [index, length] of lengths.entries()) {
      const part = bytes.subarray(at, at + length);
      const id = given[index]!;
      parts.push(id === rows.ids[index] ? part : writer.rename(name, part, id, config.write));
      at += length;
    }
    (files as Map<string, Uint8Array>).set(name, Buffer.concat(parts));
  }
  const hash = complete ? batch.hash : null;
  return { entry: { hash, inputs: inputsOf(batch), renamed, counts }, files };
}

/** The ids as the records themselves have them. */
function ownIds(output: CachedOutput): string[] {
  const ids = writtenIds(output);
  for (const [index, id] of output.entry.renamed) ids[index] = id;
  return ids;
}

/** The ids in `documents.jsonl`: each line begins with its own. The rest of a line is not decoded. */
function writtenIds({ files }: CachedOutput): string[] {
  const { buffer, byteOffset, byteLength } = files.get('documents.jsonl') ?? new Uint8Array();
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const ids: string[] = [];
  for (let start = 0; start < bytes.length; start = bytes.indexOf(NEWLINE, start) + 1) {
    const from = start + ID_KEY.length;
    let end = from + 1;
    while (bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
    ids.push(JSON.parse(bytes.toString('utf8', from, end + 1)));
  }
  return ids;
}

const ID_KEY = '{"id":';
const [NEWLINE, QUOTE, BACKSLASH] = [0x0a, 0x22, 0x5c];

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Ends early when the signal says so, even while the next item is waited for. */
async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await nextUnlessAborted(iterator, signal);
      if (next === null || next.done) return;
      yield next.value;
    }
  } finally {
    // Not awaited: it may wait for input that never comes.
    void iterator.return?.()?.catch(() => {});
  }
}

/** Not a Promise.race, which would hold each item in memory until the signal comes. */
function nextUnlessAborted<T>(
  iterator: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(null);
    signal.addEventListener('abort', onAbort, { once: true });
    const done = iterator.next().finally(() => signal.removeEventListener('abort', onAbort));
    done.then(resolve, reject);
  });
}
