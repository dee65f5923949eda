/**
 * How the stories behind a page look: a site's template gives each of them the same lines in the same order. A template
 * is put together at random from parts that sites use, so that no combination of them is learnt by heart.
 */
import { below, chance, pick, type Random } from './random.js';
import { MORE, OTHER_LABELS, PLACES, SECTION_LABELS, SECTIONS } from './story-phrases.js';
import { bylineBlock, metaLine, placeLine, STAMPS, stamp } from './story-small-print.js';
import {
  bodyOf,
  cutter,
  firstParagraph,
  headlineOf,
  paragraphs,
  sentencesOf,
  summaryOf,
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
  const meta: Part = metaLine(random);
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
    const body = wholeText(line, random);
    if (chance(random, 0.3)) return lay(maybe(0.1, meta), body);
    const byline = bylineBlock(line, random);
    return lay(maybe(0.1, meta), headline, maybe(0.15, summaryOf), byline, body, maybe(0.1, more));
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
  if (form < 0.2) return (t) => cut(summaryOf(t));
  if (form < 0.6) return (t) => cut(bodyOf(t));
  if (form < 0.75) return (t) => sentencesOf(t, 1);
  if (form < 0.85) return (t) => sentencesOf(t, 2);
  return form < 0.95 ? firstParagraph : (t) => cut(firstParagraph(t));
}

/** Several paragraphs: all of a text, or a few from its beginning, with the place it is told from now and then. */
function wholeText(line: string, random: Random): Part {
  const most = pick([60, 1 + below(random, 3), 2 + below(random, 12), 2 + below(random, 12)], random);
  const place = chance(random, 0.3) ? placeLine(random) : () => '';
  return (t) => place() + paragraphs(t).slice(0, most).join(line);
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

function moreLine(random: Random): Part {
  const more = pick(MORE, random);
  return () => more;
}

function titled(text: string): string {
  return text.replace(/(^|\s)\p{Ll}/gu, (c) => c.toUpperCase());
}
