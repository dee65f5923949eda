/**
 * Pages that end in other stories, made from texts whose own end is known: WCXB's annotated main contents with
 * stories of other pages behind them, in the ways that news sites do it.
 */
import { encipher } from './cipher.js';
import { below, chance, pick, type Random } from './random.js';
import { cutOff, mainText } from './story-mains.js';
import { labelLine, type Style, template } from './story-templates.js';
import type { Text } from './story-text.js';

/** A text with the place where its own story ends, and where each story behind it begins and ends (UTF-16). */
export interface Sample {
  readonly text: string;
  readonly mainEnd: number;
  readonly stories: readonly { readonly start: number; readonly end: number }[];
  readonly style: Style | 'real' | 'none';
}

/** What samples are made of beside the main text: texts and cards of pages of the same fold. */
export interface Sources {
  readonly others: readonly Text[];
  /** Labels over other stories. */
  readonly labels: readonly string[];
  /** The real cards behind some of the texts. */
  readonly cards: ReadonlyMap<Text, readonly string[]>;
  /** Texts whose ends the main text may end in. */
  readonly codas: readonly Text[];
}

/** Some texts are enciphered: no lexicon knows their words. */
const FOREIGN_SHARE = 0.12;
/** Stories behind a text, at most. */
const MOST_STORIES = 12;
/** Articles with nothing behind them. */
const WHOLE_SHARE = 0.45;
/** Texts with nothing behind them whose own last paragraph stops in mid-sentence: readers are to pay for the rest. */
const CUT_OFF_SHARE = 0.05;
const STYLES: readonly (Style | 'real')[] = [
  'real',
  'kicker',
  'kicker',
  'cards',
  'cards',
  'cards',
  'cards',
  'list',
  'list',
  'plain',
  'plain',
  'plain',
  'full',
  'full',
  'full',
  'full',
  'full',
  'mixed',
];

/** Makes one sample: a main text with other stories behind it, or with nothing; `page` above 0 may encipher it. */
export function makeSample(main: Text, sources: Sources, random: Random, page = 0): Sample {
  const { others, labels, codas } = sources;
  const own = main.type === 'article' || chance(random, 0.25);
  const style = own && !chance(random, WHOLE_SHARE) ? pick(STYLES, random) : 'none';
  const line = chance(random, 0.5) ? '\n' : '\n\n';
  const foreign = page > 0 && chance(random, FOREIGN_SHARE);
  let text = mainText(main, codas, style === 'none' ? 0.5 : 0.45, random);
  if (style === 'none' && chance(random, CUT_OFF_SHARE)) text = cutOff(text, random);
  if (line === '\n') text = text.replace(/\n+/g, '\n');
  const mainEnd = text.length;
  const stories: { start: number; end: number }[] = [];
  if (style !== 'none') {
    const gap = chance(random, 0.85) ? line : `${line}\n`;
    const label = chance(random, style === 'list' ? 0.65 : 0.35) ? labelLine(labels, others, random) : '';
    if (label !== '') text += gap + label;
    for (const story of tail(style, main, sources, line, random)) {
      text += gap;
      stories.push({ start: text.length, end: text.length + story.length });
      text += story;
    }
  }
  return {
    text: foreign ? encipher(text, page) : text,
    mainEnd,
    stories,
    style: stories.length > 0 ? style : 'none',
  };
}

/** The stories behind a main text. */
function tail(
  style: Style | 'real',
  main: Text,
  { others, cards }: Sources,
  line: string,
  random: Random,
): string[] {
  if (style === 'real' && cards.size > 0) {
    const own = chance(random, 0.6) ? cards.get(main) : undefined;
    const all = own ?? pick([...cards.values()], random);
    const count = chance(random, 0.6) ? all.length : 1 + below(random, all.length);
    return all.slice(0, count).map((card) => card.replaceAll('\n', line));
  }
  const form = style === 'real' ? 'cards' : style;
  const tell = template(form, line, random);
  const told = companions(main, others, random);
  return Array.from({ length: countOf(form, random) }, (_, n) => tell(told[n % told.length]!, n)).filter(
    (story) => story.length >= 8,
  );
}

function countOf(style: Style, random: Random): number {
  if (style === 'full') return pick([1, 1, 1, 2, 2, 3], random);
  if (style === 'plain' && chance(random, 0.3)) return 1;
  if (style === 'list') return 2 + below(random, 9);
  return pick([1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 1 + below(random, MOST_STORIES)], random);
}

/**
 * Other texts in the order in which a page tells them: any, or first the one or all of some that share most words with the
 * main text's start, as sites do that recommend more of the same.
 */
function companions(main: Text, others: readonly Text[], random: Random): Text[] {
  const most = pick([MOST_STORIES, 2 * MOST_STORIES, others.length, others.length], random);
  const size = Math.min(others.length - 1, most);
  const pool = new Set<Text>();
  while (pool.size < size) {
    const other = pick(others, random);
    if (other !== main) pool.add(other);
  }
  const texts = [...pool];
  const form = random();
  if (form < 0.5) return texts;
  const mine = openingStems(main);
  const shared = new Map(texts.map((t) => [t, [...openingStems(t)].filter((w) => mine.has(w)).length]));
  const related = [...texts].sort((a, b) => shared.get(b)! - shared.get(a)!);
  return form < 0.9 ? related : [...new Set([related[0]!, ...texts])];
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
