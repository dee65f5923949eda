/** Opens an input as a stream of bytes. */
import { createReadStream } from 'node:fs';
import { utf16Of } from './bytes.js';
import type { Bytes } from './decompress.js';
import type { Format } from './formats.js';
import { Gatherer } from './gather.js';

const READ_BYTES = 256 * 1024;
/** Enough to tell an encoding by, and to hold the header line of a CSV file. */
const HEAD_BYTES = 64 * 1024;

/** An input that is open: its decompressed bytes. */
export interface OpenInput {
  readonly path: string;
  readonly format: Format;
  readonly bytes: Bytes;
  /** The file that holds these very bytes, for formats that are not read from front to back; null where none does. */
  readonly file: string | null;
}

/** The bytes of a file as they stand in it; `-` is standard input. It is opened once they are asked for. */
export async function* openFile(path: string): Bytes {
  yield* path === '-' ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES });
}

/**
 * The bytes as they are, or in UTF-8 where they are UTF-16, whose line ends and brackets are no single bytes. The first
 * part is at least 64 KiB long unless the input is shorter.
 */
export async function* recodeUtf16(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const head = new Gatherer();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let isOpen = false;
  const recode = (part: Uint8Array, stream: boolean): Uint8Array =>
    decoder ? Buffer.from(decoder.decode(part, { stream }), 'utf8') : part;
  const openHead = () => {
    const first = head.take();
    const encoding = utf16Of(first);
    if (encoding) decoder = new TextDecoder(encoding);
    isOpen = true;
    return recode(first, true);
  };
  try {
    for await (const part of bytes) {
      if (isOpen) yield recode(part, true);
      else {
        head.add(part);
        if (head.length >= HEAD_BYTES) yield openHead();
      }
    }
  } catch (error) {
    // What was read before the input broke off counts.
    if (!isOpen) yield openHead();
    throw error;
  }
  if (!isOpen) yield openHead();
  yield recode(new Uint8Array(), false);
}
