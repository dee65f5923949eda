/**
 * How wrong text looks: points for neighbours that right text does not have. That such a measure is enough to leave
 * right text alone is ftfy's finding (Robyn Speer, 2019: the "badness" heuristic); the measure is Winnow's own.
 */
import { z } from 'zod';

const points = z.number();

export const oddnessSchema = z.strictObject({
  kinds: z.record(z.string(), z.string()),
  groups: z.record(z.string(), z.array(z.string())),
  pairs: z.array(z.tuple([z.string(), z.string(), points])),
  inside_words: z.array(z.tuple([z.string(), points])),
  letter_and_two_symbols: points,
  control: points,
  neighbours: z.array(z.tuple([z.string(), z.string(), points])),
  never_alone: z.string(),
  spaced: z.string(),
});

/** Points for the characters of `text` from `start` to `end` and for how they meet what stands around them. */
export type Oddness = (text: string, start: number, end: number) => number;

/** Behind a letter that stands alone: spaced capitals, and letters spoken of. */
const MAY_FOLLOW_ALONE = /[ \u2019]/;
const LETTER_KINDS = ['plain', 'small', 'capital'];
for (const script of ['accented', 'cyrillic', 'greek'])
  LETTER_KINDS.push(`${script}-small`, `${script}-capital`);

/** Makes the measure from its table in the lexicon. Throws where the table names a kind that is not there. */
export function createOddness(table: z.output<typeof oddnessSchema>): Oddness {
  const names = [...LETTER_KINDS, ...Object.keys(table.kinds)];
  const count = names.length;
  const kinds = kindsByUnit(names, table.kinds);
  const members = (name: string): number[] => {
    const indexes = (table.groups[name] ?? [name]).map((n) => names.indexOf(n));
    if (indexes.includes(-1))
      throw new RangeError(`repair-text.yaml: no kind of character is called "${name}"`);
    return indexes;
  };
  const pairs = new Float32Array(count * count);
  for (const [left, right, value] of table.pairs) {
    for (const l of members(left)) for (const r of members(right)) pairs[l * count + r] = value;
  }
  const insideWords = new Float32Array(count);
  for (const [kind, value] of table.inside_words) for (const k of members(kind)) insideWords[k] = value;
  const letters = new Set(members('letter'));
  const foreign = new Set(members('foreign'));
  const symbols = new Set(members('symbol'));
  const neighbours = table.neighbours.map(([left, right, value]) => ({
    left: new Set(left),
    right: new Set(right),
    value,
  }));

  return (text, start, end) => {
    const kindAt = (i: number): number => (i < 0 || i >= text.length ? 0 : kinds[text.charCodeAt(i)]!);
    let total = 0;
    for (let i = start; i <= end; i++) {
      const left = kindAt(i - 1);
      const kind = kindAt(i);
      total += pairs[left * count + kind]!;
      if (i === end) break;
      const unit = text.charCodeAt(i);
      if (unit >= 0x80 && unit < 0xa0) total += table.control;
      const right = kindAt(i + 1);
      if (insideWords[kind]! > 0 && letters.has(left) && letters.has(right)) total += insideWords[kind]!;
      if (foreign.has(kind) && symbols.has(right) && symbols.has(kindAt(i + 2))) {
        total += table.letter_and_two_symbols;
      }
      const character = text.charAt(i);
      for (const n of neighbours) {
        if (n.left.has(character) && n.right.has(text.charAt(i + 1))) total += n.value;
      }
      const alone = !letters.has(left) && !letters.has(right) && !MAY_FOLLOW_ALONE.test(text.charAt(i + 1));
      if (alone && table.never_alone.includes(character)) total += 2;
    }
    return total;
  };
}

function kindsByUnit(names: readonly string[], symbols: Readonly<Record<string, string>>): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  const set = (unit: number, name: string) => {
    kinds[unit] = names.indexOf(name);
  };
  for (let unit = 0x41; unit <= 0x5a; unit++) set(unit, 'capital');
  for (let unit = 0x61; unit <= 0x7a; unit++) set(unit, 'small');
  const scripts = {
    accented: /\p{Script=Latin}/u,
    greek: /\p{Script=Greek}/u,
    cyrillic: /\p{Script=Cyrillic}/u,
  };
  for (let unit = 0xc0; unit < 0x530; unit++) {
    const character = String.fromCharCode(unit);
    for (const [script, pattern] of Object.entries(scripts)) {
      if (!pattern.test(character)) continue;
      if (/\p{Ll}/u.test(character)) set(unit, `${script}-small`);
      if (/\p{Lu}/u.test(character)) set(unit, `${script}-capital`);
    }
  }
  for (const [name, characters] of Object.entries(symbols)) {
    for (const character of characters) set(character.charCodeAt(0), name);
  }
  return kinds;
}
