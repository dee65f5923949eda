/** Says what the lines are that are not content: rules over the lexicons' phrases, one rule a label. */
import type { Document, Label } from '../../pipeline/document.js';
import { lengthOf } from './length.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS, MARK_OF, MARKS } from './measure.js';

export interface Naming {
  readonly label: Label;
  readonly rule: string;
}

/** A phrase must cover this share of a line's words to name it, or be this long. */
const NAMING_SHARE = 0.2;
const NAMING_WORDS = 4;
/** Lines below "Tags:" that are tags. */
export const MOST_TAGS = 20;
/** Labels that name the lines below them too, and how many at most. */
const REACHES: Partial<Record<Label, number>> = {
  comments: 1000,
  'related-links': 60,
  'author-bio': 6,
  'cookie-notice': 12,
  newsletter: 4,
  keywords: MOST_TAGS,
};
/** Labels that stand above lists, which may end right above text. */
const LISTS: readonly Label[] = ['comments', 'related-links'];
/** The only label that names lines below it above the text, too: what stands below a button or a headline there is a menu's. */
const REACHES_ABOVE: Label = 'cookie-notice';
/** A tag has so many words at most. */
const MOST_TAG_WORDS = 4;
/** What the elements that the reader saw in HTML say. */
const ELEMENTS: Readonly<Record<string, Label>> = {
  'html:nav': 'navigation',
  'html:footer': 'copyright',
  'html:aside': 'related-links',
  'html:figcaption': 'caption',
};
/** A line with at least as many words can be a headline. */
const HEADLINE_WORDS = 4;

/**
 * Names every line that is not kept; null for the others. `forms` are names that lines have by their form; `first` and
 * `end` bound the running text; what stands above the title does not speak for what is below it.
 */
export function nameLines(
  document: Document,
  reading: Reading,
  kept: readonly boolean[],
  forms: readonly (Naming | null)[],
  [first, end]: readonly [number, number],
  title: number | null,
): (Naming | null)[] {
  const { count, wordStart, counts } = reading.lines;
  const names: (Naming | null)[] = [];
  let above: Label | null = null;
  let left = 0;
  for (let line = 0; line < count; line++) {
    if (line === title) above = null;
    if (kept[line]) {
      names.push(null);
      if (counts[line * COUNTS + COUNT.sentences]! > 1) left = 0;
      continue;
    }
    const own = forms[line] ?? nameByPhrase(reading, line) ?? nameByElement(document, reading, line);
    if (own) {
      const reach = line < first && own.label !== REACHES_ABOVE ? 0 : reachOf(reading, line, own.label);
      if (reach > 0) {
        above = own.label;
        left = reach;
      }
      names.push(own);
      continue;
    }
    if (above === 'keywords' && !isTag(reading, line)) above = null;
    // Right above text of the article stands its heading rather than the last line of a box.
    const isBox = above !== null && !LISTS.includes(above);
    if (isBox && line >= first && kept[line + 1]) above = null;
    if (above && left-- > 0) {
      names.push({ label: above, rule: `below-${above}` });
      continue;
    }
    const words = wordStart[line + 1]! - wordStart[line]!;
    const sentences = counts[line * COUNTS + COUNT.sentences]!;
    if (line >= first && line < end) names.push({ label: 'other', rule: 'within-text' });
    else if (line > 0 && line < first && hasDate(reading, line))
      names.push({ label: 'byline', rule: 'date-above' });
    else if (sentences > 1) names.push({ label: 'other', rule: 'around-text' });
    else if (line >= end && words - counts[line * COUNTS + COUNT.numbers]! >= HEADLINE_WORDS)
      names.push({ label: 'related-links', rule: 'headline-below' });
    else names.push({ label: 'navigation', rule: 'short-line' });
  }
  return names;
}

/** The label whose phrases cover most of a line's words. */
export function nameByPhrase({ lines }: Reading, line: number): Naming | null {
  const words = lines.wordStart[line + 1]! - lines.wordStart[line]!;
  let most = 0;
  let label: Label | null = null;
  for (let m = 0; m < MARKS.length; m++) {
    const covered = lines.marks[line * MARKS.length + m]!;
    if (covered <= most) continue;
    most = covered;
    label = MARKS[m]!;
  }
  if (!label || (most < NAMING_SHARE * words && most < NAMING_WORDS)) return null;
  return { label, rule: `phrase-${label}` };
}

/** The words of a line that phrases of a label cover. */
export function marked({ lines }: Reading, line: number, label: Label): number {
  return lines.marks[line * MARKS.length + MARK_OF.get(label)!]!;
}

/** How many lines below a line of a label it speaks for at most. */
function reachOf(reading: Reading, line: number, label: Label): number {
  if (!isHead(reading, line)) return 0;
  // Behind "Tagged storm, cinema" the tags are at their end.
  if (label === 'keywords' && reading.lines.counts[line * COUNTS + COUNT.commas]! > 0) return 0;
  return REACHES[label] ?? 0;
}

/** Whether phrases of a label cover all of a line. */
export function isPhraseAlone(reading: Reading, line: number, label: Label): boolean {
  const { wordStart } = reading.lines;
  return marked(reading, line, label) >= wordStart[line + 1]! - wordStart[line]!;
}

/** Whether a line below "Tags:" may be one of them. */
export function isTag(reading: Reading, line: number): boolean {
  const { counts } = reading.lines;
  const c = line * COUNTS;
  const isDated = counts[c + COUNT.months]! > 0 && counts[c + COUNT.numbers]! > 0;
  return (
    lengthOf(reading.lines, line) <= MOST_TAG_WORDS &&
    counts[c + COUNT.sentences] === 0 &&
    !isDated &&
    nameByPhrase(reading, line) === null
  );
}

function nameByElement(document: Document, reading: Reading, line: number): Naming | null {
  for (const { stage, rule } of document.blocks[reading.blocks[line]!]!.evidence) {
    const label = stage === 'read' ? ELEMENTS[rule] : undefined;
    if (label) return { label, rule: rule.replace(':', '-') };
  }
  return null;
}

/** Whether a line can stand above what it names: short, and no sentence. */
function isHead({ lines }: Reading, line: number): boolean {
  const words = lines.wordStart[line + 1]! - lines.wordStart[line]!;
  return words <= 8 && lines.counts[line * COUNTS + COUNT.sentences] === 0;
}

/** Whether a line has a month or a year, and one more part of a date: a year alone may be that of a founding. */
function hasDate({ lines }: Reading, line: number): boolean {
  const c = line * COUNTS;
  const [months, numbers] = [lines.counts[c + COUNT.months]!, lines.counts[c + COUNT.numbers]!];
  return months + lines.counts[c + COUNT.years]! > 0 && months + numbers > 1;
}
