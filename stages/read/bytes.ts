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
 * UTF-16 that has no byte order mark: the zeros of its ASCII characters stand at odd offsets where it is little-endian,
 * at even offsets where it is big-endian. Even text in other scripts has spaces, digits and line ends.
 */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length % 2 === 1) return null;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++;
    if (sample[i + 1] === 0) odd++;
  }
  const few = sample.length / 2 / 50;
  if (odd > few && even * 20 < odd) return 'utf-16le';
  return even > few && odd * 20 < even ? 'utf-16be' : null;
}
