/**
 * Restored block boundaries against the page's own: how many of the splits are right, how many lost boundaries were
 * found, and the starts and ends of headings among them.
 */
import { type Document, isSpace } from '../pipeline/document.js';
import { findMain, layOut } from '../training/layout.js';
import { type Page, readPage } from '../training/page.js';
import type { WcxbPage } from '../training/wcxb.js';

/** A text that lost its block boundaries; offsets in UTF-16 units. */
export interface GlueCase {
  readonly text: string;
  readonly type: string;
  /** Where blocks meet with no white space between. */
  readonly boundaries: ReadonlySet<number>;
  /** Where inline elements meet: a split there is neither right nor wrong. */
  readonly inline: ReadonlySet<number>;
  readonly headingStarts: ReadonlySet<number>;
  readonly headingEnds: ReadonlySet<number>;
}

/** Shares over all boundaries of all cases, each in [0, 1]. */
export interface GlueFigures {
  readonly cases: number;
  readonly precision: number;
  readonly recall: number;
  /** Recall of the boundaries at which a heading starts, and ends. */
  readonly headingStarts: number;
  readonly headingEnds: number;
  /** Wrong splits per 1,000 words. */
  readonly wrongPerThousandWords: number;
}

/** The main element of a page as `textContent` gives it; null where none can be told or nothing is glued. */
export function glueCase({ html, gold, type }: WcxbPage): GlueCase | null {
  const page = readPage(html);
  const main = findMain(page, gold);
  if (!main) return null;
  const { text, meetings } = layOut(page, 'as-is', main.from, main.to);
  const of = (meeting: string) => new Set([...meetings].filter(([, m]) => m === meeting).map(([at]) => at));
  const boundaries = of('block');
  if (boundaries.size === 0) return null;
  const { starts, ends } = headingEdges(page, main.from, main.to);
  return {
    text,
    type,
    boundaries,
    inline: of('inline'),
    headingStarts: new Set(starts.filter((at) => boundaries.has(at))),
    headingEnds: new Set(ends.filter((at) => boundaries.has(at))),
  };
}

/** Offsets in the text of the tokens at which the page's h1 to h6 start and end. */
function headingEdges(page: Page, from: number, to: number) {
  const starts: number[] = [];
  const ends: number[] = [];
  let length = 0;
  for (const token of page.tokens.slice(from, to)) {
    if (token.type === 'text') length += token.text.length;
    else if (/^h[1-6]$/.test(token.tag)) (token.opens ? starts : ends).push(length);
  }
  return { starts, ends };
}

/** Scores documents, each after the stage has run, by page type and over all. */
export function scoreGlue(cases: Iterable<readonly [GlueCase, Document]>): Record<string, GlueFigures> {
  const groups = new Map<string, Counts>();
  for (const [expected, document] of cases) {
    for (const group of ['all', expected.type]) {
      const counts = groups.get(group) ?? new Counts();
      groups.set(group, counts);
      counts.add(expected, document);
    }
  }
  return Object.fromEntries([...groups].map(([group, counts]) => [group, counts.figures()]));
}

class Counts {
  private cases = 0;
  private words = 0;
  private right = 0;
  private wrong = 0;
  private boundaries = 0;
  private readonly starts = { found: 0, all: 0 };
  private readonly ends = { found: 0, all: 0 };

  add(expected: GlueCase, { source, blocks }: Document): void {
    const splits = new Set(blocks.map((b) => b.start).filter((at) => isInsideRun(source, at)));
    this.cases++;
    this.words += source.split(/\s+/).length;
    for (const at of splits) {
      if (expected.boundaries.has(at)) this.right++;
      else if (!expected.inline.has(at)) this.wrong++;
    }
    this.boundaries += expected.boundaries.size;
    for (const [sum, edges] of [
      [this.starts, expected.headingStarts],
      [this.ends, expected.headingEnds],
    ] as const) {
      sum.all += edges.size;
      for (const at of edges) if (splits.has(at)) sum.found++;
    }
  }

  figures(): GlueFigures {
    const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
    return {
      cases: this.cases,
      precision: share(this.right, this.right + this.wrong),
      recall: share(this.right, this.boundaries),
      headingStarts: share(this.starts.found, this.starts.all),
      headingEnds: share(this.ends.found, this.ends.all),
      wrongPerThousandWords: (1000 * this.wrong) / Math.max(1, this.words),
    };
  }
}

function isInsideRun(source: string, at: number): boolean {
  return at > 0 && !isSpace(source.charCodeAt(at - 1)) && !isSpace(source.charCodeAt(at));
}
