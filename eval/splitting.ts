/** The section on lost block boundaries and headings of `eval/RESULTS.md`. */
import { type Document, isBody, type Place } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { documentOf } from '../training/documents.js';
import { findHeadings, keyOf, placeHeadings } from '../training/headings.js';
import { readPage } from '../training/page.js';
import { foldOf, readHtml } from '../training/wcxb.js';
import type { State } from './bodies.js';
import type { BodyPage, GluePage } from './corpora.js';
import { FalseSplitTally, GlueTally } from './glue.js';
import { HeadingTally } from './headings.js';
import { table } from './markdown.js';

const CALLED = 'as Winnow calls them';
const IN_MAIN = 'those of them that are lines of the main content';
const BY_TAG = 'kept lines that the HTML has as h1 to h6';

/** Figures on splitting: `see` is shown the articles after the pipeline has run, `sections` runs it on glued texts. */
export class SplittingReport {
  private readonly headings = new Map<string, { state: State; lines: string; tally: HeadingTally }>();
  private readonly falseSplits = new FalseSplitTally();

  /** With a folder of WCXB, its HTML says how far one would come that knows every tag. */
  constructor(private readonly wcxb: string | undefined) {}

  see(state: State, page: BodyPage, document: Document): void {
    const { blocks } = document;
    const texts = blocks.map(({ text }) => text);
    const called = texts.filter((_, b) => isHeading(blocks[b]!.place));
    const main = new Set(page.gold.split('\n').map(keyOf));
    const inMain = called.filter((text) => main.has(keyOf(text)));
    this.count(state, CALLED, page, called);
    this.count(state, IN_MAIN, page, inMain);
    if (this.wcxb !== undefined) {
      const places = placeHeadings(readPage(readHtml(this.wcxb, page.id)), (text) => text);
      const isTagged = findHeadings(texts, places);
      const byTag = texts.filter((_, b) => isBody(blocks[b]!.place) && isTagged[b]);
      this.count(state, BY_TAG, page, byTag);
    }
    if (state === 'flat') this.falseSplits.add(document);
  }

  private count(state: State, lines: string, page: BodyPage, called: readonly string[]): void {
    const key = `${state} ${lines}`;
    const found = this.headings.get(key) ?? { state, lines, tally: new HeadingTally() };
    this.headings.set(key, found);
    found.tally.add(page, called);
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
        ['state', 'lines called heading', 'precision', 'recall'],
        [...this.headings.values()].map(({ state, lines, tally }) => {
          const { precision, recall } = tally.figures();
          return [state, lines, precision.toFixed(3), recall.toFixed(3)];
        }),
      ),
      'The other rows say what limits the first: what is kept or removed wrongly, and headings that nothing in the text tells from bold lines. A line that the HTML has as a heading may still be wrong, where the annotation leaves it out.',
    ];
  }
}

function isHeading(place: Place): boolean {
  return place.part === 'article' && place.kind === 'heading';
}
