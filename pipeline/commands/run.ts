/** `winnow run`: from inputs to an output folder, or to standard output. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { reader } from '../../stages/index.js';
import { EXIT, messageOf, UserError } from '../errors.js';
import { createLog, type Progress, showProgress } from '../report/log.js';
import { writeMetrics } from '../report/metrics.js';
import type { Report } from '../report/report.js';
import { summarize } from '../report/summary.js';
import { type RunRequest, runToFolder, runToStream } from '../run/run.js';
import { addConfigOptions, type ConfigFlags, configFrom } from './config-flags.js';

interface RunFlags extends ConfigFlags {
  readonly out: string;
  readonly workers?: string;
  readonly limit?: number;
  readonly force?: boolean;
  readonly metrics?: string;
}

export function register(program: Command): void {
  const command = program
    .command('run')
    .description('clean the inputs and write the results to a folder')
    .argument('<input...>', 'files, folders, globs, or - for standard input')
    .requiredOption('--out <folder>', 'where the results go; - writes the documents to standard output')
    .option('--workers <n>', 'worker threads; 0 works in the main thread')
    .option('--limit <n>', 'stop after this many documents', parseCount)
    .option('--force', 'compute everything, also what has not changed since the last run')
    .option('--metrics <file>', 'write metrics in Prometheus text format')
    .action(run);
  addConfigOptions(command);
}

async function run(inputs: readonly string[], flags: RunFlags): Promise<void> {
  if (flags.metrics !== undefined && !existsSync(dirname(flags.metrics))) {
    throw new UserError(`--metrics ${flags.metrics}: there is no folder ${dirname(flags.metrics)}`);
  }
  const id = randomUUID().slice(0, 8);
  const started = new Date();
  const writeEnd = async (exitCode: number, report: Report | null) => {
    if (flags.metrics === undefined) return;
    const seconds = (Date.now() - started.getTime()) / 1000;
    await writeMetrics(flags.metrics, { run: id, started, seconds, exitCode }, report);
  };
  try {
    const report = await runOnce(id, inputs, flags);
    await writeEnd(Number(process.exitCode ?? EXIT.done), report);
  } catch (error) {
    const failure = explainFailure(error, flags.out);
    const exitCode = failure instanceof UserError ? failure.exitCode : EXIT.internal;
    // Why the run failed matters more than why this could not be written.
    await writeEnd(exitCode, null).catch(() => {});
    throw failure;
  }
}

/** Gives the report of what went to a folder, and sets the exit code. */
async function runOnce(id: string, inputs: readonly string[], flags: RunFlags): Promise<Report | null> {
  const overrides = flags.workers === undefined ? [] : [`run.workers=${flags.workers}`];
  const config = await configFrom(flags, overrides);
  const log = await createLog(id);
  const stopping = stopOnSignal();
  if (flags.out !== '-') log.info({ inputs, out: flags.out }, 'run started');
  const progress = await showProgress(log, () => reader.measure(inputs));
  const request: RunRequest = {
    run: id,
    inputs,
    config,
    limit: flags.limit ?? Number.POSITIVE_INFINITY,
    force: flags.force ?? false,
    signal: stopping.signal,
    log,
    onProgress: ({ bytes, documents }) => progress.update(bytes, documents),
  };
  try {
    if (flags.out !== '-') return await toFolder(request, flags.out, progress);
    await toStandardOutput(request);
    return null;
  } finally {
    progress.stop();
    stopping.end();
    if (inputs.includes('-')) process.stdin.destroy();
  }
}

async function toFolder(request: RunRequest, out: string, progress: Progress): Promise<Report> {
  const { log } = request;
  const { report, exitCode, place, refused } = await runToFolder(request, out);
  progress.stop();
  const { documents, stories, rejects, hidden, batches, seconds } = report;
  const counts = { documents, stories, rejects: rejects.total, hidden: hidden.total };
  log.info({ ...counts, batches, seconds, out: place }, 'run done');
  for (const { gate, message } of report.failed_gates) {
    const kept = refused
      ? `; the last output stays, the new one is in ${place} (to take it: --set gates.on_failure=replace)`
      : '';
    log.error({ gate }, `quality gate failed: ${message}${kept}`);
  }
  process.stdout.write(summarize(report, place));
  process.exitCode = exitCode;
  return report;
}

async function toStandardOutput(request: RunRequest): Promise<void> {
  const { stdout } = process;
  let failure: NodeJS.ErrnoException | null = null;
  const stop = new AbortController();
  stdout.on('error', (error) => {
    failure = error;
    stop.abort();
  });
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const failed = await runToStream({ ...request, signal }, async (bytes) => {
    if (failure || stdout.write(bytes)) return;
    // It rejects where the stream fails, which is noted above.
    await once(stdout, 'drain', { signal: stop.signal }).catch(() => {});
  });
  if (!failure) await new Promise((resolve) => stdout.write('', resolve));
  // The reader of a pipe may stop early, as head does; that is no failure.
  if (failure && (failure as NodeJS.ErrnoException).code !== 'EPIPE') throw failure;
  if (request.signal.aborted) throw new UserError('interrupted', EXIT.interrupted);
  for (const { gate, message } of failed) request.log.error({ gate }, `quality gate failed: ${message}`);
  if (failed.length > 0) process.exitCode = EXIT.gate;
}

/** The first signal lets the run finish what is in flight; the second ends it at once. */
function stopOnSignal(): { readonly signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    end: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}

/** What stands in the way of writing, in words that say what to do. */
const OBSTACLES: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device; free some',
  EFBIG: 'the file may not grow any more; raise the limit on file sizes',
  EDQUOT: 'the disk quota is used up; free some space',
  EROFS: 'the file system is read-only; make it writable',
  EACCES: 'permission denied; make it writable',
  EIO: 'the device failed; check it',
};

/** A failure of the output's device in one line; anything else as it is. */
function explainFailure(error: unknown, out: string): unknown {
  const obstacle = OBSTACLES[(error as NodeJS.ErrnoException).code ?? ''];
  if (obstacle === undefined || error instanceof UserError) return error;
  const place = out === '-' ? 'standard output' : out;
  const rest = out === '-' ? '' : ' and run again: the output is as it was, and what is done is kept';
  return new UserError(`writing ${place}: ${obstacle}${rest} (${messageOf(error)})`, EXIT.internal);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('it must be a whole number from 1');
  return count;
}
