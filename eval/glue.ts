/**
 * Restored block boundaries against the page's own: how many of the splits are right, how many lost boundaries were
 * found, and the starts and ends of headings among them; and what is split in pages that are not glued.
 */
import { type Block, type Document, isSpace } from '../pipeline/document.js';
import type { GluePage } from './corpora.js';

/** Counts over all boundaries of all texts. */
export class GlueTally {
  private texts = 0;
  private right = 0;
  private wrong = 0;
  private boundaries = 0;
  private readonly starts = { found: 0, all: 0 };
  private readonly ends = { found: 0, all: 0 };

  add(page: GluePage, { source, blocks }: Document): void {
    const splits = splitsInsideRuns(source, blocks);
    this.texts++;
    for (const at of splits) {
      if (page.boundaries.has(at)) this.right++;
      else if (!page.inline.has(at)) this.wrong++;
    }
    this.boundaries += page.boundaries.size;
    for (const [sum, edges] of [
      [this.starts, page.headingStarts],
      [this.ends, page.headingEnds],
    ] as const) {
      sum.all += edges.size;
      for (const at of edges) if (splits.has(at)) sum.found++;
    }
  }

  /** Number of texts, and shares in [0, 1]. */
  figures() {
    return {
      texts: this.texts,
      precision: share(this.right, this.right + this.wrong),
      recall: share(this.right, this.boundaries),
      headingStarts: share(this.starts.found, this.starts.all),
      headingEnds: share(this.ends.found, this.ends.all),
    };
  }
}

/** Counts splits inside the lines of pages that have a block a line. */
export class FalseSplitTally {
  private splits = 0;
  private words = 0;

  add({ source, blocks }: Document): void {
    this.splits += splitsInsideRuns(source, blocks).size;
    this.words += source.split(/\s+/).length;
  }

  perThousandWords(): number {
    return (1000 * this.splits) / Math.max(1, this.words);
  }
}

/** Where blocks start with no white space before them. */
function splitsInsideRuns(source: string, blocks: readonly Block[]): Set<number> {
  const starts = blocks.map((block) => block.start);
  return new Set(
    starts.filter((at) => at > 0 && !isSpace(source.charCodeAt(at - 1)) && !isSpace(source.charCodeAt(at))),
  );
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
