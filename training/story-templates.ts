/**
 * How the stories behind a page look: a site's template gives each of them the same lines in the same order. A template
 * is put together at random from parts that sites use, so that no combination of them is learnt by heart.
 */
import { below, chance, pick, type Random } from './random.js';
import { AUTHORS, MONTHS, MORE, OTHER_LABELS, PLACES, SECTION_LABELS, SECTIONS } from './story-phrases.js';
import {
  bodyOf,
  cutter,
  firstParagraph,
  headlineOf,
  paragraphs,
  sentencesOf,
  type Text,
} from './story-text.js';

/**
 * `kicker`: text behind a few words in capitals or a colon; `cards`: headlines with some text; `list`: headlines
 * alone; `plain`: text alone; `full`: several paragraphs; `mixed`: any of these on one page.
 */
export type Style = 'kicker' | 'cards' | 'list' | 'plain' | 'full' | 'mixed';

/** Lays out a text as the nth story of a page. */
type Template = (t: Text, n: number) => string;

/** A line of a template, empty where a story does not have it. */
type Part = (t: Text, n: number) => string;

/** Makes a template; `line` stands between its lines. */
export function template(style: Style, line: string, random: Random): Template {
  if (style === 'mixed') {
    const all = (['cards', 'cards', 'list', 'plain', 'kicker'] as const).map((s) =>
      template(s, line, random),
    );
    return (t, n) => pick(all, random)(t, n);
  }
  const lay = (...parts: readonly Part[]): Template => {
    return (t, n) =>
      parts
        .map((part) => part(t, n))
        .filter((text) => text !== '')
        .join(line);
  };
  const maybe = (share: number, part: Part): Part => (chance(random, share) ? part : () => '');
  const headline = headlines(random);
  const meta = metaLine(random);
  const more = moreLine(random);
  if (style === 'list') {
    const first = chance(random, 0.5);
    return lay(
      maybe(first ? 0.15 : 0, meta),
      numbered(headline, line, random),
      maybe(first ? 0 : 0.25, meta),
    );
  }
  const teaser = teasers(random);
  if (style === 'kicker') return lay(kickers(teaser, random), maybe(0.1, meta), maybe(0.1, more));
  if (style === 'plain')
    return lay(maybe(0.08, meta), dated(teaser, random), maybe(0.12, meta), maybe(0.2, more));
  if (style === 'full') {
    const most = chance(random, 0.2) ? 60 : 2 + below(random, 12);
    const place = chance(random, 0.2)
      ? `${pick(PLACES, random)}${pick([' — ', ' – ', ': ', ', '], random)}`
      : '';
    const text: Part = (t) => place + paragraphs(t).slice(0, most).join(line);
    if (chance(random, 0.3)) return lay(text);
    return lay(maybe(0.1, meta), headline, maybe(0.2, meta), maybe(0.2, meta), text, maybe(0.1, more));
  }
  const joined = chance(random, 0.15) ? pick([': ', ' - ', ' – ', '. ', ' | ', ' '], random) : null;
  const card: Part =
    joined === null
      ? lay(numbered(headline, line, random), maybe(0.25, meta), maybe(0.85, teaser))
      : (t, n) => headline(t, n) + joined + teaser(t, n);
  return lay(maybe(0.15, meta), card, maybe(0.3, meta), maybe(0.05, meta), maybe(0.2, more));
}

/** A label over other stories: of the lexicon, of a list, after a section, or a few words of any title. */
export function labelLine(labels: readonly string[], others: readonly Text[], random: Random): string {
  const kinds = [
    pick(labels, random),
    pick(labels, random),
    pick(OTHER_LABELS, random),
    sectionLabel(random),
    madeUp(pick(others, random), random),
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
  return pick(SECTION_LABELS, random).replace('*', pick(SECTIONS, random));
}

/** A few words that stand together in a title: sites call their boxes anything. */
function madeUp(t: Text, random: Random): string {
  const words = headlineOf(t).split(/\s+/);
  const from = below(random, words.length);
  return words.slice(from, from + 1 + below(random, 4)).join(' ') || 'More';
}

function headlines(random: Random): Part {
  const upper = chance(random, 0.06);
  const behind = chance(random, 0.1)
    ? pick<Part>(
        [(_, n) => ` (${(n * 13) % 40})`, () => ' [video]', () => ' »', () => ` | ${stamp(0, random)}`],
        random,
      )
    : () => '';
  const before = chance(random, 0.08) ? pick(['» ', '› ', '→ ', '- ', '• ', '* '], random) : '';
  return (t, n) => {
    const title = headlineOf(t);
    return title === '' ? '' : before + (upper ? title.toUpperCase() : title) + behind(t, n);
  };
}

/** A rank before a headline, in its line or above it; mostly none. */
function numbered(headline: Part, line: string, random: Random): Part {
  if (!chance(random, 0.12)) return headline;
  const mark = pick(['. ', ') ', ' ', line, ` ${line}`, ' | '], random);
  return (t, n) => `${n + 1}${mark}${headline(t, n)}`;
}

function teasers(random: Random): Part {
  const teaser = teaserText(random);
  if (!chance(random, 0.08)) return teaser;
  const more = pick(MORE, random);
  return (t, n) => `${teaser(t, n)} ${more}`;
}

function teaserText(random: Random): Part {
  const cut = cutter(random);
  const form = random();
  if (form < 0.6) return (t) => cut(bodyOf(t));
  if (form < 0.75) return (t) => sentencesOf(t, 1);
  if (form < 0.85) return (t) => sentencesOf(t, 2);
  return form < 0.95 ? firstParagraph : (t) => cut(firstParagraph(t));
}

/** A date or place before the text, now and then. */
function dated(teaser: Part, random: Random): Part {
  if (!chance(random, 0.2)) return teaser;
  const form = below(random, STAMPS);
  const mark = pick([' - ', ' – ', ': ', ' | ', ' ', ' — '], random);
  const place = chance(random, 0.3);
  return (t, n) => (place ? pick(PLACES, random) : stamp(form, random)) + mark + teaser(t, n);
}

function kickers(teaser: Part, random: Random): Part {
  const words = 1 + below(random, 3);
  const upper = chance(random, 0.7);
  const mark = pick([': ', ': ', ': ', ' | ', ' — ', ' - ', ' • ', ' / '], random);
  const section = chance(random, 0.3);
  const dek = chance(random, 0.7);
  return (t, n) => {
    const from = (t.title ?? t.gold.slice(0, 80)).match(/[\p{L}’']{3,}/gu) ?? ['News'];
    const at = below(random, Math.max(1, from.length - words));
    const kicker = section ? pick(SECTIONS, random) : from.slice(at, at + words).join(' ');
    return `${upper ? kicker.toUpperCase() : kicker}${mark}${dek ? `${headlineOf(t)} ` : ''}${teaser(t, n)}`;
  };
}

/** Authors, times, sections, lengths and counts, one or several of them in a line. */
function metaLine(random: Random): Part {
  const form = below(random, STAMPS);
  const by = pick(['By ', 'by ', 'Von ', 'Par ', 'Por ', 'Di ', 'Door ', 'Text: ', '', ''], random);
  const facts = [
    () => by + pick(AUTHORS, random),
    () => by + pick(AUTHORS, random),
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

function moreLine(random: Random): Part {
  const more = pick(MORE, random);
  return () => more;
}

const STAMPS = 10;

function stamp(form: number, random: Random): string {
  const n = 1 + below(random, 27);
  const month = pick(MONTHS, random);
  const year = 2008 + below(random, 19);
  const clock = `${below(random, 24)}:${10 + below(random, 50)}`;
  if (form === 0) return `${n} hours ago`;
  if (form === 1) return `${month} ${n}, ${year}`;
  if (form === 2) return `${n} ${month.slice(0, 3)} ${year}`;
  if (form === 3) return `${n}.${1 + below(random, 12)}.${year}`;
  if (form === 4) return `Published ${n} ${month} ${year}`;
  if (form === 5) return `${n}d`;
  if (form === 6) return `vor ${n} Stunden`;
  if (form === 7) return `${month.slice(0, 3)} ${n}, ${year}, ${clock}`;
  if (form === 8) return clock;
  return `Updated ${n} ${pick(['days', 'hours', 'minutes'], random)} ago`;
}

function titled(text: string): string {
  return text.replace(/(^|\s)\p{Ll}/gu, (c) => c.toUpperCase());
}
