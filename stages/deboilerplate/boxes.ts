/**
 * Boilerplate that reads like content, so that a line alone does not give it away: an author box with a life in it, a
 * caption, a list of keywords. Its form does.
 */
import type { Label } from '../../pipeline/document.js';
import { CLASS } from './characters.js';
import { isPhraseAlone, isTag, MOST_TAGS, marked, type Naming } from './labels.js';
import { lengthOf } from './length.js';
import { beginsWith, coverByLabel, endsWith, type Lexicon, STARTS } from './lexicon.js';
import { type Reading, textOf } from './lines.js';
import { COUNT, countIn, wordsIn } from './measure.js';
import { isName, nameInFront } from './names.js';
import { scaleOdds } from './odds.js';
import { hashWords, offsetBehind } from './words.js';

const MOST_CAPTION_WORDS = 20;
/** A line that ends with a credit may have more. */
const MOST_CREDITED_WORDS = 60;
/** "© Jo Lane" or "(C) Jo Lane", and no year, which would be a notice, nor "(c)" among the points of a list. */
const COPYRIGHT_CREDIT = /(?:©\s?[^©\d\s]|(?<!\(b\).*)\([cC]\)\s?\p{Lu})[^©\d]{1,50}$/u;
/** What a copyright notice begins with. */
const NOTICE = /^(?:©|(?:copyright|\(c\))\s?(?:©|\(c\))?\s?(?:19|20)\d\d)/iu;
/** "Image 2 of 7". */
const PICTURE_OF = /^\p{L}+ \d{1,3}\s?(?:\p{L}{1,4}|\/)\s?\d{1,3}$/u;
/** A credit stands behind so many words. */
const FEWEST_CREDITED_WORDS = 3;
/** Characters of a line's end in which a credit stands. */
const CREDIT_LENGTH = 64;
/** Shorter lines that end with a caption's word may be headings, such as "How to take a photo". */
const FEWEST_CAPTION_WORDS = 6;
const COOKIES: Naming = { label: 'cookie-notice', rule: 'cookie-phrase' };
const COOKIE_SHARE = 0.12;
const COOKIE_LINES = 10;
const MOST_KEYWORD_FUNCTION_SHARE = 0.2;
/** Lines of an author box behind its head. */
const MOST_BOX_LINES = 6;
/** A line of a box with more words is a paragraph, of which a box has one. */
const PARAGRAPH_WORDS = 12;
const MOST_HEAD_WORDS = 6;
/** Labels of boxes that may stand right below. */
const ANOTHER_BOX: readonly Label[] = ['cookie-notice', 'comments', 'related-links', 'share', 'newsletter'];
const MOST_NOTICE_WORDS = 20;
const MOST_LINK_WORDS = 25;
const MOST_FILING_WORDS = 30;
/** Characters of a trail. */
const MOST_TRAIL = 120;

/** What a box makes of the odds that its lines are content. */
const BOX = 0.005;
/** A line of a box is content at most this probably, however much it reads like it. */
const MOST_BOX = 0.3;

export interface Boxes {
  /** What each line is by its form; null for most. */
  readonly names: readonly (Naming | null)[];
  /** The name in the first author box. */
  readonly author: string | null;
}

/** `article` says that the page is known to be one: on others, lives and lists of keywords may be the content. */
export function findBoxes(reading: Reading, lexicon: Lexicon, article: boolean): Boxes {
  const { count } = reading.lines;
  const names: (Naming | null)[] = new Array(count).fill(null);
  let author: string | null = null;
  for (let line = 0; line < count; line++) {
    if (names[line]) continue;
    const text = textOf(reading, line);
    const bits = reading.lines.bits[line]!;
    if (bits & STARTS.caption && isCaption(reading, line, text, lexicon)) {
      names[line] = { label: 'caption', rule: 'caption-colon' };
    } else if (NOTICE.test(text) && lengthOf(reading.lines, line) <= MOST_NOTICE_WORDS) {
      const label = text.startsWith('©') && !standsBehind(reading, line) ? 'caption' : 'copyright';
      names[line] = { label, rule: 'copyright-sign' };
    } else if (isCredited(reading, line, text) || hasShoutedCredit(reading, line, text, lexicon)) {
      names[line] = { label: 'caption', rule: 'caption-credit' };
    } else if (article && (isKeywords(reading, line, text) || isFiling(reading, line, text, lexicon))) {
      names[line] = { label: 'keywords', rule: 'keywords-colon' };
      if (!isPhraseAlone(reading, line, 'keywords') || !standsBehind(reading, line)) continue;
      for (let tag = line + 1; tag <= line + MOST_TAGS && tag < count && isTag(reading, tag); tag++) {
        names[tag] = { label: 'keywords', rule: 'below-keywords' };
      }
    } else if (article && bits & STARTS['related-links'] && isLink(reading, line, text, lexicon)) {
      names[line] = { label: 'related-links', rule: 'link-colon' };
    } else if (article && isTrail(reading, line, text)) {
      names[line] = { label: 'navigation', rule: 'breadcrumb' };
    } else if (isCookieNotice(reading, line)) {
      names[line] = COOKIES;
      if (line > 0 && isOther(reading, line - 1, 'cookie-notice')) names[line - 1] = COOKIES;
      if (line + 1 < count && isOther(reading, line + 1, 'cookie-notice')) names[line + 1] = COOKIES;
    } else if (article && isBoxHead(reading, line, text, lexicon)) {
      const box = readBox(reading, line, lexicon);
      if (!box) continue;
      author ??= box.author;
      names.fill({ label: 'author-bio', rule: 'author-box' }, line, box.end);
    }
  }
  return { names, author };
}

/** Lowers, in place, the probabilities of lines that are boilerplate by their form. */
export function weighBoxes(content: Float32Array, names: readonly (Naming | null)[]): void {
  content.forEach((p, line) => {
    if (names[line]) content[line] = Math.min(MOST_BOX, scaleOdds(p, BOX));
  });
}

/** "Photo: AFP" and its like, at the start of a short line, behind its last sentence, or in brackets at its end. */
function isCaption(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  const words = lengthOf(reading.lines, line);
  if (words > MOST_CREDITED_WORDS) return false;
  const inBrackets = /[(（[]([^()（）[\]]{3,60})[)）\]]$/u.exec(text.slice(-CREDIT_LENGTH))?.[1];
  if (inBrackets !== undefined && isCredit(inBrackets, lexicon)) return true;
  if (words > MOST_CAPTION_WORDS) return false;
  if (isCredit(text, lexicon) || PICTURE_OF.test(text)) return true;
  const lastStop = Math.max(...[...'.!?。'].map((stop) => text.lastIndexOf(stop, text.length - 4)));
  const tail = text.slice(lastStop + 1).trim();
  if (tail !== text && isCredit(tail, lexicon)) return true;
  return (
    words >= FEWEST_CAPTION_WORDS &&
    countIn(reading.lines, line, COUNT.last) !== CLASS.stop &&
    endsWith(hashWords(tail), 'caption', lexicon)
  );
}

/** "The harbour at dusk. © Jo Lane": words, and whose picture it is. */
function isCredited(reading: Reading, line: number, text: string): boolean {
  if (lengthOf(reading.lines, line) > MOST_CREDITED_WORDS || marked(reading, line, 'copyright') > 0)
    return false;
  const credit = COPYRIGHT_CREDIT.exec(text.slice(-CREDIT_LENGTH))?.[0];
  if (credit === undefined) return false;
  return hashWords(text.slice(0, -credit.length)).length >= FEWEST_CREDITED_WORDS;
}

/** A sentence and, in capitals, whose picture it is: "The harbour at dusk. JO LANE / THE GAZETTE". */
const SHOUTED_CREDIT = /[^\s.][.!?…]["'”’»)]?\s+(\p{Lu}[^\p{Ll}\p{N}.!?]{2,} [^\p{Ll}\p{N}.!?]+)$/u;

function hasShoutedCredit(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  const shouted = countIn(reading.lines, line, COUNT.shouted);
  if (shouted < 2 || lengthOf(reading.lines, line) > MOST_CREDITED_WORDS) return false;
  const credit = SHOUTED_CREDIT.exec(text.slice(-CREDIT_LENGTH))?.[1];
  if (credit === undefined || coverByLabel(hashWords(credit), lexicon).size > 0) return false;
  return hashWords(text.slice(0, -credit.length)).length >= FEWEST_CREDITED_WORDS;
}

/** A caption's phrase, and a colon behind it; or a longer phrase, or an abbreviated one, and little more. */
function isCredit(text: string, lexicon: Lexicon): boolean {
  const words = hashWords(text);
  const phrase = beginsWith(words, 'caption', lexicon);
  if (phrase === 0 || phrase === words.length) return false;
  const little = words.length <= 9 && !/[.!?]["”)]?$/.test(text);
  return colonBehind(text, phrase) || (little && (phrase > 1 || text[offsetBehind(text, phrase)] === '.'));
}

/** "Keywords: one two three": the phrase and a colon in front, or commas below the text; and nothing like a sentence behind. */
function isKeywords(reading: Reading, line: number, text: string): boolean {
  const phrase = marked(reading, line, 'keywords');
  const isList = countIn(reading.lines, line, COUNT.commas) > 0 && standsBehind(reading, line);
  return (
    phrase > 0 &&
    (colonBehind(text, phrase) || isList) &&
    countIn(reading.lines, line, COUNT.sentences) === 0 &&
    countIn(reading.lines, line, COUNT.functionWords) <=
      MOST_KEYWORD_FUNCTION_SHARE * wordsIn(reading.lines, line)
  );
}

/** "Filed under Bread. Tagged with starter, winter": behind the text, a phrase of keywords before each stop. */
function isFiling(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  if (lengthOf(reading.lines, line) > MOST_FILING_WORDS || marked(reading, line, 'keywords') === 0)
    return false;
  const parts = text.split(/[.|·•]\s+/u).map((part) => hashWords(part));
  return (
    parts.length > 1 &&
    standsBehind(reading, line) &&
    parts.every((part) => part.length === 0 || beginsWith(part, 'keywords', lexicon) > 0)
  );
}

/** A notice's phrase that is a good part of a line near either end of the page. */
function isCookieNotice(reading: Reading, line: number): boolean {
  const phrase = marked(reading, line, 'cookie-notice');
  const fromEnds = Math.min(line, reading.lines.count - 1 - line);
  return phrase >= 2 && phrase >= COOKIE_SHARE * wordsIn(reading.lines, line) && fromEnds < COOKIE_LINES;
}

/** Whether a colon or slash follows the first words of a text. */
function colonBehind(text: string, words: number): boolean {
  return /^[\s)\]]*[:：/=]/.test(text.slice(offsetBehind(text, words), offsetBehind(text, words) + 8));
}

/** "Read more: Puffins return", or without the colon: the phrase in front, and a headline behind. */
function isLink(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  if (lengthOf(reading.lines, line) > MOST_LINK_WORDS) return false;
  if (countIn(reading.lines, line, COUNT.sentences) > 1) return false;
  const words = hashWords(text);
  const phrase = beginsWith(words, 'related-links', lexicon);
  if (phrase > 0 && colonBehind(text, phrase)) return true;
  const last = countIn(reading.lines, line, COUNT.last);
  if (phrase < 2 || last === CLASS.stop || /[:：]$/u.test(text)) return false;
  // What may stand alone goes on with a headline rather than as a phrase, as "More from" does.
  const standsAlone = coverByLabel(words.subarray(0, phrase), lexicon).size > 0;
  return standsAlone && /^\s+["'“„«»‘]?\p{Lu}/u.test(text.slice(offsetBehind(text, phrase)));
}

/** "Home > News > Town": short steps with arrows between, above the text. */
function isTrail(reading: Reading, line: number, text: string): boolean {
  if (line >= reading.page.mainStart || text.length > MOST_TRAIL) return false;
  if (countIn(reading.lines, line, COUNT.sentences) > 0) return false;
  const steps = text.split(/[>›»＞]/);
  return steps.length >= 3 && steps.slice(0, 2).every((step) => hashWords(step).length > 0);
}

/** A line that is a phrase of author boxes, or nearly so, or has one and a colon in front of a name or a life. */
function isBoxHead(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  const phrase = marked(reading, line, 'author-bio');
  if (phrase === 0) return false;
  const head = beginsWith(hashWords(text), 'author-bio', lexicon);
  if (head > 1 && colonBehind(text, head)) return true;
  return phrase * 4 >= wordsIn(reading.lines, line) * 3 && lengthOf(reading.lines, line) <= MOST_HEAD_WORDS;
}

/** A box: its head, a name, what the person does, and a paragraph at most. One without a name stands behind the text. */
function readBox(
  reading: Reading,
  head: number,
  lexicon: Lexicon,
): { end: number; author: string | null } | null {
  const { lines } = reading;
  const headText = textOf(reading, head);
  const words = hashWords(headText);
  const phrase = beginsWith(words, 'author-bio', lexicon);
  const rest = phrase > 0 && phrase < words.length ? headText.slice(offsetBehind(headText, phrase)) : '';
  let author: string | null = rest === '' ? null : nameIn(rest.replace(/^[\s:：]+/u, ''), lexicon);
  if (lengthOf(lines, head) > MOST_HEAD_WORDS && rest !== '') return { end: head + 1, author };
  const isBehind = phrase > 1 && standsBehind(reading, head);
  let end = head + 1;
  for (; end < lines.count && end <= head + MOST_BOX_LINES; end++) {
    const text = textOf(reading, end);
    if (author === null) {
      author = nameIn(text, lexicon);
      if (author === null && !isBehind) return null;
      if (author === text) continue;
    }
    if (ANOTHER_BOX.some((label) => isOther(reading, end, label))) break;
    if (
      lengthOf(lines, end) > PARAGRAPH_WORDS ||
      countIn(lines, end, COUNT.last) === CLASS.stop ||
      countIn(lines, end, COUNT.sentences) > 0
    ) {
      end++;
      break;
    }
  }
  return author === null && !isBehind ? null : { end, author };
}

function nameIn(text: string, lexicon: Lexicon): string | null {
  return isName(text, lexicon) ? text : nameInFront(text);
}

/** Whether most of the running text stands above a line. */
function standsBehind({ page }: Reading, line: number): boolean {
  return page.proseAbove[line]! * 5 >= page.proseWords * 3;
}

/** Whether phrases of a label make up half of a line. */
function isOther(reading: Reading, line: number, label: Label): boolean {
  const phrase = marked(reading, line, label);
  return phrase > 0 && phrase * 2 >= wordsIn(reading.lines, line);
}
