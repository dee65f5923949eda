/** Finds the places inside runs of characters where two blocks may have met with no white space between. */
import { CLASSES, Class, classAt, classOf, isWordCharacter } from './characters.js';

/** Pairs of classes between which a block may have ended, by `left * CLASSES + right`: 1 always, 2 if `fits` says so. */
const pairs = buildPairs();

function buildPairs(): Uint8Array {
  const table = new Uint8Array(CLASSES * CLASSES);
  const allow = (lefts: readonly Class[], rights: readonly Class[], how: number) => {
    for (const left of lefts) for (const right of rights) table[left * CLASSES + right] = how;
  };
  const { Lower, Upper, Digit, Stop, Ask, Colon, Comma, Close, Quote, Apostrophe, Percent, Mark } = Class;
  const { Open, Dash, Bullet, Money, Sign, LowSurrogate, Invisible } = Class;
  const words = [Lower, Upper, Digit, Percent, Mark, Invisible];
  const ends = [...words, Stop, Ask, Colon, Close, Quote];
  allow([...ends, Bullet, Sign, LowSurrogate], [Upper], 1);
  allow([Upper, Comma, Quote, Apostrophe], [Upper], 2);
  allow([Lower, Upper, Ask, Close, Percent, Mark, Invisible], [Digit], 1);
  allow([Stop, Colon], [Digit], 2);
  allow([Digit, Stop, Ask, Colon, Close, Percent, Sign], [Lower], 1);
  allow([...words, Stop, Ask, Close, Quote], [Quote], 2);
  allow(ends, [Dash], 2);
  allow([Stop, Ask, Close], [Open], 1);
  allow(words, [Open], 2);
  allow(ends, [Money, Bullet], 1);
  allow(
    ends.filter((kind) => kind !== Invisible),
    [Sign, Invisible],
    1,
  );
  return table;
}

/** Whether the characters further out fit a boundary at `at`. */
function fits(text: string, at: number, left: Class, right: Class): boolean {
  switch (right) {
    case Class.Upper:
      if (left === Class.Upper) return classAt(text, at + 1) === Class.Lower;
      if (left === Class.Comma) return true;
      return closesQuotation(classAt(text, at - 2), left);
    case Class.Digit:
      return classAt(text, at - 2) !== Class.Digit;
    case Class.Quote:
      return isWordCharacter(classAt(text, at + 1));
    case Class.Dash:
      return classAt(text, at + 1) === Class.Space;
    default:
      return text[at] === '“';
  }
}

/** Whether a mark that may open or close a quotation closes one, by what stands before it. */
function closesQuotation(before: Class, mark: Class): boolean {
  if (before === Class.Stop || before === Class.Ask || before === Class.Comma) return true;
  return mark === Class.Quote && before !== Class.Space;
}

/** Scripts without capitals put no space between sentences either: nothing there tells a boundary. */
function isIdeographic(code: number): boolean {
  return code >= 0x2e80 && (code < 0xd800 || (code >= 0xf900 && code < 0xfe00) || code >= 0xff00);
}

/** The offsets at which a block may start, rising. One pass; most characters cost one look. */
export function findCandidates(text: string): number[] {
  const found: number[] = [];
  let left: Class = Class.Space;
  for (let i = 0; i < text.length; i++) {
    const right = classOf(text.charCodeAt(i));
    const how = pairs[left * CLASSES + right]!;
    if (how !== 0 && (how === 1 || fits(text, i, left, right))) {
      if (!isIdeographic(text.charCodeAt(i)) && !isIdeographic(text.charCodeAt(i - 1))) found.push(i);
    }
    left = right;
  }
  return found;
}
