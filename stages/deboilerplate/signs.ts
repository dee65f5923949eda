/**
 * What a line's phrases say beyond what the trees make of them. The trees learn from whole pages, on which hardly a word
 * hangs on a lone share bar in an otherwise clean text; a phrase that is the whole line says enough by itself.
 */
import type { Document, Label } from '../../pipeline/document.js';
import { type Profile, siteOf } from '../../text/profile.js';
import { marked, type Naming } from './labels.js';
import { coverByLabel, type Lexicon, STARTS_PHRASE } from './lexicon.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS, type Lines } from './measure.js';

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

/** Shares of a site's pages that show a line, and what they make of the odds that it is content; highest first. */
const ON_MANY_PAGES = [
  { share: 0.3, factor: 0.01 },
  { share: 0.05, factor: 0.1 },
];

/** Lowers, in place, the probabilities of lines that many pages of the document's site show. */
export function weighProfile(
  document: Document,
  reading: Reading,
  content: Float32Array,
  profile: Profile,
): void {
  const site = siteOf(document.origin.url, document.origin.path);
  content.forEach((p, line) => {
    const share = profile(site, document.blocks[reading.blocks[line]!]!.text);
    const found = ON_MANY_PAGES.find((step) => share >= step.share);
    if (found) content[line] = scaleOdds(p, found.factor);
  });
}

/**
 * What the page's own markup makes of the odds that a line is content, where the input was HTML. `html:article` and
 * `html:main` count against what stands outside them.
 */
const REGIONS: ReadonlyMap<string, number> = new Map([
  ['html:nav', 0.03],
  ['html:footer', 0.1],
  ['html:button', 0.05],
  ['html:aside', 0.2],
  ['html:form', 0.3],
  ['html:noscript', 0.1],
  ['html:a', 0.3],
]);
/** A line of an article counts as a link where this share of its characters stands in links; listings are links. */
const LINK_SHARE = 0.9;
const MAIN = ['html:article', 'html:main'];
const OUTSIDE = 0.3;

/** Lowers, in place, the probabilities of lines that the page's markup sets apart from its text. */
export function weighMarkup(
  document: Document,
  reading: Reading,
  content: Float32Array,
  article: boolean,
): void {
  const rules = Array.from(reading.blocks, (block) =>
    document.blocks[block]!.evidence.filter(
      (e) => e.stage === 'read' && (e.rule !== 'html:a' || (article && e.score >= LINK_SHARE)),
    ).map((e) => e.rule),
  );
  const hasMain = rules.some((line) => line.some((rule) => MAIN.includes(rule)));
  rules.forEach((line, i) => {
    let factor = 1;
    for (const rule of line) factor *= REGIONS.get(rule) ?? 1;
    if (hasMain && !line.some((rule) => MAIN.includes(rule))) factor *= OUTSIDE;
    if (factor < 1) content[i] = scaleOdds(content[i]!, factor);
  });
}

/** What a box makes of the odds that its lines are content. */
const BOX = 0.005;

/** A line of running text has this many words and is content at least this probably. */
const RUNNING_WORDS = 10;
const RUNNING = 0.5;
/** Characters of a script without spaces that count as one word. */
const CHARACTERS_A_WORD = 2;
/** What standing above or below all running text makes of the odds of a line of fewer words that is no sentence. */
const ABOVE_TEXT = 0.08;
const BELOW_TEXT = 0.2;
const MOST_OUTSIDE = 15;

interface Sign {
  readonly label: Label;
  readonly factor: number;
}

export interface Weighed {
  readonly content: Float32Array;
  /** What the phrases of each line say it is; null where they say nothing. */
  readonly signs: readonly (Label | null)[];
}

/** Lowers, in place, the probabilities of lines that are boilerplate by their form. */
export function weighBoxes(content: Float32Array, names: readonly (Naming | null)[]): void {
  content.forEach((p, line) => {
    if (names[line]) content[line] = scaleOdds(p, BOX);
  });
}

/** The probabilities of content, with the odds of marked lines lowered. */
export function weighSigns(reading: Reading, content: Float32Array, lexicon: Lexicon): Weighed {
  const { count, counts, words: hashes, wordStart } = reading.lines;
  const result = content.slice();
  const signs: (Label | null)[] = [];
  const total = content.reduce((sum, p, line) => sum + p * (wordStart[line + 1]! - wordStart[line]!), 0);
  let above = 0;
  let comments = false;
  let links = 0;
  for (let line = 0; line < count; line++) {
    const words = wordStart[line + 1]! - wordStart[line]!;
    const sentences = counts[line * COUNTS + COUNT.sentences]!;
    const sign = readSign(reading, line, words - counts[line * COUNTS + COUNT.numbers]!, lexicon);
    signs.push(sign?.label ?? null);
    let factor = sign?.factor ?? 1;
    if (comments) factor *= BELOW_COMMENTS;
    else if (links > 0 && sentences === 0) factor *= BELOW_LINKS;
    if (sentences > 1) links = 0;
    links--;
    if (sign?.label === 'comments' && above >= Math.max(CONTENT_ABOVE, MORE_ABOVE * (total - above))) {
      const covered = coverByLabel(hashes.subarray(wordStart[line]!, wordStart[line + 1]!), lexicon);
      comments ||= covered.has('comments');
    }
    if (sign?.label === 'related-links') links = LINKS;
    above += content[line]! * words;
    if (factor < 1) result[line] = scaleOdds(content[line]!, factor);
  }
  return { content: result, signs };
}

/** Lowers, in place, the probabilities of short lines that are no sentences and stand above or below all running text. */
export function weighEnds({ lines }: Reading, content: Float32Array): void {
  const isSentence = (line: number) => lines.counts[line * COUNTS + COUNT.sentences]! > 0;
  const isRunning = (line: number) =>
    lengthOf(lines, line) >= RUNNING_WORDS && isSentence(line) && content[line]! >= RUNNING;
  let first = 0;
  while (first < lines.count && !isRunning(first)) first++;
  if (first === lines.count) return;
  let last = lines.count - 1;
  while (!isRunning(last)) last--;
  for (let line = 0; line < lines.count; line++) {
    if (line >= first && line <= last) continue;
    if (isSentence(line) || lengthOf(lines, line) >= MOST_OUTSIDE) continue;
    content[line] = scaleOdds(content[line]!, line < first ? ABOVE_TEXT : BELOW_TEXT);
  }
}

/** Words of a line; where letters are words of their own, several make one. */
export function lengthOf(lines: Lines, line: number): number {
  const words = lines.wordStart[line + 1]! - lines.wordStart[line]!;
  return isIdeographic(lines, line) ? words / CHARACTERS_A_WORD : words;
}

/** Whether most letters of a line are words of their own, as in Chinese and Japanese. */
export function isIdeographic({ counts, wordStart }: Lines, line: number): boolean {
  return counts[line * COUNTS + COUNT.letters]! < 1.5 * (wordStart[line + 1]! - wordStart[line]!);
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
  const { words: hashes, wordStart } = reading.lines;
  const from = wordStart[line]!;
  const to = wordStart[line + 1]!;
  if (words < 2 || to - from > MENU_WORDS) return null;
  let most: Label | null = null;
  let all = 0;
  const covered = coverByLabel(hashes.subarray(from, to), lexicon);
  for (const [label, n] of covered) {
    all += n;
    if (most === null || n > covered.get(most)!) most = label;
  }
  return most && all >= MENU * words ? { label: most, factor: WHOLE_LINE.get(most) ?? 1 } : null;
}

function longPhrase(lines: Lines, line: number): number {
  if (isIdeographic(lines, line)) return LONG_PHRASE_IDEOGRAPHS;
  const { counts } = lines;
  const isCaseless = counts[line * COUNTS + COUNT.caseless]! * 2 > counts[line * COUNTS + COUNT.letters]!;
  return isCaseless ? LONG_PHRASE_CASELESS : LONG_PHRASE;
}

export function scaleOdds(p: number, factor: number): number {
  return (p * factor) / (p * factor + 1 - p);
}
