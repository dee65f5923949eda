/**
 * Mojibake: UTF-8 that was read in a single-byte code page, once or several times over, with bytes lost on the way.
 *
 * A place is repaired where its characters form UTF-8 sequences in one code page, look odd as they stand, and make
 * sense as what they would become. Once a code page is found in a text, places in it that are less odd are repaired,
 * too. The problem, the code pages, lossy sequences and lost no-break spaces are ftfy's (Robyn Speer, 2019).
 */
import type { Change } from '../../pipeline/document.js';
import { CODE_PAGES, CONTINUATIONS, type CodePage, LEADS, type Sequence, sequenceAt } from './code-pages.js';
import { type Company, companyOf, type Likely } from './likelihood.js';
import type { Oddness } from './oddness.js';

export interface MojibakeMeasures {
  readonly oddness: Oddness;
  readonly likely: Likely;
  /** Letters that a lost no-break space often follows. */
  readonly spaced: string;
  readonly aGraveEndings: readonly string[];
}

/** Neighbouring characters beyond ASCII that hold at least one sequence. */
interface Run {
  readonly start: number;
  end: number;
  readonly sequences: Sequence[];
  /** Everything but common punctuation belongs to a sequence. */
  whole: boolean;
  /** Characters beyond ASCII in sequences. */
  covered: number;
}

/** So many points say that a run is not right as it stands. */
const ODD = 2;
/** So many are asked for where the code page does not explain the rest of the text. */
const VERY_ODD = 3;
/** Mojibake of mojibake of mojibake. */
const MAX_LAYERS = 4;
/** Punctuation of right text, which may stand next to mojibake. */
const COMMON = /[\u00a0\u00ab\u00b4\u00b7\u00bb\u2013-\u2015\u2018-\u201e\u2026\u2022\u2039\u203a]/;
const SPACE = 0x20;
const REPLACEMENT = 0xfffd;

/** One change for each sequence that is repaired; nested mojibake takes one call a layer. */
export function findMojibake(text: string, measures: MojibakeMeasures): Change[] {
  const reading = bestReading(text, measures, MAX_LAYERS);
  if (!reading) return [];
  const { rule } = reading.page;
  const changes: Change[] = [];
  for (const { sequences } of reading.runs) {
    for (const { start, end, text: repaired } of sequences)
      changes.push({ start, end, text: repaired, rule });
  }
  return changes;
}

/** The code page that explains most of a text. */
interface Reading {
  readonly page: CodePage;
  readonly runs: readonly Run[];
  /** No character beyond ASCII is left unexplained. */
  readonly complete: boolean;
  readonly points: number;
}

function bestReading(text: string, measures: MojibakeMeasures, layers: number): Reading | null {
  let best: Reading | null = null;
  for (const page of candidatePages(text, measures.spaced)) {
    const runs = readRuns(text, page, measures.aGraveEndings).filter((run) => run.whole);
    const covered = runs.reduce((sum, run) => sum + run.covered, 0);
    const complete = covered === beyondAscii(text, 0, text.length);
    const points = strength(text, runs, measures, layers);
    if (points < (complete ? ODD : VERY_ODD)) continue;
    const better = !best || (complete === best.complete ? points > best.points : complete);
    if (better) best = { page, runs, complete, points };
  }
  return best;
}

/** The code pages in which some neighbouring characters could be a sequence. */
function candidatePages(text: string, spaced: string): CodePage[] {
  let mask = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    const lead = LEADS[unit]!;
    if (lead === 0) continue;
    const next = i + 1 < text.length ? text.charCodeAt(i + 1) : SPACE;
    if (next === REPLACEMENT || (next === SPACE && spaced.includes(text.charAt(i)))) mask |= lead;
    else mask |= lead & CONTINUATIONS[next]!;
  }
  return mask === 0 ? [] : CODE_PAGES.filter((_, page) => mask & (1 << page));
}

function readRuns(text: string, page: CodePage, aGraveEndings: readonly string[]): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  for (let i = 0; i < text.length; ) {
    if (text.charCodeAt(i) < 0x80) {
      if (run && run.sequences.length > 0) {
        run.end = i;
        runs.push(run);
      }
      run = null;
      i++;
      continue;
    }
    run ??= { start: i, end: text.length, sequences: [], whole: true, covered: 0 };
    const sequence = sequenceAt(text, i, page);
    if (sequence) {
      const settled = keepSpace(text, sequence, aGraveEndings);
      run.sequences.push(settled);
      run.covered += beyondAscii(text, i, settled.end);
      i = settled.end;
    } else {
      if (!COMMON.test(text.charAt(i))) run.whole = false;
      i++;
    }
  }
  if (run && run.sequences.length > 0) runs.push(run);
  return runs;
}

/** `Ã la` is the word `à` with its own space, though the space stands for a byte of it, too. */
function keepSpace(text: string, sequence: Sequence, endings: readonly string[]): Sequence {
  const { end } = sequence;
  if (sequence.text !== 'à' || text.charAt(end - 1) !== ' ' || text.charAt(end) === ' ') return sequence;
  if (endings.some((ending) => text.startsWith(ending, end))) return sequence;
  return { ...sequence, end: end - 1 };
}

/** The points of the runs that are surely mojibake. */
function strength(text: string, runs: readonly Run[], measures: MojibakeMeasures, layers: number): number {
  const repaired = runs.map((run) => run.sequences.map((s) => s.text).join(''));
  const company = companyOf(repaired);
  let points = 0;
  runs.forEach((run, i) => {
    points += strengthOf(text, run, repaired[i]!, company, measures, layers);
  });
  return points;
}

function strengthOf(
  text: string,
  { start, end, sequences }: Run,
  repaired: string,
  company: Company,
  measures: MojibakeMeasures,
  layers: number,
): number {
  if (sequences.every((s) => s.loose && s.text !== '\ufffd')) {
    return sequences.some((s) => isSpacedLetter(text, s, measures.spaced)) ? VERY_ODD : 0;
  }
  const points = measures.oddness(text, start, end);
  if (points < ODD) return 0;
  const beside = text.charAt(start - 1) + text.charAt(end);
  if (sequences.length < 2 && isOwnLetter(text.charAt(sequences[0]!.start), repaired, beside)) return 0;
  if (measures.likely(repaired, text, sequences[0]!.start, sequences.at(-1)!.end, company)) return points;
  return layers > 1 && bestReading(repaired, measures, layers - 1)?.complete ? points : 0;
}

/** A letter for a Cyrillic or Greek pair in a word that is not Latin: too little to go by. */
function isOwnLetter(lead: string, repaired: string, beside: string): boolean {
  const own = /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(lead);
  return own && /\p{L}/u.test(repaired) && !/[A-Za-z]/.test(beside);
}

function beyondAscii(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) >= 0x80) count++;
  return count;
}

/** `voilÃ le`, `face Ã la`, `at last.Â Now`. */
function isSpacedLetter(text: string, { start }: Sequence, spaced: string): boolean {
  if (!spaced.includes(text.charAt(start)) || !' '.startsWith(text.charAt(start + 1))) return false;
  return start === 0 || /(?:\p{Ll} ?|[.,;:!?])$/u.test(text.slice(Math.max(0, start - 2), start));
}
