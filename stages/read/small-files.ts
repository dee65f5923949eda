import { readFile, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/** A read that takes longer than this, in milliseconds, waits for a disk or a network. */
const SLOW = 0.3;
/** How much of the mean the last read is. */
const WEIGHT = 1 / 16;
/** How many files are read in threads before it is looked again whether they are quick to read. */
const LOOK_AGAIN = 500;

// With a callback inside: `node:fs/promises` takes twice as long.
const readInThread = promisify(readFile);

/**
 * Reads small files whole. One that the system has in memory is read in less time than it takes to wake a thread, so it
 * is read at once; where files take longer, each is read in a thread, so that the caller can read many at a time.
 */
export class SmallFiles {
  /** Mean of the last reads that were done at once, in milliseconds. */
  private took = 0;
  private inThreads = 0;

  async read(path: string): Promise<Uint8Array> {
    if (this.took > SLOW) {
      if (++this.inThreads % LOOK_AGAIN === 0) this.took = 0;
      return readInThread(path);
    }
    const started = performance.now();
    try {
      return readFileSync(path);
    } finally {
      this.took += (performance.now() - started - this.took) * WEIGHT;
    }
  }
}
