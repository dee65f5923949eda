/**
 * What a line's phrases say beyond what the trees make of them. The trees learn from whole pages, on which hardly a word
 * hangs on a lone share bar in an otherwise clean text; a phrase that is the whole line says enough by itself.
 */
import type { Label } from '../../pipeline/document.js';
import { marked } from './labels.js';
import { isIdeographic, lengthOf } from './length.js';
import { coverByLabel, type Lexicon, STARTS_PHRASE } from './lexicon.js';
import { blockOf, type Reading } from './lines.js';
import { ASIDE, elementsOf } from './markup.js';
import { COUNT, countIn, type Lines, wordsIn, wordsOf } from './measure.js';
import { scaleOdds } from './odds.js';

/** Labels, and what a phrase of theirs that is the whole line makes of the odds that the line is content. */
const WHOLE_LINE: ReadonlyMap<Label, number> = new Map([
  ['share', 0.001],
  ['advert', 0.001],
  ['newsletter', 0.001],
  ['cookie-notice', 0.002],
  ['copyright', 0.001],
  ['comments', 0.002],
  ['related-links', 0.002],
  ['paywall', 0.001],
  ['author-bio', 0.005],
  ['byline', 0.005],
  ['caption', 0.005],
  ['keywords', 0.005],
  ['navigation', 0.005],
]);
/** A phrase is the whole line from this share of its words that are no numbers. */
const WHOLE = 0.6;
/** A longer phrase of these labels within a line says as much. */
const LONG_PHRASE = 3;
/** The same in words that say more each, as in Korean and Arabic, and in characters, as in Chinese and Japanese. */
const LONG_PHRASE_CASELESS = 2;
const LONG_PHRASE_IDEOGRAPHS = 4;
const LONG_PHRASES: readonly Label[] = [
  'newsletter',
  'copyright',
  'paywall',
  'related-links',
  'share',
  'comments',
];
const LONG_PHRASE_SHARE = 0.25;
/** A line is a menu of phrases from this share of its words. */
const MENU = 0.75;
/** Lines of more words are not taken apart into phrases. */
const MENU_WORDS = 20;
/** What a heading of comments or of links makes of the odds of the lines below it. */
const BELOW_COMMENTS = 0.02;
const BELOW_LINKS = 0.03;
/** Words that are likely content must stand above a heading of comments, else it may be a forum's. */
const CONTENT_ABOVE = 40;
/** And this many times as many as below it, else it may be a link at the top. */
const MORE_ABOVE = 0.2;
/** Lines that a heading of links speaks for. */
const LINKS = 8;
/** Labels whose phrases are headings where they stand alone between two paragraphs: "Performance", "Disclaimer", "YouTube". */
const HEADINGS: readonly Label[] = ['cookie-notice', 'copyright', 'share', 'comments'];
/** A paragraph has this many words at least. */
const RUNNING_WORDS = 10;
/** The paragraphs around a heading are content this probably, each of them. */
const LIKELY = 0.5;
/** So many words behind it are a link. */
const OWN_LINK_WORDS = 3;

interface Sign {
  readonly label: Label;
  readonly factor: number;
}

export interface Weighed {
  readonly content: Float32Array;
  /** What the phrases of each line say it is; null where they say nothing. */
  readonly signs: readonly (Label | null)[];
}

/** The probabilities of content, with the odds of marked lines lowered. */
export function weighSigns(reading: Reading, content: Float32Array, lexicon: Lexicon): Weighed {
  const { lines } = reading;
  const result = content.slice();
  const signs: (Label | null)[] = [];
  const total = content.reduce((sum, p, line) => sum + p * wordsIn(lines, line), 0);
  let above = 0;
  let comments = false;
  let links = 0;
  for (let line = 0; line < lines.count; line++) {
    const words = wordsIn(lines, line);
    const sentences = countIn(lines, line, COUNT.sentences);
    const read = readSign(reading, line, words - countIn(lines, line, COUNT.numbers), lexicon);
    const sign = read && isHeading(reading, line, read.label, content, lexicon) ? null : read;
    signs.push(sign?.label ?? null);
    let factor = sign?.factor ?? 1;
    if (isMarkedHeading(reading, line)) links = 0;
    if (comments) factor *= BELOW_COMMENTS;
    else if (links > 0 && sentences === 0) factor *= BELOW_LINKS;
    if (sentences > 1) links = 0;
    links--;
    if (sign?.label === 'comments' && above >= Math.max(CONTENT_ABOVE, MORE_ABOVE * (total - above))) {
      comments ||= coverByLabel(wordsOf(lines, line), lexicon).has('comments');
    }
    if (sign?.label === 'related-links') links = hasOwnLink(reading, line, words) ? 0 : LINKS;
    above += content[line]! * words;
    if (factor < 1) result[line] = scaleOdds(content[line]!, factor);
  }
  return { content: result, signs };
}

/**
 * Whether a link stands in the line itself, as in "Read more: Puffins return", and it between a paragraph and a line above
 * another, which is a heading then: no links stand below it.
 */
function hasOwnLink(reading: Reading, line: number, words: number): boolean {
  const behind = words - marked(reading, line, 'related-links');
  const apart = countIn(reading.lines, line, COUNT.colons) + countIn(reading.lines, line, COUNT.brackets);
  if (apart === 0 || behind < OWN_LINK_WORDS) return false;
  return isRunning(reading, line - 1) && !isRunning(reading, line + 1) && isRunning(reading, line + 2);
}

/**
 * Whether a line with a phrase of a label heads a paragraph, right behind another one: both are content that says nothing of it.
 * "Discussion" may, but what is a heading of comments and nothing else may not.
 */
function isHeading(
  reading: Reading,
  line: number,
  label: Label,
  content: Float32Array,
  lexicon: Lexicon,
): boolean {
  const isText = (at: number) =>
    isRunning(reading, at) && content[at]! >= LIKELY && marked(reading, at, label) === 0;
  if (!HEADINGS.includes(label) || !isText(line - 1) || !isText(line + 1)) return false;
  if (label !== 'comments') return true;
  return !coverByLabel(wordsOf(reading.lines, line), lexicon).has(label);
}

/** Whether the page's own markup says that a line is a heading of its text. */
function isMarkedHeading(reading: Reading, line: number): boolean {
  const block = blockOf(reading, line);
  const isText = block.place.part === 'article' && block.place.kind === 'heading';
  return isText && !elementsOf(block).some((element) => ASIDE.includes(element));
}

function isRunning({ lines }: Reading, line: number): boolean {
  return (
    line >= 0 &&
    line < lines.count &&
    countIn(lines, line, COUNT.sentences) > 0 &&
    lengthOf(lines, line) >= RUNNING_WORDS
  );
}

function readSign(reading: Reading, line: number, words: number, lexicon: Lexicon): Sign | null {
  if (!(reading.lines.bits[line]! & STARTS_PHRASE)) return null;
  for (const [label, factor] of WHOLE_LINE) {
    const phrase = marked(reading, line, label);
    if (phrase === 0) continue;
    const long =
      phrase >= longPhrase(reading.lines, line) &&
      phrase >= LONG_PHRASE_SHARE * words &&
      LONG_PHRASES.includes(label);
    if (phrase >= WHOLE * words || long) return { label, factor };
  }
  const all = wordsOf(reading.lines, line);
  if (words < 2 || all.length > MENU_WORDS) return null;
  let most: Label | null = null;
  let inPhrases = 0;
  const covered = coverByLabel(all, lexicon);
  for (const [label, n] of covered) {
    inPhrases += n;
    if (most === null || n > covered.get(most)!) most = label;
  }
  return most && inPhrases >= MENU * words ? { label: most, factor: WHOLE_LINE.get(most) ?? 1 } : null;
}

function longPhrase(lines: Lines, line: number): number {
  if (isIdeographic(lines, line)) return LONG_PHRASE_IDEOGRAPHS;
  const isCaseless = countIn(lines, line, COUNT.caseless) * 2 > countIn(lines, line, COUNT.letters);
  return isCaseless ? LONG_PHRASE_CASELESS : LONG_PHRASE;
}
