/** Decides where the main story ends and where each story behind it begins. */

import { type Models, openTrees } from '../../text/models.js';
import type { Trees } from '../../text/trees.js';
import { CHOICE_FEATURES, choiceFeatures, likeliest } from './choice.js';
import { END_FEATURES, type Gaps, GLANCE_FEATURES, readGaps } from './end.js';
import type { LanguageModel } from './language-model.js';
import { float64 } from './memory.js';
import { isHeadline, isLong, isStamp } from './shape.js';
import { START_FEATURES } from './starts.js';
import { cutTail, LONGEST_LABEL, type Start } from './tail.js';
import type { Unit, Units } from './units.js';

export interface Judge {
  /** Where the first other story begins; null where there is none. */
  end(units: Units, minScore: number, isUnderLabel: UnderLabel): End | null;
  /** The starts of the stories of the tail that begins there, in order. */
  stories(tail: Units, end: End): Start[];
}

/** Whether a label over other stories, taken away before, stood between two neighbouring units. */
export type UnderLabel = (last: Unit, next: Unit) => boolean;

/** The unit behind the main story. */
export interface End extends Start {
  /** Whether it is a label over the stories that the judge did not know for one. */
  readonly labelled: boolean;
}

interface EndTrees {
  readonly glance: Trees;
  readonly end: Trees;
  readonly choice: Trees;
}

/** How far the asked score goes towards certainty where all of a text would go. */
const CAUTION = 0.4;
/** The same where hardly anything would be left. */
const MOST_CAUTION = 0.9;
/** Characters: fewer are hardly a text. */
const LEAST_LEFT = 500;
/** By judgement: no corpus of whole sites with known answers tells. */
const REPEATED_ODDS = 20;
/**
 * On WCXB's articles a label over other stories, taken away before, stood in 9 of 274 gaps where the page's own text ended with
 * something left behind it, and in 102 of 72,183 others. By judgement one that was left over a headline and its text counts as
 * much: hardly any is.
 */
const LABEL_ODDS = 23;
/**
 * By judgement: of the 62,871 gaps within the main contents of WCXB's articles none has a signed headline behind it (the other pages
 * have 22, all in lists), but neither do the ends of its real pages, but for one.
 */
const SIGNED_ODDS = 20;
/** Units that the head of the page itself takes. */
const OWN_HEAD = 4;
/** A gap is looked at closely where its log odds are better than this, and not so much worse than the best gap's. */
const HOPELESS = -7;
const FAR_BEHIND = 7;
/** Gaps that are looked at closely, and gaps that are compared with each other, at most. */
const PLAUSIBLE = 10;
const CANDIDATES = 6;
/** Of so many of the plausible gaps, best first, the one where their pattern begins is looked at, too. */
const OF_ROUNDS = 3;

/** Makes the judge from its weights; throws where they are missing or of other features than the program's. */
export function readJudge(models: Models, model: LanguageModel): Judge {
  const ends = {
    glance: openTrees(models, 'stories-glance.json', GLANCE_FEATURES),
    end: openTrees(models, 'stories-end.json', END_FEATURES),
    choice: openTrees(models, 'stories-choice.json', CHOICE_FEATURES),
  };
  const start = openTrees(models, 'stories-start.json', START_FEATURES);
  return {
    end: (units, minScore, isUnderLabel) => {
      const found = likeliestEnd(units, isUnderLabel, model, ends);
      if (!found || found.score < askedScore(units.units, found.unit, minScore)) return null;
      const labelled = isLabelBefore(units.units, found.unit - 1);
      return { unit: found.unit - +labelled, score: found.score, labelled };
    },
    stories: (tail, { score, labelled }) => {
      const starts = cutTail(tail, { unit: +labelled, score }, start);
      return labelled ? [{ unit: 0, score }, ...starts] : starts;
    },
  };
}

/** The gaps that a few small trees find likeliest, best first, and the log odds that these trees give every gap. */
export function glanceEnds(gaps: Gaps, glance: Trees): { odds: Float64Array; best: number[] } {
  const odds = float64(gaps.length).fill(Number.NEGATIVE_INFINITY);
  for (let u = 1; u < gaps.length; u++) odds[u] = glance.margin(gaps.glance(u));
  return { odds, best: likeliest(odds, PLAUSIBLE) };
}

/** Gaps, best first, and where the patterns begin that the best of them stand in: the first card may speak of the story. */
export function withFirstRounds(gaps: Gaps, best: readonly number[]): number[] {
  const rounds = best.slice(0, OF_ROUNDS).flatMap((u) => gaps.firstRounds(u));
  return [...new Set([...best, ...rounds])];
}

/**
 * The gaps that are worth a closer look: the first stage of a cascade, as in Viola and Jones (2001). However long a text
 * is, they are few, and most texts that end in nothing else have none.
 */
function plausibleEnds(gaps: Gaps, glance: Trees): number[] {
  const { odds, best } = glanceEnds(gaps, glance);
  const least = Math.max(HOPELESS, odds[best[0]!]! - FAR_BEHIND);
  return withFirstRounds(
    gaps,
    best.filter((u) => odds[u]! > least),
  );
}

/** The likeliest of the plausible gaps, and the log odds of all those that the main story ends there. */
export function likelyEnds(
  gaps: Gaps,
  glance: Trees,
  end: Trees,
): { margins: Float64Array; candidates: number[] } {
  const margins = float64(gaps.length).fill(Number.NEGATIVE_INFINITY);
  for (const u of plausibleEnds(gaps, glance)) margins[u] = end.margin(gaps.row(u));
  return { margins, candidates: likeliest(margins, CANDIDATES) };
}

/**
 * The likeliest end, with the probability that there is one at all. Gaps exclude each other, so the odds that the
 * story ends somewhere are the sum of the odds of the gaps.
 */
function likeliestEnd(
  units: Units,
  isUnderLabel: UnderLabel,
  model: LanguageModel,
  { glance, end, choice }: EndTrees,
): Start | null {
  if (units.units.length < 2) return null;
  const gaps = readGaps(units, model);
  const { margins, candidates } = likelyEnds(gaps, glance, end);
  if (candidates.length === 0) return null;
  const signed = firstSigned(units.units);
  const odds = choiceFeatures(gaps, margins, candidates).map((row, i) => {
    const unit = candidates[i]!;
    const isLabel =
      isLabelOverStory(units.units, unit) || isUnderLabel(units.units[unit - 1]!, units.units[unit]!);
    const label = isLabel ? LABEL_ODDS : 1;
    const isSigned = unit === signed ? SIGNED_ODDS : 1;
    return Math.exp(choice.margin(row)) * repetition(units.units, unit) * label * isSigned;
  });
  const all = odds.reduce((sum, o) => sum + o, 0);
  const best = odds.indexOf(Math.max(...odds));
  return { unit: candidates[best]!, score: all / (1 + all) };
}

/**
 * The first unit, behind the page's own head, that is the signed headline of an article: an author stands right behind it, then a
 * time or a place. Nobody signs a part of a story. Lists of articles have many: only the first tells where they begin.
 */
function firstSigned(units: readonly Unit[]): number {
  return units.findIndex(({ byline, shape }, u) => {
    if (u < OWN_HEAD || byline || !isHeadline(shape) || !units[u + 1]?.byline) return false;
    return isStamped(units[u + 2]) || isStamped(units[u + 3]);
  });
}

/** Whether a label stands there over a headline and its text: what stands over a list may be the list's own. */
function isLabelOverStory(units: readonly Unit[], unit: number): boolean {
  const [label, headline, text] = units.slice(unit, unit + 3);
  return !!label?.label && !!headline && isHeadline(headline.shape) && !!text && isLong(text.shape);
}

/** Whether a unit is little but a time, or a paragraph that says where or when it is told. */
function isStamped(unit: Unit | undefined): boolean {
  return unit !== undefined && (isStamp(unit.shape) || (isLong(unit.shape) && unit.shape.dateline > 0));
}

/** The odds that repetition on other pages adds: a line that they show, too, is hardly of this page's own story. */
function repetition(units: readonly Unit[], unit: number): number {
  if (units[unit - 1]?.repeated) return 1 / REPEATED_ODDS;
  return units[unit]?.repeated || units[unit + 1]?.repeated ? REPEATED_ODDS : 1;
}

/**
 * The more of a text would go, the surer the judge must be: to lose half of a story is worse than to lose its end. Surest
 * where next to nothing would be left.
 */
function askedScore(units: readonly Unit[], from: number, minScore: number): number {
  const chars = (list: readonly Unit[]) => list.reduce((sum, unit) => sum + unit.text.length, 0);
  const left = chars(units.slice(0, from));
  const share = 1 - left / chars(units);
  return minScore + (1 - minScore) * (left < LEAST_LEFT ? MOST_CAUTION : CAUTION) * share * share;
}

/**
 * Whether a unit is a label over the tail that the judge left with the story: a few words without a full stop,
 * directly behind prose. A story does not end in a heading.
 */
function isLabelBefore(units: readonly Unit[], unit: number): boolean {
  const label = units[unit]?.shape;
  const prose = units[unit - 1];
  if (!label || !prose) return false;
  return (
    isHeadline(label) &&
    !label.question &&
    label.words <= LONGEST_LABEL &&
    isLong(prose.shape) &&
    prose.shape.ending === 'sentence'
  );
}
