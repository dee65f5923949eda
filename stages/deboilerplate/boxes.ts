/**
 * Boilerplate that reads like content, so that a line alone does not give it away: an author box with a life in it, a
 * caption, a list of keywords. Its form does.
 */
import type { Document } from '../../pipeline/document.js';
import { CLASS } from './characters.js';
import { marked, type Naming } from './labels.js';
import { beginsWith, type Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { COUNT, COUNTS } from './measure.js';
import { isName, nameInFront } from './people.js';
import { hashWords, offsetBehind } from './words.js';

const MOST_CAPTION_WORDS = 20;
const COOKIES: Naming = { label: 'cookie-notice', rule: 'cookie-phrase' };
const COOKIE_SHARE = 0.12;
const COOKIE_LINES = 10;
const MOST_KEYWORD_FUNCTION_SHARE = 0.2;
/** Lines of an author box behind its head. */
const MOST_BOX_LINES = 6;
/** A line of a box with more words is a paragraph, of which a box has one. */
const PARAGRAPH_WORDS = 12;

export interface Boxes {
  /** What each line is by its form; null for most. */
  readonly names: readonly (Naming | null)[];
  /** The name in the first author box. */
  readonly author: string | null;
}

/** `article` says that the page is known to be one: on others, lives and lists of keywords may be the content. */
export function findBoxes(document: Document, reading: Reading, lexicon: Lexicon, article: boolean): Boxes {
  const { count } = reading.lines;
  const names: (Naming | null)[] = new Array(count).fill(null);
  let author: string | null = null;
  for (let line = 0; line < count; line++) {
    if (names[line]) continue;
    const text = document.blocks[reading.blocks[line]!]!.text;
    if (isCaption(reading, line, text, lexicon)) names[line] = { label: 'caption', rule: 'caption-colon' };
    else if (article && isKeywords(reading, line, text))
      names[line] = { label: 'keywords', rule: 'keywords-colon' };
    else if (isCookieNotice(reading, line)) {
      names[line] = COOKIES;
      if (line > 0 && isOther(reading, line - 1, 'cookie-notice')) names[line - 1] = COOKIES;
      if (line + 1 < count && isOther(reading, line + 1, 'cookie-notice')) names[line + 1] = COOKIES;
    } else if (article && isBoxHead(reading, line)) {
      const box = readBox(document, reading, line);
      if (!box) continue;
      author ??= box.author;
      names.fill({ label: 'author-bio', rule: 'author-box' }, line, box.end);
    }
  }
  return { names, author };
}

/** "Photo: AFP" and its like, at the start of a short line or behind its last sentence. */
function isCaption(reading: Reading, line: number, text: string, lexicon: Lexicon): boolean {
  const words = wordsIn(reading, line);
  if (words > MOST_CAPTION_WORDS) return false;
  if (isCredit(text, lexicon)) return true;
  const tail = text
    .slice(Math.max(...[...'.!?。'].map((stop) => text.lastIndexOf(stop, text.length - 4))) + 1)
    .trim();
  return tail !== text && isCredit(tail, lexicon);
}

/** A caption's phrase, and a colon behind it; or a longer phrase, or an abbreviated one, and little more. */
function isCredit(text: string, lexicon: Lexicon): boolean {
  const words = hashWords(text);
  const phrase = beginsWith(words, 'caption', lexicon);
  if (phrase === 0 || phrase === words.length) return false;
  const little = words.length <= 9 && !/[.!?]["”)]?$/.test(text);
  return colonBehind(text, phrase) || (little && (phrase > 1 || text[offsetBehind(text, phrase)] === '.'));
}

/** "Keywords: one two three": the phrase and a colon in front, and nothing like a sentence behind. */
function isKeywords(reading: Reading, line: number, text: string): boolean {
  const phrase = marked(reading, line, 'keywords');
  return (
    phrase > 0 &&
    colonBehind(text, phrase) &&
    reading.lines.counts[line * COUNTS + COUNT.sentences] === 0 &&
    reading.lines.counts[line * COUNTS + COUNT.functionWords]! <=
      MOST_KEYWORD_FUNCTION_SHARE * wordsIn(reading, line)
  );
}

/** A notice's phrase that is a good part of a line near either end of the page. */
function isCookieNotice(reading: Reading, line: number): boolean {
  const phrase = marked(reading, line, 'cookie-notice');
  const fromEnds = Math.min(line, reading.lines.count - 1 - line);
  return phrase >= 2 && phrase >= COOKIE_SHARE * wordsIn(reading, line) && fromEnds < COOKIE_LINES;
}

/** Whether a colon or slash follows the first words of a text. */
function colonBehind(text: string, words: number): boolean {
  return /^[\s)\]]*[:：/=]/.test(text.slice(offsetBehind(text, words), offsetBehind(text, words) + 8));
}

/** A line that is nothing but a phrase of author boxes, or nearly so. */
function isBoxHead(reading: Reading, line: number): boolean {
  const phrase = marked(reading, line, 'author-bio');
  return phrase > 0 && phrase * 4 >= wordsIn(reading, line) * 3 && wordsIn(reading, line) <= 6;
}

/** A box: its head, a name, what the person does, and a paragraph at most. */
function readBox(document: Document, reading: Reading, head: number): { end: number; author: string } | null {
  const { count, counts } = reading.lines;
  let author: string | null = null;
  let end = head + 1;
  for (; end < count && end <= head + MOST_BOX_LINES; end++) {
    const text = document.blocks[reading.blocks[end]!]!.text;
    const words = wordsIn(reading, end);
    if (author === null) {
      author = isName(text) ? text : nameInFront(text);
      if (author === null) return null;
      if (author === text) continue;
    }
    if (
      ['cookie-notice', 'comments', 'related-links', 'share', 'newsletter'].some((l) =>
        isOther(reading, end, l),
      )
    ) {
      break;
    }
    if (words > PARAGRAPH_WORDS || counts[end * COUNTS + COUNT.last] === CLASS.stop) {
      end++;
      break;
    }
  }
  return author === null ? null : { end, author };
}

function isOther(reading: Reading, line: number, label: string): boolean {
  const phrase = marked(reading, line, label as Naming['label']);
  return phrase > 0 && phrase * 2 >= wordsIn(reading, line);
}

function wordsIn({ lines }: Reading, line: number): number {
  return lines.wordStart[line + 1]! - lines.wordStart[line]!;
}
