/** Main texts for samples with trailing stories: whole or short, with ends of their own that do not read like the rest. */
import { below, chance, pick, type Random } from './random.js';
import { isShortLine, paragraphs, type Text } from './story-text.js';

/** A news text of fewer characters hardly exists. */
const SHORTEST = 150;
/** Texts that end in something which another text ends in: thanks, notes, references, an offer. */
const CODA_SHARE = 0.06;
const CODA_CHARS = 500;
const DETAILS_SHARE = 0.06;

/** Makes the main text of a sample; `whole` is how often it is all of the text. */
export function mainText(main: Text, codas: readonly Text[], whole: number, random: Random): string {
  const text = chance(random, whole) ? main.gold.trim() : shortened(main.gold.trim(), random);
  if (codas.length === 0) return text;
  const form = random();
  if (form < CODA_SHARE) return joined(text, codaOf(pick(codas, random), random));
  return form < CODA_SHARE + DETAILS_SHARE ? joined(text, details(codas, random)) : text;
}

function joined(text: string, end: string): string {
  return end === '' ? text : `${text}\n${end}`;
}

/** The text up to a line that ends a sentence, often an early one: news are short. */
function shortened(gold: string, random: Random): string {
  const ends: number[] = [];
  const least = chance(random, 0.75) ? 60 : 0;
  let at = 0;
  for (const line of gold.split('\n')) {
    at += line.length + 1;
    if (line.length > least && at > SHORTEST && /[.!?]["”’)]?$/.test(line)) ends.push(at - 1);
  }
  if (ends.length === 0) return gold;
  return gold.slice(0, pick(ends.slice(0, pick([3, 8, 8, ends.length, ends.length], random)), random));
}

/** How a text ends: its last lines, or its last short section. */
function codaOf(text: Text, random: Random): string {
  const lines = paragraphs(text);
  const section = lines.findLastIndex((line, i) => i < lines.length - 1 && isShortLine(line));
  const last = lines.length - 1 - below(random, 3);
  const from = Math.max(1, section > 0 && chance(random, 0.5) ? section : last);
  const coda = lines.slice(from).join('\n');
  return coda.length <= CODA_CHARS ? coda : '';
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
