/**
 * Pages that end in other stories, made from texts whose own end is known: WCXB's annotated main contents with
 * stories of other pages behind them, in the ways that news sites do it.
 */
import { AUTHORS, MONTHS, MORE, OTHER_LABELS, SECTION_LABELS, SECTIONS } from './story-phrases.js';
import type { WcxbPage } from './wcxb.js';

/** A text with the place where its own story ends, and where each story behind it begins and ends (UTF-16). */
export interface Sample {
  readonly text: string;
  readonly mainEnd: number;
  readonly stories: readonly { readonly start: number; readonly end: number }[];
  readonly style: Style;
}

export type Style = 'none' | 'kicker' | 'headline' | 'list' | 'plain' | 'full' | 'mixed';

/** What of a page the samples are made of. */
export type Text = Pick<WcxbPage, 'gold' | 'title' | 'type'>;

/** Uniform in [0, 1). */
export type Random = () => number;

/** Numbers that look random, the same for the same seed (mulberry32, T. Ettinger). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes one sample: a main text and, unless the style is `none`, other texts of the same list behind it. */
export function makeSample(
  main: Text,
  others: readonly Text[],
  labels: readonly string[],
  random: Random,
): Sample {
  const own = main.type === 'article' || chance(random, 0.25);
  const style = own ? pick(STYLES, random) : 'none';
  const line = chance(random, 0.5) ? '\n' : '\n\n';
  let text = mainText(main, random);
  if (own && chance(random, 0.08)) text += `\n${details(others, random)}`;
  if (line === '\n') text = text.replace(/\n+/g, '\n');
  const mainEnd = text.length;
  const stories: { start: number; end: number }[] = [];
  if (style !== 'none') {
    const gap = chance(random, 0.85) ? line : `${line}\n`;
    if (chance(random, style === 'list' ? 0.8 : 0.35)) text += gap + labelLine(labels, random);
    const make = teller(style, line, random);
    const count =
      style === 'full'
        ? 1 + below(random, 3)
        : style === 'list'
          ? 3 + below(random, 6)
          : 1 + below(random, 6);
    for (let n = 0; n < count; n++) {
      const story = make(nearby(main, others, random));
      if (story.length < 8) continue;
      text += gap;
      stories.push({ start: text.length, end: text.length + story.length });
      text += story;
    }
  }
  return { text, mainEnd, stories, style: stories.length > 0 ? style : 'none' };
}

const STYLES: readonly Style[] = [
  'none',
  'none',
  'none',
  'none',
  'kicker',
  'headline',
  'headline',
  'list',
  'plain',
  'plain',
  'full',
  'full',
  'full',
  'mixed',
];

/** The whole text, or the text up to a paragraph that ends in a full stop, often an early one: news are short. */
function mainText(main: Text, random: Random): string {
  const gold = main.gold.trim();
  if (chance(random, 0.4)) return gold;
  const ends: number[] = [];
  let at = 0;
  for (const line of gold.split('\n')) {
    at += line.length + 1;
    if (line.length > 60 && at > 400 && /[.!?]["”’)]?$/.test(line)) ends.push(at - 1);
  }
  if (ends.length === 0) return gold;
  return gold.slice(0, pick(chance(random, 0.4) ? ends.slice(0, 8) : ends, random));
}

/** Short lines such as a story's own facts, times and addresses at its end: a run of them from any text. */
function details(others: readonly Text[], random: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const runs = paragraphs(pick(others, random))
      .map((line) => (line.length <= 70 && !/[.!?…]["”’)]?$/.test(line) ? line : '\n'))
      .join('\n')
      .split(/\n\n+/)
      .filter((run) => run.split('\n').length >= 3);
    if (runs.length > 0) return pick(runs, random).trim().split('\n').slice(0, 8).join('\n');
  }
  return '';
}

/** Another text: any, or of a few (of many, now and then) the one that shares most words with the main text's start. */
function nearby(main: Text, others: readonly Text[], random: Random): Text {
  const any = () => {
    for (;;) {
      const other = pick(others, random);
      if (other !== main) return other;
    }
  };
  if (chance(random, 0.65)) return any();
  const mine = openingStems(main);
  const shared = (t: Text) => [...openingStems(t)].filter((w) => mine.has(w)).length;
  const asked = Array.from({ length: chance(random, 0.3) ? 60 : 10 }, any);
  return asked.reduce((best, t) => (shared(t) > shared(best) ? t : best));
}

/** The long words of a text's title and first lines, cut to stems. */
function openingStems(t: Text): ReadonlySet<string> {
  let stems = stemsOf.get(t);
  if (!stems) {
    const start = `${t.title ?? ''} ${t.gold.slice(0, 200)}`.toLowerCase();
    stems = new Set((start.match(/[\p{L}]{4,}/gu) ?? []).map((w) => w.slice(0, 6)));
    stemsOf.set(t, stems);
  }
  return stems;
}

const stemsOf = new WeakMap<Text, ReadonlySet<string>>();

/** How the stories of one page look: the same for each of them, as a site's template makes them. */
function teller(style: Style, line: string, random: Random): (t: Text) => string {
  if (style === 'mixed') {
    const tellers = [
      teller('headline', line, random),
      teller('list', line, random),
      teller('plain', line, random),
      teller('kicker', line, random),
    ];
    return (t) => pick(tellers, random)(t);
  }
  if (style === 'list') {
    const stamp = chance(random, 0.2) ? stamper(random) : null;
    const bullet = chance(random, 0.15) ? pick(['- ', '• ', '* '], random) : '';
    return (t) => bullet + headlineOf(t, random) + (stamp ? line + stamp() : '');
  }
  const cut = cutter(random);
  if (style === 'kicker') {
    const kicker = kickers(random);
    const dek = chance(random, 0.7);
    return (t) => `${kicker(t)}${dek ? `${headlineOf(t, random)} ` : ''}${cut(bodyOf(t))}`;
  }
  const extra = extras(line, random);
  if (style === 'plain') return (t) => cut(bodyOf(t)) + extra.behind();
  const heading = (t: Text) => extra.above() + headlineOf(t, random) + line + extra.between();
  if (style === 'headline') {
    const first = chance(random, 0.25);
    return (t) => heading(t) + (first ? firstParagraph(t) : cut(bodyOf(t))) + extra.behind();
  }
  const headless = chance(random, 0.25);
  const most = 3 + below(random, 10);
  return (t) => (headless ? '' : heading(t)) + paragraphs(t).slice(0, most).join(line);
}

/** Lines that a template puts above, between and behind a headline and its text; mostly none. */
function extras(line: string, random: Random) {
  const lines = (share: number, make: () => string) => (chance(random, share) ? make : () => '');
  const stamp = stamper(random);
  const section = () => pick(SECTIONS, random);
  const author = () => `${pick(['By ', 'by ', 'Von ', 'Par ', ''], random)}${pick(AUTHORS, random)}`;
  const more = pick(MORE, random);
  return {
    above: lines(0.15, () => (chance(random, 0.5) ? section() : stamp()) + line),
    between: lines(0.35, () => (chance(random, 0.5) ? author() : stamp()) + line),
    behind: lines(0.2, chance(random, 0.5) ? () => line + more : () => ` ${more}`),
  };
}

function kickers(random: Random): (t: Text) => string {
  const words = 1 + below(random, 3);
  const upper = chance(random, 0.7);
  const mark = pick([': ', ': ', ': ', ' | ', ' — ', ' - ', ' • '], random);
  const section = chance(random, 0.3);
  return (t) => {
    const from = (t.title ?? t.gold.slice(0, 80)).match(/[\p{L}’']{3,}/gu) ?? ['News'];
    const at = below(random, Math.max(1, from.length - words));
    const text = section ? pick(SECTIONS, random) : from.slice(at, at + words).join(' ');
    return (upper ? text.toUpperCase() : text) + mark;
  };
}

/** Cuts texts at about one length, in mid-sentence or behind a sentence, with or without dots. */
function cutter(random: Random): (text: string) => string {
  const least = pick([60, 120, 200, 350, 500, 650], random);
  const spread = pick([0, 40, 200, 350], random);
  const dots = pick(['', '', '', '...', '…', ' ...', ' […]'], random);
  const whole = dots === '' && chance(random, 0.15);
  return (text) => {
    const length = least + below(random, spread + 1);
    if (text.length <= length) return text;
    if (whole) {
      const end = text.slice(0, length).search(/[.!?]["”’)]?\s[^.!?]*$/);
      if (end > 40) return text.slice(0, end + 1);
    }
    const cut = text.slice(0, length);
    const space = cut.lastIndexOf(' ');
    return (space > 20 ? cut.slice(0, space) : cut).replace(/[.,;:\s]+$/, '') + dots;
  };
}

function stamper(random: Random): () => string {
  const form = below(random, 6);
  return () => {
    const n = 1 + below(random, 27);
    const month = pick(MONTHS, random);
    if (form === 0) return `${n} hours ago`;
    if (form === 1) return `${month} ${n}, ${2015 + below(random, 12)}`;
    if (form === 2) return `${n} ${month.slice(0, 3)} ${2015 + below(random, 12)}`;
    if (form === 3) return `${n}.${1 + below(random, 12)}.${2015 + below(random, 12)}`;
    if (form === 4) return `${2 + below(random, 12)} min read`;
    return `vor ${n} Stunden`;
  };
}

function labelLine(labels: readonly string[], random: Random): string {
  const kinds = [
    pick(labels, random),
    pick(labels, random),
    pick(OTHER_LABELS, random),
    sectionLabel(random),
  ];
  const label = pick(kinds, random);
  const capital = label.charAt(0).toUpperCase() + label.slice(1);
  const cased = chance(random, 0.15)
    ? capital.toUpperCase()
    : chance(random, 0.3)
      ? titled(capital)
      : capital;
  return (
    cased +
    (/\b(from|on|in|zu|aus|über|sur|en|su)$/.test(cased) ? ` ${pick(SECTIONS, random)}` : '') +
    (chance(random, 0.15) ? ':' : '')
  );
}

function sectionLabel(random: Random): string {
  const section = pick(SECTIONS, random);
  return pick(SECTION_LABELS, random).replace('*', section);
}

function headlineOf(t: Text, random: Random): string {
  const title = (t.title ?? paragraphs(t)[0] ?? '')
    .split(/ [|–—] /)[0]!
    .trim()
    .slice(0, 150);
  return chance(random, 0.08) ? title.toUpperCase() : title;
}

function bodyOf(t: Text): string {
  return t.gold.replace(/\s+/g, ' ').trim();
}

function firstParagraph(t: Text): string {
  return paragraphs(t).find((p) => p.length > 80) ?? bodyOf(t).slice(0, 200);
}

function paragraphs(t: Text): string[] {
  return t.gold
    .split(/\n+/)
    .map((p) => p.trim())
    .filter((p) => p.length > 0);
}

function titled(text: string): string {
  return text.replace(/(^|\s)\p{Ll}/gu, (c) => c.toUpperCase());
}

function chance(random: Random, share: number): boolean {
  return random() < share;
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[below(random, list.length)]!;
}
