/** The encodings that are known by name. */
import iconv from 'iconv-lite';

/** What the Encoding Standard calls it, null where it is not there. */
export function standardName(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** Whether it is in the Encoding Standard or known to iconv. */
export function isEncoding(name: string): boolean {
  return standardName(name) !== null || iconv.encodingExists(name);
}
