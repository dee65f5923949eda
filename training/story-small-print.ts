/** Lines that stand around stories: who wrote them, when, where, in which section, how long they are. */

import { below, chance, pick, type Random } from './random.js';
import { FIRST_NAMES, LAST_NAMES, MONTHS, NEWSROOMS, PLACES, ROLES, SECTIONS } from './story-phrases.js';

const BY = [
  'By ',
  'by ',
  'BY ',
  'Von ',
  'Par ',
  'Por ',
  'Di ',
  'Door ',
  'Av ',
  'Text: ',
  'Written by ',
  '',
  '',
  '',
];

/** Makes lines of one sort: authors, times, sections, lengths and counts, one or several of them in a line. */
export function metaLine(random: Random): () => string {
  const form = below(random, STAMPS);
  const by = pick(BY, random);
  const facts = [
    () => by + author(random),
    () => by + author(random),
    () => stamp(form, random),
    () => stamp(form, random),
    () => pick(SECTIONS, random),
    () => `${1 + below(random, 14)}${pick([' min read', ' min', ' minute read', ' Min. Lesezeit'], random)}`,
    () => `${below(random, 90)} ${pick(['comments', 'Kommentare', 'shares', 'views'], random)}`,
  ];
  const count = pick([1, 1, 1, 2, 2, 3], random);
  const chosen = Array.from({ length: count }, () => pick(facts, random));
  const mark = pick([' | ', ' · ', ', ', ' - ', ' • ', ' / ', ' '], random);
  return () => chosen.map((fact) => fact()).join(mark);
}

/** Makes what stands between an article's headline and its text: author and time, either, or neither. */
export function bylineBlock(line: string, random: Random): () => string {
  const form = below(random, STAMPS);
  const by = pick(BY, random);
  const role = chance(random, 0.2);
  const writer = () => by + author(random) + (role ? `, ${pick(ROLES, random)}` : '');
  const time = () => stamp(form, random);
  const mark = pick([line, line, ' | ', ' · ', ', ', ' • '], random);
  const parts = pick(
    [[], [], [writer], [writer], [time], [writer, time], [writer, time], [time, writer]],
    random,
  );
  return () => parts.map((part) => part()).join(mark);
}

/** Makes openings that tell where a story comes from, and some of them when: "BERLIN, 3 March (Wire) - ". */
export function placeLine(random: Random): () => string {
  const mark = pick([' — ', ' – ', ': ', ' - ', ' -- ', '. '], random);
  const dated = chance(random, 0.25);
  const form = below(random, STAMPS);
  return () => pick(PLACES, random) + (dated ? `, ${stamp(form, random)}` : '') + mark;
}

function author(random: Random): string {
  if (chance(random, 0.12)) return pick(NEWSROOMS, random);
  const initial = chance(random, 0.08) ? ` ${pick('ABCDEGHJKLMRST'.split(''), random)}.` : '';
  const name = () => `${pick(FIRST_NAMES, random)}${initial} ${pick(LAST_NAMES, random)}`;
  return chance(random, 0.08) ? `${name()}${pick([' and ', ' und ', ', ', ' & '], random)}${name()}` : name();
}

/** Ways of telling the time. */
export const STAMPS = 18;

/** A date or a time, told in one of so many ways. */
export function stamp(form: number, random: Random): string {
  const n = 1 + below(random, 27);
  const month = pick(MONTHS, random);
  const short = month.slice(0, 3);
  const year = 2008 + below(random, 19);
  const clock = `${below(random, 24)}:${10 + below(random, 50)}`;
  return [
    `${n} hours ago`,
    `${month} ${n}, ${year}`,
    `${n} ${short} ${year}`,
    `${n}.${1 + below(random, 12)}.${year}`,
    `Published ${n} ${month} ${year}`,
    `${n}d`,
    `vor ${n} Stunden`,
    `${short} ${n}, ${year}, ${clock}`,
    clock,
    `Updated ${n} ${pick(['days', 'hours', 'minutes'], random)} ago`,
    `${pick(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], random)} ${n} ${short}`,
    `${n} ${short}, ${clock}`,
    `${pick(['Yesterday', 'Today', 'Heute', 'Hier', 'Ayer'], random)}, ${clock}`,
    `il y a ${n} heures`,
    `hace ${n} días`,
    `${short} ${n}`,
    `${month} ${year}`,
    `${n} mins`,
  ][form]!;
}
