import { createReadStream } from 'node:fs';

const READ_BYTES = 1 << 20;

/** The lines of a file, without their newlines. Node's readline would also break them at U+2028, which JSON does not escape. */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const part of createReadStream(path, { encoding: 'utf8', highWaterMark: READ_BYTES })) {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
}
