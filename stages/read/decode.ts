/** Bytes to text: byte order mark, declared encoding, valid UTF-8, else what the content looks like. */
import { isUtf8 } from 'node:buffer';
import { ReadError } from './failure.js';

export interface Decoded {
  readonly text: string;
  /** The name of the encoding, lower case. */
  readonly encoding: string;
}

/** `declared` is what the user or the format says of the encoding, null where neither does. */
export function decode(bytes: Uint8Array, declared: string | null): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return decodeAs(buffer, 'utf-16le');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeAs(buffer, 'utf-16be');
  if (isUtf8(buffer) && (declared === null || declared === 'utf-8')) {
    const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
    return { text: buffer.toString('utf8', start), encoding: 'utf-8' };
  }
  return decodeAs(buffer, declared ?? 'windows-1252');
}

function decodeAs(bytes: Uint8Array, encoding: string): Decoded {
  const decoder = openDecoder(encoding);
  try {
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    throw new ReadError('bad-encoding', `not valid ${decoder.encoding}`);
  }
}

function openDecoder(encoding: string) {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new ReadError('bad-encoding', `no such encoding: ${encoding}`);
  }
}
