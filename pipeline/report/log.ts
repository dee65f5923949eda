/** Logs and what the user sees while a run works: JSON lines, or on a terminal a bar and plain lines. */
import pino, { type Logger } from 'pino';
import { printable } from './printable.js';

export type { Logger };

/** The log of a run, on standard error; every line has the run's id. On a terminal only the messages are shown. */
export async function createLog(run: string): Promise<Logger> {
  const stream = process.stderr.isTTY
    ? (await import('pino-pretty')).default({
        destination: 2,
        sync: true,
        hideObject: true,
        translateTime: 'HH:MM:ss',
      })
    : pino.destination({ dest: 2, sync: true });
  return pino(
    { base: { run }, timestamp: pino.stdTimeFunctions.isoTime, hooks: { logMethod: writePrintable } },
    stream,
  );
}

/** Names and messages may come from scraped text: its control characters must not reach the terminal. */
function writePrintable(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  method.apply(this, args.map(clean) as Parameters<pino.LogFn>);
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [printable(key), clean(part)]));
}

/** Shows how far a run is. */
export interface Progress {
  /** Bytes of input and documents done so far. */
  update(bytes: number, documents: number): void;
  stop(): void;
}

/** A bar with rate and time left on a terminal; else a line in the log now and then. */
export async function showProgress(log: Logger, measure: () => Promise<number>): Promise<Progress> {
  return process.stderr.isTTY ? showBar(await measure()) : logProgress(log);
}

const LOG_EVERY_MS = 30_000;

function logProgress(log: Logger): Progress {
  let last = performance.now();
  return {
    update(bytes, documents) {
      if (performance.now() - last < LOG_EVERY_MS) return;
      last = performance.now();
      log.info({ bytes, documents }, 'working');
    },
    stop() {},
  };
}

async function showBar(totalBytes: number): Promise<Progress> {
  const { SingleBar } = await import('cli-progress');
  const started = performance.now();
  const left = Number.isFinite(totalBytes) ? ' {bar} {percentage}% | {eta_formatted} left |' : '';
  const bar = new SingleBar({
    format: `cleaning${left} {megabytes} MB | {rate} MB/s | {documents} documents`,
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
    etaBuffer: 50,
  });
  const total = Number.isFinite(totalBytes) ? Math.max(totalBytes, 1) : 1;
  return {
    update(bytes, documents) {
      // Not before: what the log says at the start of a run has lines of its own.
      if (!bar.isActive) bar.start(total, 0, { megabytes: 0, rate: 0, documents: 0 });
      const seconds = (performance.now() - started) / 1000;
      const megabytes = bytes / 1e6;
      const shown = { megabytes: megabytes.toFixed(1), rate: (megabytes / seconds).toFixed(1), documents };
      bar.update(Math.min(bytes, bar.getTotal()), shown);
    },
    stop: () => bar.isActive && bar.stop(),
  };
}
