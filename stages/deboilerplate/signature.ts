/** Finds who signs a page far from its title. */
import { findDate } from './dates.js';
import { STARTS_BEFORE_NAME } from './lexicon.js';
import { textOf } from './lines.js';
import { wordsIn } from './measure.js';
import { authorsAtStart, singleNameIn } from './names.js';
import { DATELINE, MOST_BYLINE_WORDS, type Surroundings } from './surroundings.js';

/** Behind this share of the running text, what is signed and dated is another story. */
const ANOTHER_FROM = 0.2;

/** Those whom a byline somewhere on the page names, where no other one names others. */
export function findSignature(page: Surroundings): readonly string[] {
  const { reading, lexicon, title } = page;
  const { lines, document } = reading;
  const found = new Map<string, readonly string[]>();
  for (let line = 0; line < lines.count; line++) {
    if (!(lines.bits[line]! & STARTS_BEFORE_NAME)) continue;
    if (line === title || wordsIn(lines, line) > MOST_BYLINE_WORDS || signsAnother(page, line)) continue;
    const names = authorsAtStart(textOf(reading, line), lexicon);
    // "By Audience" is of a menu, and so is "By Event Type" beside it.
    const key = names.join() || singleNameIn(textOf(reading, line), lexicon);
    if (key !== null) found.set(key, names);
  }
  const [only = []] = found.values();
  return found.size === 1 && findCommonWords(only, document.source).size === 0 ? only : [];
}

/** Whether a line signs another story: a headline above it, text above that, and a time or a place behind it. */
function signsAnother({ reading, lexicon, first }: Surroundings, line: number): boolean {
  const { lines, page } = reading;
  const isFar = page.proseAbove[line]! >= ANOTHER_FROM * page.proseWords;
  if (line <= first || !isFar || wordsIn(lines, line - 1) > MOST_BYLINE_WORDS) return false;
  return [line + 1, line + 2].some((next) => {
    if (next >= lines.count) return false;
    const text = textOf(reading, next);
    return wordsIn(lines, next) > MOST_BYLINE_WORDS ? DATELINE.test(text) : findDate(text, lexicon) !== null;
  });
}

/**
 * The names all of whose words the page uses in small letters too, at the start of a word at least: it does so with those of
 * rubrics, but not with those of people. One pass, however many the names are.
 */
export function findCommonWords(names: readonly string[], source: string): ReadonlySet<string> {
  if (names.length === 0) return new Set();
  const smallWords = (name: string) => name.split(' ').map((word) => word.toLowerCase());
  const wanted = new Set(names.flatMap(smallWords));
  const lengths = new Set([...wanted].map((word) => word.length));
  const found = new Set<string>();
  for (const word of source.split(' ').slice(1)) {
    for (const length of lengths) {
      const start = word.slice(0, length);
      if (wanted.has(start)) found.add(start);
    }
  }
  return new Set(names.filter((name) => smallWords(name).every((word) => found.has(word))));
}
