/** What bytes look like before they are decoded. */

/** First bytes of formats that are often found under a text file's name. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\x89PNG\r\n', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['%PDF-', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive or an Office document'],
  ['\x1f\x8b', 'gzip data; name the file with .gz to have it read'],
  ['\x28\xb5\x2f\xfd', 'Zstandard data; name the file with .zst to have it read'],
  ['BZh', 'bzip2 data'],
  ['\xfd7zXZ', 'XZ data'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['\x7fELF', 'a program'],
  ['PAR1', 'Parquet data; name the file with .parquet to have it read'],
];

const SAMPLE_BYTES = 4096;
/** More control characters than this share is no text. */
const MAX_CONTROL_SHARE = 0.05;

/** Whether the bytes begin with the byte order mark of UTF-8, which is three bytes long. */
export function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** What kind of binary data this is, null where it may be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SAMPLE_BYTES));
  const head = sample.toString('latin1', 0, 8);
  const known = SIGNATURES.find(([signature]) => head.startsWith(signature));
  if (known) return known[1];
  let controls = 0;
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  return controls > sample.length * MAX_CONTROL_SHARE ? 'binary data: too many control characters' : null;
}

/**
 * Whether this is UTF-16: by its byte order mark, or else by the zeros of its ASCII characters, which stand at odd
 * offsets where it is little-endian and at even ones where it is big-endian. Text in any script has spaces and digits.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const few = Math.max(2, sample.length / 100);
  if (odd > few && even * 20 < odd) return 'utf-16le';
  return even > few && odd * 20 < even ? 'utf-16be' : null;
}
