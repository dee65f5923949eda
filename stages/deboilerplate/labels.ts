/** Says what the lines are that are not content: rules over the lexicons' phrases, one rule a label. */
import type { Label } from '../../pipeline/document.js';
import { lengthOf } from './length.js';
import { blockOf, type Reading } from './lines.js';
import { COUNT, countIn, type Lines, MARK_OF, MARKS, wordsIn } from './measure.js';

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
/** What stands above the lines that it names has so many words at most. */
const MOST_HEAD_WORDS = 8;
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
  reading: Reading,
  kept: readonly boolean[],
  forms: readonly (Naming | null)[],
  [first, end]: readonly [number, number],
  title: number | null,
): (Naming | null)[] {
  const { lines } = reading;
  const names: (Naming | null)[] = [];
  let above: Label | null = null;
  let left = 0;
  for (let line = 0; line < lines.count; line++) {
    if (line === title) above = null;
    if (kept[line]) {
      names.push(null);
      if (countIn(lines, line, COUNT.sentences) > 1) left = 0;
      continue;
    }
    const own = forms[line] ?? nameByPhrase(reading, line) ?? nameByElement(reading, line);
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
    names.push(nameByPlace(reading, line, first, end));
  }
  return names;
}

/** What a line that nothing else names is, by where it stands. */
function nameByPlace({ lines }: Reading, line: number, first: number, end: number): Naming {
  if (line >= first && line < end) return { label: 'other', rule: 'within-text' };
  if (line > 0 && line < first && hasDate(lines, line)) return { label: 'byline', rule: 'date-above' };
  if (countIn(lines, line, COUNT.sentences) > 1) return { label: 'other', rule: 'around-text' };
  const words = wordsIn(lines, line) - countIn(lines, line, COUNT.numbers);
  if (line >= end && words >= HEADLINE_WORDS) return { label: 'related-links', rule: 'headline-below' };
  return { label: 'navigation', rule: 'short-line' };
}

/** The label whose phrases cover most of a line's words. */
export function nameByPhrase({ lines }: Reading, line: number): Naming | null {
  const words = wordsIn(lines, line);
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
  if (label === 'keywords' && countIn(reading.lines, line, COUNT.commas) > 0) return 0;
  return REACHES[label] ?? 0;
}

/** Whether phrases of a label cover all of a line. */
export function isPhraseAlone(reading: Reading, line: number, label: Label): boolean {
  return marked(reading, line, label) >= wordsIn(reading.lines, line);
}

/** Whether a line below "Tags:" may be one of them. */
export function isTag(reading: Reading, line: number): boolean {
  const { lines } = reading;
  const isDated = countIn(lines, line, COUNT.months) > 0 && countIn(lines, line, COUNT.numbers) > 0;
  return (
    lengthOf(lines, line) <= MOST_TAG_WORDS &&
    countIn(lines, line, COUNT.sentences) === 0 &&
    !isDated &&
    nameByPhrase(reading, line) === null
  );
}

function nameByElement(reading: Reading, line: number): Naming | null {
  for (const { stage, rule } of blockOf(reading, line).evidence) {
    const label = stage === 'read' ? ELEMENTS[rule] : undefined;
    if (label) return { label, rule: rule.replace(':', '-') };
  }
  return null;
}

/** Whether a line can stand above what it names: short, and no sentence. */
function isHead({ lines }: Reading, line: number): boolean {
  return wordsIn(lines, line) <= MOST_HEAD_WORDS && countIn(lines, line, COUNT.sentences) === 0;
}

/** Whether a line has a month or a year, and one more part of a date: a year alone may be that of a founding. */
function hasDate(lines: Lines, line: number): boolean {
  const months = countIn(lines, line, COUNT.months);
  const isDated = months + countIn(lines, line, COUNT.years) > 0;
  return isDated && months + countIn(lines, line, COUNT.numbers) > 1;
}
