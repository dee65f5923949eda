/** A run: inputs to an output folder, with everything around the work itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { reader, writer } from '../../stages/index.js';
import { compose, explainStageError } from '../compose.js';
import { type Config, stepsOf } from '../config/config.js';
import { cleanBatches, type Engine, type Totals } from '../engine.js';
import { EXIT, type ExitCode, UserError } from '../errors.js';
import type { Reject } from '../input.js';
import type { Counts } from '../report/counts.js';
import { failedGates } from '../report/gates.js';
import type { Logger } from '../report/log.js';
import { count } from '../report/printable.js';
import {
  compare,
  figuresOf,
  type GateFailure,
  type Hidden,
  type Report,
  readReport,
} from '../report/report.js';
import { openResources } from '../resources.js';
import { threadsFor, type Workers, workHere, workInThreads } from '../workers/workers.js';
import { cutBatches } from './batch.js';
import { type Cache, openCache } from './cache.js';
import { describeDifference, type Fingerprint, fingerprintOf, recordResources } from './fingerprint.js';
import { exchange, type Folders, forget, prepareFolders, recover, refuse } from './folders.js';
import { takeLock } from './lock.js';
import { MANIFEST, readFingerprint } from './manifest.js';
import { OutputFolder, REPORT } from './output-folder.js';

export interface RunRequest {
  /** A word that names this run in logs and reports. */
  readonly run: string;
  readonly inputs: readonly string[];
  readonly config: Config;
  /** Stop after this many documents. */
  readonly limit: number;
  /** Compute everything, whatever there is from earlier runs. */
  readonly force: boolean;
  /** Finish what is in flight and stop. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly onProgress: (counts: Counts) => void;
}

export interface RunResult {
  readonly report: Report;
  readonly exitCode: ExitCode;
  /** Where the output is. */
  readonly place: string;
  /** A gate failed, and the last output stays. */
  readonly refused: boolean;
}

/** The files of an output. */
const FILES = [MANIFEST, REPORT, ...writer.files];

/**
 * Cleans the inputs into the folder `out`, which stays as it is until all is done. Throws a UserError where that is not
 * possible; what is done by then serves the next run.
 */
export async function runToFolder(request: RunRequest, out: string): Promise<RunResult> {
  const folders = await prepareFolders(out, request.inputs);
  const lock = takeLock(folders.lock, request.run);
  try {
    await recover(folders, FILES);
    return await runLocked(request, folders, lock.check);
  } finally {
    lock.release();
    await folders.tidy();
  }
}

/** Cleans the inputs and hands each batch's documents to `write`; for pipes. Gives the gates that do not hold. */
export async function runToStream(
  request: RunRequest,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<readonly GateFailure[]> {
  const { config, inputs, limit, run, signal } = request;
  await checkStages(config);
  const started = new Date();
  const workers = await startWorkers(config);
  try {
    const totals = await clean(request, workers, [], async ({ files }) => {
      for (const line of Buffer.from(files.get('rejects.jsonl') ?? '')
        .toString()
        .split('\n')) {
        if (line !== '') logReject(request.log, JSON.parse(line));
      }
      const documents = files.get('documents.jsonl');
      if (documents) await write(documents);
    });
    if (signal.aborted) return [];
    // A pipe may be empty; files that are not there are a mistake.
    const nothing = inputs.includes('-') ? null : nothingRead(totals, inputs);
    if (nothing) throw nothing;
    const { hidden } = totals;
    const facts = { run, inputs, hidden, limit, started, seconds: 0, sitePages: config.gates.site_pages };
    return failedGates(figuresOf(totals, facts), null, config.gates);
  } finally {
    await workers.close();
  }
}

function logReject(log: Logger, reject: Reject): void {
  const { source, record, reason, detail } = reject;
  const where = record === null ? source : `${source}, record ${record}`;
  log.warn(reject, `rejected: ${where}: ${reason}: ${detail}`);
}

async function runLocked(request: RunRequest, folders: Folders, checkLock: () => void): Promise<RunResult> {
  const { config, log, inputs, limit, run } = request;
  const started = new Date();
  const clock = performance.now();
  const headers = writer.headers(config.write);
  const now = await fingerprint(config, folders);
  const workers = await startWorkers(config);
  const caches = await openCaches(request, folders, now, [...headers.keys()]);
  let folder: OutputFolder | null = null;
  try {
    const opened = await OutputFolder.open(folders, now, headers, request.force);
    folder = opened;
    const { resumable: batches } = folder;
    if (batches > 0)
      log.info({ batches }, `taking over ${count(batches, 'batch', 'batches')} of a stopped run`);
    const totals = await clean(request, workers, caches, (output) => opened.append(output));
    if (request.signal.aborted) {
      throw new UserError('interrupted; what is done is kept for the next run', EXIT.interrupted);
    }
    const nothing = nothingRead(totals, inputs);
    if (nothing) {
      await folder.discard();
      throw nothing;
    }
    const facts = {
      run,
      inputs,
      hidden: totals.hidden,
      limit,
      started,
      seconds: (performance.now() - clock) / 1000,
      sitePages: config.gates.site_pages,
    };
    const figures = figuresOf(totals, facts);
    const last = readReport(join(folders.out, REPORT));
    const compared = last && compare(figures, last);
    const failed = failedGates(figures, compared, config.gates);
    const report: Report = { ...figures, compared, failed_gates: failed };
    checkLock();
    if (failed.length === 0 && writer.isPlain(config.write) && (await folder.isUnchanged())) {
      await folder.keep(report);
      await forget(folders);
      return { report, exitCode: EXIT.done, place: folders.out, refused: false };
    }
    await folder.finish(report);
    folder = null;
    // Before more memory is needed.
    await workers.close();
    await writer.derive(folders.next, config.write);
    checkLock();
    const exitCode = failed.length > 0 ? EXIT.gate : EXIT.done;
    if (failed.length > 0 && isOutput(folders.out) && config.gates.on_failure === 'keep') {
      await refuse(folders);
      return { report, exitCode, place: folders.refused, refused: true };
    }
    await exchange(folders, FILES);
    return { report, exitCode, place: folders.out, refused: false };
  } finally {
    await folder?.leave();
    await Promise.all([workers.close(), ...caches.map((cache) => cache.close())]);
  }
}

const HIDDEN_SHOWN = 20;

async function clean(
  request: RunRequest,
  workers: Workers,
  caches: readonly Cache[],
  write: Engine['write'],
): Promise<Totals & { readonly hidden: Hidden }> {
  const { inputs, config, limit, signal, onProgress } = request;
  const hidden = { total: 0, first: [] as string[] };
  const chunks = reader.cut(inputs, config.read, config.run.batch_bytes, (path) => {
    if (hidden.total++ < HIDDEN_SHOWN) hidden.first.push(path);
  });
  const batches = cutBatches(chunks, config.run.batch_bytes);
  const totals = await cleanBatches(batches, { config, workers, caches, limit, signal, write, onProgress });
  return { ...totals, hidden };
}

async function startWorkers(config: Config): Promise<Workers> {
  const threads = config.run.workers ?? threadsFor(config.run.memory_mb);
  if (threads === 0) return workHere(config);
  const names = (await stepsOf(config)).map((step) => step.stage.name);
  return workInThreads(config, ['read', ...names, 'write'], threads);
}

/**
 * What the output depends on. Where nothing has changed since the last run, the stages need not be made to know what
 * they read; else they are, and a UserError is thrown where that fails.
 */
async function fingerprint(config: Config, { out }: Folders): Promise<Fingerprint> {
  const last = await readFingerprint(join(out, MANIFEST));
  const same = last && fingerprintOf(config, Object.keys(last.resources));
  if (same && describeDifference(last, same) === null) return same;
  return fingerprintOf(config, await checkStages(config));
}

/** Makes the stages once, and says what they read; throws a UserError where one cannot be made. */
async function checkStages(config: Config): Promise<ReadonlySet<string>> {
  const { resources, used } = recordResources(openResources(config.models ?? undefined));
  try {
    await compose(await stepsOf(config), resources);
  } catch (error) {
    throw explainStageError(error);
  }
  return used;
}

/** Whether there is an output to keep: without its report nothing can be compared, but it is one all the same. */
function isOutput(folder: string): boolean {
  return existsSync(join(folder, MANIFEST));
}

async function openCaches(
  { force, log }: RunRequest,
  { next, out, previous, refused }: Folders,
  now: Fingerprint,
  names: readonly string[],
): Promise<Cache[]> {
  if (force) {
    log.info({ folder: out }, 'computed anew: --force');
    return [];
  }
  const caches: Cache[] = [];
  // What a stopped run wrote comes first: it is in its place already.
  for (const folder of [next, out, previous, refused]) {
    const cache = await openCache(folder, now, names);
    if ('read' in cache) caches.push(cache);
    else if (cache.reason) log.info({ folder }, `computed anew: ${cache.reason}`);
  }
  return caches;
}

/** The error of a run that read nothing: its output never takes the place of one of something. */
function nothingRead(
  { counts, hidden }: Totals & { readonly hidden: Hidden },
  inputs: readonly string[],
): UserError | null {
  const { 'not-found': missing = 0, ...others } = counts.rejects;
  if (counts.documents > 0 || Object.keys(others).length > 0 || counts.bytes > 0) return null;
  const isPiped = inputs.length === 1 && inputs[0] === '-';
  const none = hidden.total > 0 ? 'nothing but hidden files in it' : 'no files in it';
  const why = missing > 0 ? 'not found' : isPiped ? 'nothing came through the pipe' : none;
  return new UserError(`nothing to read: ${inputs.join(', ')} (${why}); the output stays as it was`);
}
