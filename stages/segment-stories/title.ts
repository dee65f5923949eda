/** What of a story is its title: a headline on a line of its own, or a kicker with its dek. */
import { type Block, type Span, toSourceOffsets, trimSpan } from '../../pipeline/document.js';
import type { Marks } from './marks.js';

/** A dek is looked for in so many characters behind the kicker. */
const LONGEST_DEK = 260;

/**
 * The title of a teaser that opens with a kicker ("ON ALERT: ..."): the kicker and the dek behind it where the dek
 * ends visibly, because it was glued without a full stop to a text that opens with a capital; else the kicker alone.
 */
export function kickerTitle(source: string, block: Block, kicker: number, marks: Marks): Span | null {
  const end = dekEnd(block.text, kicker + 1, marks) ?? kicker;
  const [until] = toSourceOffsets(block, [end]);
  return until === undefined ? null : trimSpan(source, block.start, until);
}

/** Where the words of a dek end and a sentence begins, looking no further than the first sentence end. */
function dekEnd(text: string, from: number, marks: Marks): number | null {
  const words = /\S+/g;
  words.lastIndex = from;
  let last = -1;
  let seen = 0;
  for (let m = words.exec(text); m && m.index < from + LONGEST_DEK; m = words.exec(text)) {
    if (seen >= 4 && /^\p{Lu}/u.test(m[0]) && marks.opensSentence(m[0])) return last;
    if (/[.!?;:]["”’)]?$/.test(m[0]) && m[0].length > 3) return null;
    last = m.index + m[0].length;
    seen++;
  }
  return null;
}
