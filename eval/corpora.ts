/** Reads pages with known answers: gzipped JSONL, one page a line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { StoryCase } from './stories.js';

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
  /** The page's h1 to h6 that stand in the main content. */
  readonly headings: readonly string[];
}

/** A text of `glue-dev` that lost its block boundaries; offsets in UTF-16 units. */
export interface GluePage {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  /** Where blocks meet with no white space between. */
  readonly boundaries: ReadonlySet<number>;
  /** Where inline elements meet: a split there is neither right nor wrong. */
  readonly inline: ReadonlySet<number>;
  /** The boundaries at which a heading starts, and ends. */
  readonly headingStarts: ReadonlySet<number>;
  readonly headingEnds: ReadonlySet<number>;
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
  return readRows<BodyPage>(join(corpora, 'bodies-dev.jsonl.gz'))
    .filter((page) => page.gold !== '')
    .map((page) => ({ ...page, url: page.url ?? '' }));
}

export function readGlue(corpora: string): GluePage[] {
  type Row = { id: string; type: string; text: string } & Record<string, number[]>;
  return readRows<Row>(join(corpora, 'glue-dev.jsonl.gz')).map((row) => {
    const { id, type, text } = row;
    const offsets = utf16Offsets(text);
    const of = (field: string) => new Set(row[field]!.map((at) => offsets[at]!));
    const [boundaries, inline] = [of('boundaries'), of('inline')];
    return {
      id,
      type,
      text,
      boundaries,
      inline,
      headingStarts: of('heading_starts'),
      headingEnds: of('heading_ends'),
    };
  });
}

/** Texts with trailing stories; the style `list` ends in headlines, which are no stories. */
export function readStories(corpora: string): StoryCase[] {
  type Row = {
    text: string;
    style: string;
    main_end: number;
    stories: readonly { start: number; end: number }[];
  };
  return readRows<Row>(join(corpora, 'stories-dev.jsonl.gz')).map(({ text, style, main_end, stories }) => {
    const offsets = utf16Offsets(text);
    const spans = stories.map(({ start, end }) => ({ start: offsets[start]!, end: offsets[end]! }));
    return { text, style, mainEnd: offsets[main_end]!, stories: style === 'list' ? null : spans };
  });
}

/** The UTF-16 offset of each code point of a text, and of its end. */
function utf16Offsets(text: string): number[] {
  const offsets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    offsets.push(i);
    if (text.codePointAt(i)! > 0xffff) i++;
  }
  return [...offsets, text.length];
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
