/** Reads names of people out of short lines: bylines and author boxes. */
import { findDate, isDateAlone, isMonth } from './dates.js';
import { beginsWith, type Lexicon, longestOf } from './lexicon.js';
import { hashWords, offsetBehind } from './words.js';

/** A name in a script without capitals. */
const CASELESS_NAME =
  /^(?:[\p{sc=Han}\p{sc=Hangul}]{2,4}|\p{sc=Han}{1,3} (?:\p{sc=Han}{1,3}|[\p{sc=Hiragana}\p{sc=Katakana}ー]{2,5})|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{3,8}|[\p{sc=Arabic}]{2,12}(?: [\p{sc=Arabic}]{2,12}){1,2})$/u;
/** Characters and words of a name. */
const MOST_NAME = 60;
const MOST_NAME_WORDS = 5;

/** Whether a line is a person's name and nothing else. */
export function isName(text: string, { nameForms }: Lexicon): boolean {
  return text.length <= MOST_NAME && text.split(' ').length <= MOST_NAME_WORDS && nameForms.name.test(text);
}

/** The same, or what is a name in writing that has no capitals; that may be anything else as well. */
export function mayBeName(text: string, lexicon: Lexicon): boolean {
  return isName(text, lexicon) || CASELESS_NAME.test(text);
}

/** Whether a line looks like a part of a byline: a name and nothing else, or a date. */
export function isNameOrDate(text: string, lexicon: Lexicon): boolean {
  return isName(text, lexicon) || findDate(text, lexicon) !== null;
}

/**
 * Who wrote a page, from a line such as "By Jo Lane and Ana Pop | 4 May" or "Published 4 May 2030 by Jo Lane"; nobody where it
 * does not say. `isDated` says that the line has a date.
 */
export function authorsIn(text: string, isDated: boolean, lexicon: Lexicon): readonly string[] {
  const words = hashWords(text);
  const isByline = isDated || beginsWith(words, 'byline', lexicon) > 0;
  for (let i = 0; isByline && i < words.length; i++) {
    const phrase = beginsWith(words.subarray(i), 'byline', lexicon);
    const names = phrase > 0 ? namesBehind(text, i + phrase, lexicon) : [];
    if (names.length > 0) return names;
  }
  const reporter = lexicon.nameForms.behindName.exec(text)?.[1];
  return reporter === undefined ? [] : [reporter];
}

/** Who wrote a page, where a line begins with a byline in front of a name, as in "Written by Jo Lane". */
export function authorsAtStart(text: string, lexicon: Lexicon): readonly string[] {
  const words = hashWords(text);
  const phrase = longestOf(lexicon.beforeNames(words[0] ?? 0), words);
  return phrase === 0 ? [] : namesBehind(text, phrase, lexicon);
}

const SINGLE_NAME = /^\p{Lu}[\p{Ll}\p{M}'’-]{2,}$/u;

/**
 * The single name in a line that is a byline and nothing else, but for a date: "by Hilde", "Posted by Hilde on 4 May 2030",
 * "4 May 2030 by Hilde, 3 comments".
 */
export function singleNameIn(text: string, lexicon: Lexicon): string | null {
  const hashes = hashWords(text);
  const start = hashes.findIndex((hash) => lexicon.beforeNames(hash).length > 0);
  const isDated = start > 0 && isDateAlone(text.slice(0, offsetBehind(text, start)), lexicon);
  let words = isDated ? start : 0;
  for (let more = 1; more > 0; words += more) {
    more = longestOf(lexicon.beforeNames(hashes[words] ?? 0), hashes.subarray(words));
  }
  if (words === (isDated ? start : 0)) return null;
  const behind = text.slice(offsetBehind(text, words)).replace(/^\s*:?\s+/u, '');
  const name = /^[^\s|,•·]*/u.exec(behind)![0];
  const rest = behind.slice(name.length).trimStart();
  const [next = ''] = rest.split(' ');
  const isAlone =
    rest === '' ||
    (isDated && /^[^\p{L}]*\d/u.test(rest)) ||
    (findDate(rest, lexicon) !== null && (!/^\p{Lu}/u.test(next) || isMonth(next, lexicon)));
  return isAlone && SINGLE_NAME.test(name) && !isMonth(name, lexicon) ? name : null;
}

/**
 * What may be a name in front of a date, as in "Jo Lane 4 May 2030" or "Jo Lane | May 4"; null where a comma parts them, as it
 * does a place from its date.
 */
export function nameBeforeDate(text: string, lexicon: Lexicon): string | null {
  const name = nameBehind(text, 0, lexicon);
  return name === null || text.slice(name.length).trimStart().startsWith(',') ? null : name;
}

/** What a live blog says behind a name: "Jo Lane (now) and Ana Pop (earlier)". */
const ROLE = /\s\(\p{Ll}{2,12}\)/gu;

/** The names that a line is and nothing else: one, or several joined by a word; behind an "&" stands a title as often. */
export function namesAlone(text: string, lexicon: Lexicon): readonly string[] {
  if (text.length > MOST_NAMES * MOST_NAME) return [];
  const bare = text.replace(ROLE, '');
  if (isName(bare, lexicon)) return [bare];
  const names = namesBehind(bare, 0, lexicon);
  const words = names.reduce((sum, name) => sum + hashWords(name).length, 0);
  return names.length > 1 && !bare.includes('&') && hashWords(bare).length - words < names.length
    ? names
    : [];
}

const PLACE = /^\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}[\p{L}\p{M}'’.-]+){0,2}$/u;

/** Whether a line may be a place and nothing else, as it stands between a name and a date. */
export function mayBePlace(text: string): boolean {
  return text.length <= MOST_NAME && PLACE.test(text);
}

/** A stop behind a word that is no initial or title ends a name. */
const ENDED = /^(\S+ .*?\p{Ll}{3})\.(?:\s.*)?$/u;
/** Names in one byline, at most. */
const MOST_NAMES = 10;

/**
 * The names behind the first `words` words of a byline such as "By Jo Lane and Ana Pop | 4 May". Commas part names where the last
 * two are joined by a word: else titles follow them.
 */
function namesBehind(text: string, words: number, lexicon: Lexicon): readonly string[] {
  const names: string[] = [];
  let joined = 1;
  let commas = 0;
  let name = nameBehind(text, words, lexicon);
  let rest = text.slice(offsetBehind(text, words));
  while (name !== null && names.length < MOST_NAMES) {
    names.push(name);
    rest = rest.slice(rest.indexOf(name) + name.length);
    const joint = lexicon.nameForms.joint.exec(rest)?.[0];
    if (joint === undefined) break;
    rest = rest.slice(joint.length);
    name = nameBehind(rest, 0, lexicon);
    if (joint.trim() === ',') commas++;
    else if (name !== null && (commas === 0 || !joint.includes('&'))) joined = names.length + 1;
  }
  return names.slice(0, joined);
}

/** The name behind the first `words` words of a byline such as "By Jo Lane | 4 May"; null where none stands there. */
export function nameBehind(text: string, words: number, lexicon: Lexicon): string | null {
  const behind = text.slice(offsetBehind(text, words));
  const rest = behind.replace(/^[\s:：|–—-]+/u, '');
  const [front] = rest.split(lexicon.nameForms.end);
  const isBeforeNumber = /^\s+\d/u.test(rest.slice(front!.length));
  const parts = front!.trim().split(' ');
  const end = parts.findIndex(
    (part, i) =>
      (i > 1 && isBylineWord(part, lexicon)) ||
      (i > 0 && i === parts.length - 1 && isBeforeNumber && isMonth(part, lexicon)),
  );
  const name = (end < 0 ? parts : parts.slice(0, end)).join(' ').replace(ENDED, '$1');
  // Kana right behind a phrase go on with its sentence.
  const isApart = rest !== behind || !/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(name);
  return isName(name, lexicon) || (words > 0 && isApart && CASELESS_NAME.test(name)) ? name : null;
}

/** Whether a word behind a name begins what else a byline says, as "Updated" does; shorter ones are parts of names. */
function isBylineWord(word: string, lexicon: Lexicon): boolean {
  return word.length >= 5 && /^\p{Lu}/u.test(word) && beginsWith(hashWords(word), 'byline', lexicon) > 0;
}

/** The two or three names that a life begins with, as in "Jo Lane writes about trains."; null for other texts. */
export function nameInFront(text: string): string | null {
  return /^(\p{Lu}[\p{L}\p{M}'’.-]+(?: \p{Lu}[\p{L}\p{M}'’.-]+){1,2}),? \p{Ll}/u.exec(text)?.[1] ?? null;
}

/** Whether a text begins with a name and goes on in small letters, as in "Jo Lane writes" or "Jo Lane, who writes". */
export function goesOnBehind(name: string, text: string): boolean {
  return text.startsWith(name) && /^,? \p{Ll}/u.test(text.slice(name.length));
}
