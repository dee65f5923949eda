/** Blocks called headings against the page's own h1 to h6 in its main content, as multisets of their words. */
import { keyOf } from '../training/headings.js';
import type { BodyPage } from './corpora.js';

/** Counts over all headings of all pages; pages that have none of their own do not count. */
export class HeadingTally {
  private right = 0;
  private called = 0;
  private all = 0;

  /** Adds a page and the lines of it that are called headings. */
  add(page: BodyPage, called: readonly string[]): void {
    if (page.headings.length === 0) return;
    const open = new Map<string, number>();
    for (const heading of page.headings.map(keyOf)) open.set(heading, (open.get(heading) ?? 0) + 1);
    this.all += page.headings.length;
    for (const heading of called.map(keyOf)) {
      this.called++;
      const left = open.get(heading) ?? 0;
      if (left === 0) continue;
      open.set(heading, left - 1);
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
