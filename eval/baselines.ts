/** What others do with the lines of a text, for comparison: C4's line rules, and jusText's algorithm. */
import { openResources } from '../pipeline/resources.js';
import { wordsOf } from './scores.js';

export interface Baseline {
  readonly name: string;
  /** The text that is kept of a page's text. */
  clean(text: string): string;
}

const FEWEST_C4_WORDS = 5;
const C4_STOPS = /[.!?"”]$/;
const C4_POLICY =
  /javascript|terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies/i;

/** A line is kept if it ends like a sentence, has five words, and speaks of no policy (C. Raffel et al. 2020). */
function keepC4Lines(text: string): string {
  return linesOf(text)
    .filter(
      (line) => C4_STOPS.test(line) && line.split(/\s+/).length >= FEWEST_C4_WORDS && !C4_POLICY.test(line),
    )
    .join('\n');
}

type Class = 'good' | 'neargood' | 'short' | 'bad';

/** jusText's default thresholds: characters, and shares of stop words (J. Pomikálek 2011). */
const SHORT = 70;
const LONG = 200;
const STOPWORDS_LOW = 0.3;
const STOPWORDS_HIGH = 0.32;

/** jusText without what only HTML tells (link density and headings), each line a paragraph. */
function keepJusTextLines(text: string, stopwords: ReadonlySet<string>): string {
  const lines = linesOf(text);
  const own = lines.map((line) => classify(line, stopwords));
  const revised = own.slice();
  own.forEach((kind, i) => {
    if (kind === 'short') revised[i] = reviseShort(own, i);
  });
  const settled = revised.slice();
  revised.forEach((kind, i) => {
    if (kind !== 'neargood') return;
    const around = [neighbour(revised, i, -1, true), neighbour(revised, i, 1, true)];
    settled[i] = around.every((c) => c === 'bad') ? 'bad' : 'good';
  });
  return lines.filter((_, i) => settled[i] === 'good').join('\n');
}

function classify(line: string, stopwords: ReadonlySet<string>): Class {
  if (line.includes('©')) return 'bad';
  if (line.length < SHORT) return 'short';
  const words = line.toLowerCase().split(/\s+/);
  const share = words.filter((word) => stopwords.has(word)).length / words.length;
  if (share >= STOPWORDS_HIGH) return line.length > LONG ? 'good' : 'neargood';
  return share >= STOPWORDS_LOW ? 'neargood' : 'bad';
}

function reviseShort(own: readonly Class[], i: number): Class {
  const before = neighbour(own, i, -1, true);
  const behind = neighbour(own, i, 1, true);
  if (before === behind) return before;
  const near = (step: number, c: Class) => c === 'bad' && neighbour(own, i, step, false) === 'neargood';
  return near(-1, before) || near(1, behind) ? 'good' : 'bad';
}

/** The class of the nearest line in a direction that is neither short nor, if asked so, near good. */
function neighbour(classes: readonly Class[], from: number, step: number, skipNear: boolean): Class {
  for (let i = from + step; i >= 0 && i < classes.length; i += step) {
    const kind = classes[i]!;
    if (kind === 'good' || kind === 'bad' || (kind === 'neargood' && !skipNear)) return kind;
  }
  return 'bad';
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => wordsOf(line).length > 0);
}

export function baselines(): Baseline[] {
  const lists = openResources().lexicon('function-words') as Record<string, string[]>;
  const stopwords = new Set(Object.values(lists).flat());
  return [
    { name: 'text as it is', clean: (text) => text },
    { name: "C4's line rules", clean: keepC4Lines },
    { name: "jusText's algorithm", clean: (text) => keepJusTextLines(text, stopwords) },
  ];
}
