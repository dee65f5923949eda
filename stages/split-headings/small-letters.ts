/**
 * Finds boundaries between two small letters, as in `Copynpm install` or `aspect-ratiocolumns`: words that nobody
 * knows, but that fall into two or more known ones.
 */
import { Class, classAt, classOf } from './characters.js';
import { hashWord, type Vocabulary, type WordTable } from './words.js';

const SHORTEST = 4;
const LONGEST = 40;
/** What a part must be worth, by its length: short ones are found in any word. */
const LEAST_WORTH = [999, 999, 130, 120, 90, 70, 50];

/** Offsets inside words of small letters (a first capital may stand before them) at which known words meet; rising. */
export function findSmallBoundaries(text: string, table: WordTable, vocabulary: Vocabulary): number[] {
  const found: number[] = [];
  const worth = (from: number, to: number): number => {
    const { exact, folded } = hashWord(text, from, to);
    return table.lookUp(folded).frequency + 30 * Math.log2(1 + vocabulary.count(exact));
  };
  const split = (from: number, to: number): void => {
    if (to - from < SHORTEST || to - from > LONGEST) return;
    if (table.lookUp(hashWord(text, from, to).folded).frequency > 0) return;
    let best = 0;
    let at = -1;
    for (let i = from + 2; i <= to - 2; i++) {
      const right = worth(i, to);
      if (right <= best || right < leastWorth(to - i)) continue;
      const left = worth(from, i);
      if (left < leastWorth(i - from)) continue;
      const value = Math.min(left, right);
      if (value > best) {
        best = value;
        at = i;
      }
    }
    if (at >= 0) found.push(at);
  };
  for (let i = 0; i < text.length; i++) {
    if (classOf(text.charCodeAt(i)) !== Class.Lower) continue;
    const from = i > 0 && classAt(text, i - 1) === Class.Upper ? i - 1 : i;
    while (i < text.length && classOf(text.charCodeAt(i)) === Class.Lower) i++;
    split(from, i);
  }
  return found;
}

function leastWorth(length: number): number {
  return LEAST_WORTH[Math.min(length, LEAST_WORTH.length - 1)]!;
}
