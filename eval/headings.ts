/** Blocks called headings against the page's own h1 to h6 in its main content, as multisets of their words. */
import type { Document } from '../pipeline/document.js';
import { wordsOf } from '../training/align.js';
import type { BodyPage } from './corpora.js';

/** Counts over all headings of all pages; pages that have none of their own do not count. */
export class HeadingTally {
  private right = 0;
  private called = 0;
  private all = 0;

  add(page: BodyPage, { blocks }: Document): void {
    if (page.headings.length === 0) return;
    const open = new Map<string, number>();
    for (const heading of page.headings.map(keyOf)) open.set(heading, (open.get(heading) ?? 0) + 1);
    this.all += page.headings.length;
    for (const { place, text } of blocks) {
      if (place.part !== 'article' || place.kind !== 'heading') continue;
      this.called++;
      const left = open.get(keyOf(text)) ?? 0;
      if (left === 0) continue;
      open.set(keyOf(text), left - 1);
      this.right++;
    }
  }

  /** Shares in [0, 1]. */
  figures() {
    return {
      precision: this.right / Math.max(1, this.called),
      recall: this.right / Math.max(1, this.all),
    };
  }
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
