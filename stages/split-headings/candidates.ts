/** Finds the places inside runs of characters where two blocks may have met with no white space between. */
import { Class, classAt, classOf, isWordCharacter } from './characters.js';

/** Whether a block may start at `at`: what stands before and behind it reads like an end and a start. */
function mayStartBlock(text: string, at: number, left: Class, right: Class): boolean {
  switch (right) {
    case Class.Upper:
      return mayEndBeforeCapital(text, at, left);
    case Class.Digit:
      return mayEndBeforeDigit(text, at, left);
    case Class.Lower:
      return (
        left === Class.Digit ||
        left === Class.Stop ||
        left === Class.Ask ||
        left === Class.Colon ||
        left === Class.Close ||
        left === Class.Percent ||
        left === Class.Symbol
      );
    case Class.Quote:
      return isWordCharacter(classAt(text, at + 1)) && left !== Class.Apostrophe && mayEnd(left);
    case Class.Dash:
      return classAt(text, at + 1) === Class.Space && mayEnd(left);
    case Class.Open:
      return (!isWordCharacter(left) || text[at] === '“') && mayEnd(left);
    case Class.Money:
    case Class.Bullet:
      return mayEnd(left);
    case Class.Symbol:
    case Class.Invisible:
      return mayEnd(left) && left !== Class.Invisible;
    default:
      return false;
  }
}

function mayEndBeforeCapital(text: string, at: number, left: Class): boolean {
  if (left === Class.Upper) return classAt(text, at + 1) === Class.Lower;
  if (left === Class.Apostrophe || left === Class.Quote) {
    const inner = classAt(text, at - 2);
    return (
      inner === Class.Stop ||
      inner === Class.Ask ||
      inner === Class.Comma ||
      (left === Class.Quote && inner !== Class.Space)
    );
  }
  return mayEnd(left) || left === Class.Bullet || left === Class.LowSurrogate || left === Class.Symbol;
}

function mayEndBeforeDigit(text: string, at: number, left: Class): boolean {
  if (left === Class.Digit) return false;
  if (left === Class.Stop || left === Class.Comma || left === Class.Colon)
    return classAt(text, at - 2) !== Class.Digit;
  return mayEnd(left) && left !== Class.Money;
}

/** Whether a block may end with such a character. */
function mayEnd(left: Class): boolean {
  return (
    left === Class.Lower ||
    left === Class.Upper ||
    left === Class.Digit ||
    (left >= Class.Stop && left <= Class.Quote) ||
    left === Class.Percent ||
    left === Class.Mark ||
    left === Class.Invisible
  );
}

/** The offsets at which a block may start, rising. One pass; most characters cost one look. */
export function findCandidates(text: string): number[] {
  const found: number[] = [];
  let left: Class = Class.Space;
  for (let i = 0; i < text.length; i++) {
    const right = classOf(text.charCodeAt(i));
    if (left !== Class.Space && !(left === Class.Lower && right === Class.Lower)) {
      if (mayStartBlock(text, i, left, right)) found.push(i);
    }
    left = right;
  }
  return found;
}
