/** Reads a file of lines with the byte offsets of each, in little memory. */
import { open } from 'node:fs/promises';

export interface Line {
  /** Without its newline. */
  readonly text: string;
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset behind its newline. */
  readonly end: number;
}

/** The lines that end in `\n`; nothing where there is no such file. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!file) return;
  let rest: Uint8Array[] = [];
  let start = 0;
  for await (const part of file.createReadStream({ highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, from)) {
      const line = Buffer.concat([...rest, part.subarray(from, at)]);
      yield { text: line.toString('utf8'), start, end: start + line.length + 1 };
      start += line.length + 1;
      rest = [];
      from = at + 1;
    }
    if (from < part.length) rest.push(part.subarray(from));
  }
}
