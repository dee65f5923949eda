/**
 * Lexical cohesion at every gap between units: how much of what follows speaks of what came before.
 *
 * Ideas from TextTiling (Hearst 1997: windows either side of a gap), lexical chains that cross a gap (Galley et al.
 * 2003, LCseg) and the comparison of whole parts (Choi 2000, C99), with words weighted by rarity. Running counts and
 * a window of bounded size keep it linear.
 */
import type { LanguageModel } from './language-model.js';
import { peak, sideGains, splitGains } from './split-gain.js';
import type { Words } from './words.js';

export const COHESION = [
  'cosine of all before and all behind',
  'chains across, share of the smaller side',
  'chains across, share of what is behind',
  'names across, share of what is behind',
  'share of the lead that comes again',
  'window known',
  'window known nearby',
  'window known, frequent words',
  'window known from the lead',
  'window names known',
  'window names',
  'unit known',
  'unit again soon',
  'unit new and again soon',
  'gain of all behind',
  'gain of the nearest behind',
  'gain of the nearest before',
  'gain of the nearest behind, least before',
  'gain of the nearest behind, least behind',
  'window gain',
  'unit gain',
  'words before again',
  'split gain a word',
  'split gain, less best before',
  'split gain, less best behind',
  'inner split gain a word',
  'inner split gain, less best before',
  'inner split gain, less best behind',
  'window gain, least before',
  'window gain, least behind',
  'window known, against the mean before',
  'window known, least before',
  'window known, least behind',
  'chains, least before',
  'chains, least behind',
] as const;

/** Tokens looked at behind a gap; tokens that "nearby" and "soon" reach. */
const WINDOW = 60;
const NEARBY = 150;
/** Stands for the least of no values. */
const NONE = 9;
/** Tokens of the lead: the first paragraphs, which say what the story is about. */
const LEAD = 60;
/** A word is frequent once so many units have had it. */
const FREQUENT = 3;

/** A row of `COHESION` for each unit: for the gap before it. The first row means nothing. */
export function cohesion(words: Words, model: LanguageModel): Float32Array {
  const { token, name, from, weight, level } = words;
  const units = from.length - 1;
  const size = COHESION.length;
  const rows = new Float32Array(units * size);
  const spans = spanSums(words);
  const splits = splitGains(words, model, units);
  const sides = sideGains(words, model);
  const inner = splitGains(words, model, peak(splits));
  const before = new Int32Array(weight.length);
  const behind = new Int32Array(weight.length);
  for (const word of token) behind[word]!++;
  const unitsBefore = new Int32Array(weight.length);
  const lastUnit = new Int32Array(weight.length).fill(-1);
  const lastToken = new Int32Array(weight.length).fill(-NEARBY);
  const next = nextOccurrences(words);
  const inLead = new Uint8Array(weight.length);
  for (let t = 0; t < Math.min(LEAD, token.length); t++) inLead[token[t]!] = 1;

  let dot = 0;
  let normBefore = 0;
  let normBehind = 0;
  for (let w = 0; w < weight.length; w++) normBehind += square(behind[w]! * weight[w]!);
  let knownSum = 0;
  for (let u = 1; u < units; u++) {
    for (let t = from[u - 1]!; t < from[u]!; t++) {
      const word = token[t]!;
      const s = square(weight[word]!);
      const b = before[word]!;
      const r = behind[word]!;
      dot += s * (r - b - 1);
      normBefore += s * (2 * b + 1);
      normBehind += s * (1 - 2 * r);
      before[word] = b + 1;
      behind[word] = r - 1;
      if (lastUnit[word] !== u - 1) {
        lastUnit[word] = u - 1;
        unitsBefore[word]!++;
      }
      lastToken[word] = t;
    }
    const gap = from[u]!;
    const end = Math.min(token.length, gap + WINDOW);
    let gain = 0;
    let unitGain = 0;
    let all = 0;
    let known = 0;
    let nearby = 0;
    let frequent = 0;
    let lead = 0;
    let names = 0;
    let namesKnown = 0;
    let unitAll = 0;
    let unitKnown = 0;
    let soon = 0;
    let newSoon = 0;
    for (let t = gap; t < end; t++) {
      const word = token[t]!;
      const w = weight[word]!;
      const seen = before[word]! > 0;
      const bits = model.surprise(before[word]!, level[word]!);
      gain += bits;
      all += w;
      if (seen) {
        known += w;
        if (lastToken[word]! >= gap - NEARBY) nearby += w;
        if (unitsBefore[word]! >= FREQUENT) frequent += w;
        if (inLead[word]) lead += w;
      }
      if (name[t]) {
        names += w;
        if (seen) namesKnown += w;
      }
      if (t < from[u + 1]!) {
        unitAll += w;
        unitGain += bits;
        if (seen) unitKnown += w;
        const again = next[t]!;
        if (again >= from[u + 1]! && again < gap + NEARBY) {
          soon += w;
          if (!seen) newSoon += w;
        }
      }
    }
    let again = 0;
    const back = Math.max(0, gap - WINDOW);
    for (let t = back; t < gap; t++) if (behind[token[t]!]! > 0) again += weight[token[t]!]!;
    const size0 = model.size(gap);
    const share = known / (all + 1);
    const row = u * size;
    rows.set(
      [
        dot / (Math.sqrt(Math.max(0, normBefore * normBehind)) + 1e-6),
        spans.across[u]! / (Math.min(spans.before[u]!, spans.behind[u]!) + 1),
        spans.across[u]! / (spans.behind[u]! + 1),
        spans.namesAcross[u]! / (spans.namesBehind[u]! + 1),
        spans.leadAcross[u]! / (spans.lead + 1),
        share,
        nearby / (all + 1),
        frequent / (all + 1),
        lead / (all + 1),
        names > 0 ? namesKnown / names : -1,
        names / (all + 1),
        unitAll > 0 ? unitKnown / unitAll : -1,
        unitAll > 0 ? soon / unitAll : -1,
        unitAll > 0 ? newSoon / unitAll : -1,
        sides.behind[u]!,
        sides.next[u]!,
        sides.last[u]!,
        0,
        0,
        end > gap ? gain / (end - gap) - size0 : 0,
        from[u + 1]! > gap ? unitGain / (Math.min(end, from[u + 1]!) - gap) - size0 : 0,
        again / (gap - back + 1),
        splits[u]! / (token.length + 1),
        0,
        0,
        u < inner.length ? inner[u]! / (from[inner.length]! + 1) : -1,
        0,
        0,
        0,
        0,
        share - (u > 1 ? knownSum / (u - 1) : share),
      ],
      row,
    );
    knownSum += share;
  }
  leastAround(rows, units, at('window known'), at('window known, least before'));
  leastAround(rows, units, at('chains across, share of the smaller side'), at('chains, least before'));
  leastAround(rows, units, at('gain of the nearest behind'), at('gain of the nearest behind, least before'));
  leastAround(rows, units, at('window gain'), at('window gain, least before'));
  mostAround(rows, splits, at('split gain, less best before'));
  mostAround(rows, inner, at('inner split gain, less best before'));
  return rows;
}

function at(name: (typeof COHESION)[number]): number {
  return COHESION.indexOf(name);
}

/** Fills in how far a value stays below the most before it, and behind it. */
function mostAround(rows: Float32Array, values: Float64Array, to: number): void {
  const size = COHESION.length;
  let most = 0;
  for (let u = 1; u < values.length; u++) {
    rows[u * size + to] = values[u]! - most;
    most = Math.max(most, values[u]!);
  }
  most = 0;
  for (let u = values.length - 1; u > 0; u--) {
    rows[u * size + to + 1] = values[u]! - most;
    most = Math.max(most, values[u]!);
  }
}

/** Fills in, for a column, its least value in the rows before and in the rows behind. */
function leastAround(rows: Float32Array, units: number, column: number, to: number): void {
  const size = COHESION.length;
  let least = NONE;
  for (let u = 1; u < units; u++) {
    rows[u * size + to] = least;
    least = Math.min(least, rows[u * size + column]!);
  }
  least = NONE;
  for (let u = units - 1; u > 0; u--) {
    rows[u * size + to + 1] = least;
    least = Math.min(least, rows[u * size + column]!);
  }
}

/** For each token, the next token of the same word; -1 for the last one. */
function nextOccurrences({ token, weight }: Words): Int32Array {
  const next = new Int32Array(token.length);
  const seen = new Int32Array(weight.length).fill(-1);
  for (let t = token.length - 1; t >= 0; t--) {
    next[t] = seen[token[t]!]!;
    seen[token[t]!] = t;
  }
  return next;
}

/** For each gap, the weight of the distinct words before it, behind it, and on both sides. */
function spanSums({ token, name, from, weight }: Words) {
  const units = from.length - 1;
  const first = new Int32Array(weight.length).fill(-1);
  const last = new Int32Array(weight.length);
  const named = new Uint8Array(weight.length);
  const inLead = new Uint8Array(weight.length);
  for (let u = 0; u < units; u++) {
    for (let t = from[u]!; t < from[u + 1]!; t++) {
      const word = token[t]!;
      if (first[word] === -1) first[word] = u;
      last[word] = u;
      if (name[t]) named[word] = 1;
      if (t < LEAD) inLead[word] = 1;
    }
  }
  const across = new Float64Array(units + 1);
  const before = new Float64Array(units + 1);
  const behind = new Float64Array(units + 1);
  const namesAcross = new Float64Array(units + 1);
  const namesBehind = new Float64Array(units + 1);
  const leadAcross = new Float64Array(units + 1);
  let lead = 0;
  for (let w = 0; w < weight.length; w++) {
    const value = weight[w]!;
    const opens = first[w]! + 1;
    const closes = last[w]! + 1;
    across[opens]! += value;
    across[closes]! -= value;
    before[opens]! += value;
    behind[0]! += value;
    behind[closes]! -= value;
    if (named[w]) {
      namesAcross[opens]! += value;
      namesAcross[closes]! -= value;
      namesBehind[0]! += value;
      namesBehind[closes]! -= value;
    }
    if (inLead[w]) {
      lead += value;
      leadAcross[opens]! += value;
      leadAcross[closes]! -= value;
    }
  }
  for (const sums of [across, before, behind, namesAcross, namesBehind, leadAcross]) {
    for (let u = 1; u <= units; u++) sums[u]! += sums[u - 1]!;
  }
  return { across, before, behind, namesAcross, namesBehind, leadAcross, lead };
}

function square(x: number): number {
  return x * x;
}
