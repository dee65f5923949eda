/** Reads pages with known answers: gzipped JSONL, one page a line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A page of `bodies-dev`: its text in two states, and its annotated main content. */
export interface BodyPage {
  readonly id: string;
  readonly type: string;
  readonly url: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly flat: string;
  readonly glued: string;
  readonly gold: string;
}

/** A page of `segments-dev`: pieces of text that must be kept, and that must not. */
export interface SegmentPage {
  readonly id: string;
  readonly url: string;
  readonly tld: string;
  readonly flat: string;
  readonly with: readonly string[];
  readonly without: readonly string[];
}

export function readBodies(corpora: string): BodyPage[] {
  return readRows<BodyPage>(join(corpora, 'bodies-dev.jsonl.gz')).filter((page) => page.gold !== '');
}

export function readSegments(corpora: string): SegmentPage[] {
  return readRows(join(corpora, 'segments-dev.jsonl.gz'));
}

function readRows<T>(path: string): T[] {
  return gunzipSync(readFileSync(path))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
