/**
 * Lexical cohesion at every gap between units: how much of what follows speaks of what came before.
 *
 * Ideas from TextTiling (Hearst 1997: windows either side of a gap), lexical chains that cross a gap (Galley et al.
 * 2003, LCseg) and the comparison of whole parts (Choi 2000, C99), with words weighted by rarity. Running counts and
 * a window of bounded size keep it linear.
 */
import type { LanguageModel } from './language-model.js';
import { spanSums } from './spans.js';
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
  'window gain',
  'unit gain',
  'words before again',
  'split gain',
  'inner split gain',
] as const;

/** Tokens looked at behind a gap; tokens that "nearby" and "soon" reach. */
const WINDOW = 60;
const NEARBY = 150;
/** Tokens of the lead: the first paragraphs, which say what the story is about. */
const LEAD = 60;
/** A word is frequent once so many units have had it. */
const FREQUENT = 3;

/**
 * Writes `COHESION` for the gap before each unit to the start of its row; rows are `width` apart. The first row means
 * nothing.
 */
export function cohesion(words: Words, model: LanguageModel, rows: Float32Array, width: number): void {
  const { token, name, from, weight, level } = words;
  const units = from.length - 1;
  const spans = spanSums(words, LEAD);
  const splits = splitGains(words, model, units);
  const sides = sideGains(words, model);
  const inner = splitGains(words, model, peak(splits));
  const before = new Int32Array(weight.length);
  const behind = new Int32Array(weight.length);
  for (let t = 0; t < token.length; t++) behind[token[t]!]!++;
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
    const unitEnd = from[u + 1]!;
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
      if (t < unitEnd) {
        unitAll += w;
        unitGain += bits;
        if (seen) unitKnown += w;
        const again = next[t]!;
        if (again >= unitEnd && again < gap + NEARBY) {
          soon += w;
          if (!seen) newSoon += w;
        }
      }
    }
    let again = 0;
    const back = Math.max(0, gap - WINDOW);
    for (let t = back; t < gap; t++) if (behind[token[t]!]! > 0) again += weight[token[t]!]!;
    const size = model.size(gap);
    let at = u * width;
    rows[at++] = dot / (Math.sqrt(Math.max(0, normBefore * normBehind)) + 1e-6);
    rows[at++] = spans.across[u]! / (Math.min(spans.before[u]!, spans.behind[u]!) + 1);
    rows[at++] = spans.across[u]! / (spans.behind[u]! + 1);
    rows[at++] = spans.namesAcross[u]! / (spans.namesBehind[u]! + 1);
    rows[at++] = spans.leadAcross[u]! / (spans.lead + 1);
    rows[at++] = known / (all + 1);
    rows[at++] = nearby / (all + 1);
    rows[at++] = frequent / (all + 1);
    rows[at++] = lead / (all + 1);
    rows[at++] = names > 0 ? namesKnown / names : -1;
    rows[at++] = names / (all + 1);
    rows[at++] = unitAll > 0 ? unitKnown / unitAll : -1;
    rows[at++] = unitAll > 0 ? soon / unitAll : -1;
    rows[at++] = unitAll > 0 ? newSoon / unitAll : -1;
    rows[at++] = sides.behind[u]!;
    rows[at++] = sides.next[u]!;
    rows[at++] = sides.last[u]!;
    rows[at++] = end > gap ? gain / (end - gap) - size : 0;
    rows[at++] = unitEnd > gap ? unitGain / (Math.min(end, unitEnd) - gap) - size : 0;
    rows[at++] = again / (gap - back + 1);
    rows[at++] = splits[u]! / (token.length + 1);
    rows[at] = u < inner.length ? inner[u]! / (from[inner.length]! + 1) : -1;
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

function square(x: number): number {
  return x * x;
}
