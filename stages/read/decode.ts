/** Bytes to text: byte order mark, declared encoding, valid UTF-8, else what the content looks like. */
import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import { binaryKind, hasUtf8Mark, utf16Of } from './bytes.js';
import { isEncoding, standardName } from './encodings.js';
import { ReadError } from './failure.js';

export interface Decoded {
  readonly text: string;
  /** The encoding's name in the Encoding Standard where it is there, else in iconv; lower case. */
  readonly encoding: string;
}

export interface DecodeOptions {
  /** What the user says of the encoding; `auto` for nothing. */
  readonly encoding: string;
  readonly replace_invalid: boolean;
}

const SAMPLE_BYTES = 64 * 1024;
/** Below this, chardet's best guess (0 to 100) is no better than the encoding of most old scrapes. */
const LEAST_CONFIDENCE = 20;
/** What is found as an ISO encoding is its Windows superset in practice. */
const SUPERSETS: Readonly<Record<string, string>> = {
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
};

/**
 * `declared` is what the format says of the encoding, null where it does not. Throws a ReadError where the bytes are
 * no text, or no valid text in any encoding that is likely.
 */
export function decode(bytes: Uint8Array, declared: string | null, options: DecodeOptions): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (hasUtf8Mark(buffer)) return decodeAs(buffer, 'utf-8', options);
  const nul = buffer.indexOf(0);
  const utf16 = nul >= 0 || buffer[0]! >= 0xfe ? utf16Of(buffer) : null;
  if (utf16) return decodeAs(buffer, utf16, options);
  const kind = binaryKind(buffer);
  if (kind) throw new ReadError('binary', kind, 0);
  if (nul >= 0) throw new ReadError('binary', 'a NUL byte', nul);
  if (options.encoding !== 'auto') return decodeAs(buffer, options.encoding, options);
  if (isUtf8(buffer) && !isEscaped(buffer)) return { text: buffer.toString('utf8'), encoding: 'utf-8' };
  const broken = brokenUtf8(buffer);
  return broken === null ? decodeLegacy(buffer, declared) : decodeAs(buffer, 'utf-8', options, broken);
}

/** Whether there are the escape sequences of ISO 2022, which is ASCII by its bytes. */
function isEscaped(buffer: Buffer): boolean {
  return buffer.includes('\x1b$') || buffer.includes('\x1b(');
}

function decodeAs(
  buffer: Buffer,
  name: string,
  options: DecodeOptions,
  invalidAt: number | null = null,
): Decoded {
  const decoded = tryDecode(buffer, name, !options.replace_invalid);
  if (decoded) return decoded;
  const at = invalidAt ?? (name === 'utf-8' ? firstInvalid(buffer) : null);
  throw new ReadError('bad-encoding', `not valid ${name}`, at);
}

function decodeLegacy(buffer: Buffer, declared: string | null): Decoded {
  const [best] = chardet.analyse(buffer.subarray(0, SAMPLE_BYTES));
  const found = best && best.confidence >= LEAST_CONFIDENCE ? best.name.toLowerCase() : 'windows-1252';
  for (const name of [declared, SUPERSETS[found] ?? found, 'windows-1252']) {
    // A page that is not UTF-8 may still say that it is, or even UTF-16.
    if (name === null || name.startsWith('utf') || !isEncoding(name)) continue;
    const decoded = tryDecode(buffer, name, true);
    if (decoded) return decoded;
  }
  throw new ReadError(
    'bad-encoding',
    'neither valid UTF-8 nor an encoding that is known',
    firstInvalid(buffer),
  );
}

/** Null where bytes are not valid in the encoding; with `fatal` off, U+FFFD stands for them. */
function tryDecode(buffer: Buffer, name: string, fatal: boolean): Decoded | null {
  const label = standardName(name);
  if (label === null || label === 'windows-1252') {
    // Node 20's TextDecoder reads windows-1252 as ISO 8859-1, without its quotes and dashes.
    const text = iconv.decode(buffer, label ?? name);
    return fatal && text.includes('\ufffd') ? null : { text, encoding: label ?? name.toLowerCase() };
  }
  try {
    const text = new TextDecoder(label, { fatal }).decode(buffer);
    // C1 controls are bytes that the encoding has no character for.
    return fatal && !label.startsWith('utf') && /[\x80-\x9f]/.test(text) ? null : { text, encoding: label };
  } catch {
    return null;
  }
}

/**
 * The offset of the first bad byte of UTF-8 that is broken in places: where more multi-byte characters are valid than
 * not. Null where the bytes are something else.
 */
function brokenUtf8(buffer: Buffer): number | null {
  let first: number | null = null;
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < buffer.length; ) {
    const length = sequenceLength(buffer, i);
    if (length > 1) valid++;
    else if (length === 0) {
      invalid++;
      first ??= i;
    }
    i += Math.max(1, length);
  }
  return valid > invalid ? first : null;
}

function firstInvalid(buffer: Buffer): number | null {
  for (let i = 0; i < buffer.length; ) {
    const length = sequenceLength(buffer, i);
    if (length === 0) return i;
    i += length;
  }
  return null;
}

/** How many bytes the UTF-8 character at `i` has; 0 where there is none. */
function sequenceLength(buffer: Buffer, i: number): number {
  const lead = buffer[i]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return isUtf8(buffer.subarray(i, i + length)) ? length : 0;
}
