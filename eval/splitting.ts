/** The section on lost block boundaries and headings of `eval/RESULTS.md`. */
import type { Document } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { documentOf } from '../training/documents.js';
import { foldOf } from '../training/wcxb.js';
import type { State } from './bodies.js';
import type { BodyPage, GluePage } from './corpora.js';
import { FalseSplitTally, GlueTally } from './glue.js';
import { HeadingTally } from './headings.js';
import { table } from './markdown.js';

/** Figures on splitting: `see` is shown the articles after the pipeline has run, `sections` runs it on glued texts. */
export class SplittingReport {
  private readonly headings = { flat: new HeadingTally(), glued: new HeadingTally() };
  private readonly falseSplits = new FalseSplitTally();

  see(state: State, page: BodyPage, document: Document): void {
    this.headings[state].add(page, document);
    if (state === 'flat') this.falseSplits.add(document);
  }

  /** Runs each text through the pipeline whose models did not see its page; the pages' addresses say which one. */
  sections(texts: readonly GluePage[], pages: readonly BodyPage[], folds: readonly Transform[]): string[] {
    const urls = new Map(pages.map((page) => [page.id, page.url]));
    const tallies = new Map<string, GlueTally>();
    for (const page of texts) {
      const tally = tallies.get(page.type) ?? new GlueTally();
      tallies.set(page.type, tally);
      const url = urls.get(page.id);
      if (url === undefined) throw new Error(`text ${page.id} is of no page among the bodies`);
      tally.add(page, folds[foldOf(url)]!(documentOf(page.text)));
    }
    return [
      '### Lost block boundaries',
      'Main elements of pages as `textContent` gives them, and where their blocks met with no white space between.',
      table(
        ['pages', 'texts', 'precision', 'recall', 'heading starts found', 'heading ends found'],
        [...tallies].map(([type, tally]) => {
          const { texts, precision, recall, headingStarts, headingEnds } = tally.figures();
          const shares = [precision, recall, headingStarts, headingEnds];
          return [type, String(texts), ...shares.map((x) => x.toFixed(3))];
        }),
      ),
      `Splits inside the lines of flat articles, right or wrong: ${this.falseSplits.perThousandWords().toFixed(3)} in 1,000 words.`,
      '### Headings',
      'Blocks called heading on article pages, against the h1 to h6 in their main content.',
      table(
        ['state', 'precision', 'recall'],
        Object.entries(this.headings).map(([state, tally]) => {
          const { precision, recall } = tally.figures();
          return [state, precision.toFixed(3), recall.toFixed(3)];
        }),
      ),
    ];
  }
}
