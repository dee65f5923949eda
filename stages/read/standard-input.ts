/** Standard input has no name to go by and is taken for JSON lines: says so once where it is something else. */
import { type Chunk, isReject, type Reject } from '../../pipeline/input.js';
import { reject } from './failure.js';

const NEWLINE = 10;

/** What was cut out of standard input as JSON lines; one reject in place of it all where none of the first chunk is an object. */
export async function* expectObjects(cuts: AsyncIterable<Chunk | Reject>): AsyncGenerator<Chunk | Reject> {
  let isFirst = true;
  for await (const one of cuts) {
    if (isFirst && !isReject(one) && !holdsObject(one.bytes)) {
      const detail = `standard input is read as JSONL, and this is something else: say --set read.format=${guessFormat(one.bytes)}`;
      yield reject(one.path, null, 0, 'bad-json', detail);
      return;
    }
    isFirst = false;
    yield one;
  }
}

function holdsObject(bytes: Uint8Array): boolean {
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    if (isObject(new TextDecoder().decode(bytes.subarray(from, end)))) return true;
    from = end + 1;
  }
  return false;
}

function isObject(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** What its first character says of an input. */
function guessFormat(bytes: Uint8Array): string {
  const head = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
  if (/^[[{]\s*["{[]/.test(head)) return 'json';
  return head.startsWith('<') ? 'html' : 'text';
}
