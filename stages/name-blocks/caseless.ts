/**
 * Headings in scripts without capitals (CJK, Arabic, Hebrew, Thai, ...). The trained judge leans on case, of which
 * these have none; what tells their headings is the shape alone: a short line with no mark at its end between full
 * paragraphs.
 */
import { Class, classAt, isWordCharacter } from '../../text/character-classes.js';

/** Widest heading, in half-width columns. */
const WIDEST = 60;
/** How many times longer the paragraphs around a heading are at least. */
const CONTRAST = 2;
/** How sure the shape is; no judge was trained on it. */
export const CASELESS_SCORE = 0.75;

/** Whether the line at `i` has the shape of a heading in a script without capitals. */
export function isCaselessHeading(lines: readonly { readonly text: string }[], i: number): boolean {
  const text = lines[i]!.text;
  if (text.length > WIDEST || !isCaseless(text) || !isWordEnd(text)) return false;
  return [lines[i - 1], lines[i + 1]].every(
    (near) => near && near.text.length >= CONTRAST * text.length && isSentence(near.text),
  );
}

function isCaseless(text: string): boolean {
  let letters = 0;
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const kind = classAt(text, i);
    if (kind === Class.Upper || kind === Class.Lower || kind === Class.Colon || kind === Class.Stop)
      return false;
    if (kind === Class.Letter) letters++;
    width += text.charCodeAt(i) >= 0x2e80 ? 2 : 1;
  }
  return letters >= 2 && width <= WIDEST;
}

function isWordEnd(text: string): boolean {
  const last = classAt(text, text.length - 1);
  return isWordCharacter(last) || last === Class.Mark || last === Class.Close;
}

function isSentence(text: string): boolean {
  const last = classAt(text, text.length - 1);
  if (last === Class.Close || last === Class.Quote)
    return isFinal(classAt(text, text.length - 2)) || last === Class.Close;
  return isFinal(last);
}

function isFinal(kind: Class): boolean {
  return kind === Class.Stop || kind === Class.Ask;
}
