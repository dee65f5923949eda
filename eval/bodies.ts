/** Runs cleaners over the pages of `bodies-dev` and `segments-dev` and scores what they keep. */
import { textOf } from '../pipeline/body.js';
import type { Block, Document, Label } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { align, wordsOf } from '../training/align.js';
import { documentOf } from '../training/documents.js';
import { foldOf } from '../training/wcxb.js';
import type { BodyPage, SegmentPage } from './corpora.js';
import { countShingles, mean, type Score, type ShingleCounts, shingleScore, wordScore } from './scores.js';

/** How one page came out. */
export interface Outcome {
  readonly page: BodyPage;
  readonly score: Score;
  readonly shingles: ShingleCounts;
  readonly confidence: number;
}

export type State = 'flat' | 'glued';

/** Scores a cleaner that sees only text. */
export function scoreText(
  pages: readonly BodyPage[],
  state: State,
  clean: (text: string) => string,
): Outcome[] {
  return pages.map((page) => outcome(page, clean(page[state]), 0));
}

/** Scores the pipelines of the folds, each on the pages that its models did not see; `see` is shown every document. */
export function scorePages(
  pages: readonly BodyPage[],
  state: State,
  folds: readonly Transform[],
  see: (page: BodyPage, document: Document) => void = () => {},
): Outcome[] {
  return pages.map((page) => {
    const document = folds[foldOf(page.url)]!(documentOf(page[state]));
    see(page, document);
    return outcome(page, textOf(document), document.metadata.confidence ?? 0);
  });
}

function outcome(page: BodyPage, text: string, confidence: number): Outcome {
  return {
    page,
    score: wordScore(text, page.gold),
    shingles: countShingles(text, page.gold),
    confidence,
  };
}

export interface Summary {
  readonly pages: number;
  readonly words: Score;
  readonly shingleF1: number;
}

export function summarize(outcomes: readonly Outcome[]): Summary {
  return {
    pages: outcomes.length,
    words: {
      precision: mean(outcomes.map((o) => o.score.precision)),
      recall: mean(outcomes.map((o) => o.score.recall)),
      f1: mean(outcomes.map((o) => o.score.f1)),
    },
    shingleF1: shingleScore(outcomes.map((o) => o.shingles)).f1,
  };
}

/** A block of a page, its words, and how many of them are in the main content. */
interface Matched {
  readonly block: Block;
  readonly words: number;
  readonly content: number;
}

/** The blocks of a page, lined up with its main content. */
function matchBlocks(page: BodyPage, { blocks }: Document): Matched[] {
  const lines = blocks.map((block) => wordsOf(block.text));
  const matched = align(lines.flat(), wordsOf(page.gold));
  let at = 0;
  return blocks.map((block, i) => {
    const words = lines[i]!.length;
    const content = matched.subarray(at, at + words).reduce((sum, match) => sum + match, 0);
    at += words;
    return { block, words, content };
  });
}

/** Words removed under each label, and how many of them are not in the main content: is the removal right? */
export class LabelTally {
  private readonly words = new Map<Label, { removed: number; right: number }>();

  add(page: BodyPage, document: Document): void {
    for (const { block, words, content } of matchBlocks(page, document)) {
      const { place } = block;
      if (place.part !== 'removed') continue;
      const sum = this.words.get(place.label) ?? { removed: 0, right: 0 };
      this.words.set(place.label, sum);
      sum.removed += words;
      sum.right += words - content;
    }
  }

  rows(): { label: Label; removed: number; right: number }[] {
    return [...this.words]
      .map(([label, { removed, right }]) => ({ label, removed, right: right / Math.max(1, removed) }))
      .sort((a, b) => b.removed - a.removed);
  }
}

/** Calibration: mean difference between the probability of a block and the share of its words in the main content. */
export class CalibrationTally {
  private readonly bins = Array.from({ length: 20 }, () => ({ p: 0, y: 0, n: 0 }));

  add(page: BodyPage, document: Document): void {
    for (const { block, words, content } of matchBlocks(page, document)) {
      const found = block.evidence.findLast((e) => e.stage === 'deboilerplate');
      if (block.place.part !== 'removed' || !found || words === 0) continue;
      const bin = this.bins[Math.min(19, Math.floor(found.score * 20))]!;
      bin.p += found.score;
      bin.y += 1 - content / words;
      bin.n++;
    }
  }

  /** Expected calibration error over all removed blocks. */
  error(): number {
    const total = this.bins.reduce((sum, bin) => sum + bin.n, 0);
    return this.bins.reduce((sum, { p, y }) => sum + Math.abs(p - y), 0) / Math.max(1, total);
  }
}

export interface SegmentFigures {
  readonly pages: number;
  readonly precision: number;
  readonly recall: number;
  readonly f: number;
}

/** Segments kept and dropped, as Trafilatura's own evaluation counts them. */
export function scoreSegments(
  pages: readonly SegmentPage[],
  clean: (text: string) => string,
): SegmentFigures {
  const squash = (text: string) => text.replace(/\s+/g, ' ');
  let right = 0;
  let missing = 0;
  let extra = 0;
  for (const page of pages) {
    const text = squash(clean(page.flat));
    const kept = page.with.filter((segment) => text.includes(squash(segment))).length;
    right += kept;
    missing += page.with.length - kept;
    extra += page.without.filter((segment) => text.includes(squash(segment))).length;
  }
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return {
    pages: pages.length,
    precision: share(right, right + extra),
    recall: share(right, right + missing),
    f: share(2 * right, 2 * right + extra + missing),
  };
}
