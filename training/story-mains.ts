/** Main texts for samples with trailing stories: whole or short, with ends of their own that do not read like the rest. */
import { below, chance, pick, type Random } from './random.js';
import { metaLine } from './story-small-print.js';
import { isShortLine, paragraphs, type Text } from './story-text.js';

/** A news text of fewer characters hardly exists. */
const SHORTEST = 150;
/** Texts whose paragraphs are a line each, lists and all. */
const JOINED_SHARE = 0.3;
/** Texts that end in something which another text ends in: thanks, notes, references, an offer. */
const CODA_SHARE = 0.09;
const CODA_CHARS = 500;
/** Share of its long words that stand before it, at most. */
const CODA_SHARED = 0.4;
const DETAILS_SHARE = 0.06;
/** Texts that end in an author, a date, a length. */
const CREDIT_SHARE = 0.04;
/** Texts that end in a short sentence: "Happy coding!", "Let's dive in." */
const PARTING_SHARE = 0.08;
const PARTING_CHARS = 45;
/** Characters: what is left of a paragraph, at least. */
const SHORTEST_CUT = 60;
/** Shortened texts that end anywhere, rather than behind a sentence. */
const ANYWHERE_SHARE = 0.08;

/** Makes the main text of a sample; `whole` is how often it is all of the text. */
export function mainText(main: Text, codas: readonly Text[], whole: number, random: Random): string {
  const gold = main.gold.trim();
  const laidOut = chance(random, JOINED_SHARE) ? gold.replace(/(?<!\n)\n(?!\n)/g, ' ') : gold;
  const text = chance(random, whole) ? laidOut : shortened(laidOut, random);
  if (codas.length === 0) return text;
  const ends: readonly (readonly [share: number, end: () => string])[] = [
    [CODA_SHARE, () => coda(codas, random)],
    [DETAILS_SHARE, () => details(codas, random)],
    [CREDIT_SHARE, () => metaLine(random)()],
    [PARTING_SHARE, () => parting(codas, random)],
  ];
  let form = random();
  for (const [share, end] of ends) {
    if (form < share) return joined(text, end());
    form -= share;
  }
  return text;
}

function joined(text: string, end: string): string {
  return end === '' ? text : `${text}\n${end}`;
}

/** The text up to somewhere in its last line, where that is long. */
export function cutOff(text: string, random: Random): string {
  const last = text.lastIndexOf('\n') + 1;
  const room = text.length - last - SHORTEST_CUT;
  if (room < SHORTEST_CUT) return text;
  const end = text.lastIndexOf(' ', last + SHORTEST_CUT + below(random, room));
  return end <= last ? text : text.slice(0, end) + pick(['...', '…', ' ...', ' […]', ''], random);
}

/** The text up to a line, mostly one that ends a sentence, often an early one: news are short. */
function shortened(gold: string, random: Random): string {
  const ends: number[] = [];
  const least = chance(random, 0.5) ? 60 : 0;
  const anywhere = chance(random, ANYWHERE_SHARE);
  let at = 0;
  for (const line of gold.split('\n')) {
    at += line.length + 1;
    const ended = anywhere || /[.!?]["”’)]?$/.test(line);
    if (line.length > least && at > SHORTEST && ended) ends.push(at - 1);
  }
  if (ends.length === 0) return gold;
  return gold.slice(0, pick(ends.slice(0, pick([3, 8, 8, ends.length, ends.length], random)), random));
}

/**
 * How some text ends, its last lines or its last short section, where that says little of its own subject: it might end any
 * other text just so. Nothing where no such text is found soon.
 */
function coda(others: readonly Text[], random: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const lines = paragraphs(pick(others, random));
    const section = lines.findLastIndex((line, i) => i < lines.length - 1 && isShortLine(line));
    const last = lines.length - 1 - below(random, 3);
    const from = Math.max(1, section > 0 && chance(random, 0.5) ? section : last);
    const end = lines.slice(from).join('\n');
    if (
      end !== '' &&
      end.length <= CODA_CHARS &&
      sharedStems(end, lines.slice(0, from).join(' ')) <= CODA_SHARED
    )
      return end;
  }
  return '';
}

/** The share of a text's long words, cut to stems, that another text has, too. */
function sharedStems(text: string, other: string): number {
  const theirs = stemsOf(other);
  const mine = [...stemsOf(text)];
  return mine.filter((stem) => theirs.has(stem)).length / Math.max(1, mine.length);
}

function stemsOf(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(/\p{L}{5,}/gu) ?? []).map((word) => word.slice(0, 6)));
}

/** Short lines such as a story's own facts, times and addresses at its end: a run of them from any text. */
function details(others: readonly Text[], random: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const runs = paragraphs(pick(others, random))
      .map((line) => (isShortLine(line) ? line : '\n'))
      .join('\n')
      .split(/\n\n+/)
      .filter((run) => run.split('\n').length >= 3);
    if (runs.length > 0) return pick(runs, random).trim().split('\n').slice(0, 8).join('\n');
  }
  return '';
}

/** A short line that ends a sentence, from any text; none where a few texts have none. */
function parting(others: readonly Text[], random: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const lines = paragraphs(pick(others, random)).filter(
      (line) => line.length <= PARTING_CHARS && /^\p{Lu}.*[.!]$/u.test(line),
    );
    if (lines.length > 0) return pick(lines, random);
  }
  return '';
}
