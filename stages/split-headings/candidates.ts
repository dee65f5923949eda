/** Finds the places inside runs of characters where two blocks may have met with no white space between. */
import { CLASSES, Class, isWordCharacter } from '../../text/character-classes.js';
import type { Page } from '../../text/page.js';

/** What two neighbouring characters say of a block's start between them. */
const Pair = {
  Never: 0,
  Always: 1,
  /** If `fits` says so. */
  Maybe: 2,
  /** They are white space, at the end of which one may start. */
  Gap: 3,
} as const;
type Pair = (typeof Pair)[keyof typeof Pair];

/** By the classes of the characters: `left * CLASSES + right`. */
const pairs = buildPairs();

function buildPairs(): Uint8Array {
  const table = new Uint8Array(CLASSES * CLASSES);
  const allow = (lefts: readonly Class[], rights: readonly Class[], how: Pair) => {
    for (const left of lefts) for (const right of rights) table[left * CLASSES + right] = how;
  };
  const { Space, Lower, Upper, Digit, Stop, Ask, Colon, Comma, Close, Quote, Apostrophe, Percent } = Class;
  const { Mark, Open, Dash, Bullet, Money, Sign, LowSurrogate, Invisible } = Class;
  const words = [Lower, Upper, Digit, Percent, Mark, Invisible];
  const ends = [...words, Stop, Ask, Colon, Close, Quote];
  allow([...ends, Bullet, Money, Sign, LowSurrogate], [Upper], Pair.Always);
  allow([Upper, Comma, Quote, Apostrophe, Dash], [Upper], Pair.Maybe);
  allow([Lower, Upper, Ask, Close, Percent, Mark, Invisible], [Digit], Pair.Always);
  allow([Stop, Colon, Digit], [Digit], Pair.Maybe);
  allow([Digit, Stop, Ask, Colon, Close, Percent, Sign], [Lower], Pair.Always);
  allow([...words, Stop, Ask, Close, Quote], [Quote], Pair.Maybe);
  allow(ends, [Dash], Pair.Maybe);
  allow([...words, Stop, Ask, Colon, Close], [Open], Pair.Maybe);
  allow([Space], [Upper, Digit], Pair.Maybe);
  allow([Space], [Space], Pair.Gap);
  allow(ends, [Money, Bullet], Pair.Always);
  allow(
    ends.filter((kind) => kind !== Invisible),
    [Sign, Invisible],
    Pair.Always,
  );
  return table;
}

const OPENING_QUOTE = '“'.charCodeAt(0);
const NO_BREAK_SPACE = 0xa0;
const EM_DASH = '—'.charCodeAt(0);

/** What stands behind a mark that closes a quotation. */
const CLOSED: ReadonlySet<number | undefined> = new Set([
  undefined,
  Class.Space,
  Class.Comma,
  Class.Stop,
  Class.Ask,
  Class.Colon,
  Class.Close,
]);

/** Whether the characters further out fit a boundary at `at`. */
function fits(page: Page, at: number): boolean {
  const { codes, kinds } = page;
  const left = kinds[at - 1]!;
  if (left === Class.Space) return codes[at - 1] === NO_BREAK_SPACE && isEndBefore(kinds, at);
  switch (kinds[at]) {
    case Class.Upper:
      if (left === Class.Upper) return kinds[at + 1] === Class.Lower;
      if (left === Class.Comma) return true;
      if (left === Class.Dash) return codes[at - 1] === EM_DASH && kinds[at - 2] !== Class.Space;
      return closesQuotation(kinds[at - 2]!, left);
    case Class.Digit:
      return left === Class.Digit ? startsItem(kinds, at) : kinds[at - 2] !== Class.Digit;
    case Class.Quote:
      return isWordCharacter(kinds[at + 1]!);
    case Class.Dash:
      return kinds[at + 1] === Class.Space || (codes[at] === EM_DASH && isCapital(kinds[at + 1]!));
    default:
      return opensBlock(page, at, left);
  }
}

/** Whether a bracket or an opening quotation mark may begin a block: the mark “ closes German quotations. */
function opensBlock({ codes, kinds }: Page, at: number, left: number): boolean {
  const isMark = codes[at] === OPENING_QUOTE;
  if (isMark && CLOSED.has(kinds[at + 1])) return false;
  return isMark || left === Class.Stop || left === Class.Ask || left === Class.Close;
}

/** Editors leave a no-break space at the end of a paragraph: whether one may end before that at `at - 1`. */
function isEndBefore(kinds: Uint8Array, at: number): boolean {
  const left = kinds[at - 2]!;
  return endsSentence(left) || (left === Class.Lower && kinds[at] === Class.Upper);
}

/** What a block may start with behind white space. */
const STARTS: ReadonlySet<number | undefined> = new Set([
  Class.Upper,
  Class.Lower,
  Class.Digit,
  Class.Quote,
  Class.Open,
  Class.Bullet,
  Class.Money,
  Class.Sign,
]);

/**
 * Whether the white space before `at` is more than stands between words: where a page's source has spaces between its
 * elements, text without line breaks keeps them.
 */
function isWideGap({ codes, kinds }: Page, at: number): boolean {
  let from = at;
  while (kinds[from - 1] === Class.Space) if (isLineBreak(codes[--from]!)) return false;
  const least = kinds[at] === Class.Lower || endsSentence(kinds[from - 1]!) ? 3 : 2;
  return at - from >= least && STARTS.has(kinds[at]);
}

/** Whether a typist may put two spaces behind a mark. */
function endsSentence(kind: number): boolean {
  return kind >= Class.Stop && kind <= Class.Apostrophe && kind !== Class.Comma;
}

function isLineBreak(code: number): boolean {
  return (code >= 10 && code <= 13) || code === 0x2028 || code === 0x2029;
}

/** Whether a number of one or two digits and a stop begin at `at`, as in `trends for 2025` and `1. Search`. */
function startsItem(kinds: Uint8Array, at: number): boolean {
  const stop = kinds[at + 1] === Class.Digit ? at + 2 : at + 1;
  return kinds[stop] === Class.Stop && kinds[stop + 1] === Class.Space && kinds[at - 2] === Class.Digit;
}

function isCapital(kind: number): boolean {
  return kind === Class.Upper || kind === Class.Digit;
}

/** Whether a mark that may open or close a quotation closes one, by what stands before it. */
function closesQuotation(before: number, mark: number): boolean {
  if (before === Class.Stop || before === Class.Ask || before === Class.Comma) return true;
  return mark === Class.Quote && before !== Class.Space;
}

const MORE_THAN = '>'.charCodeAt(0);
const LESS_THAN = '<'.charCodeAt(0);
const HYPHEN = '-'.charCodeAt(0);
const EQUALS = '='.charCodeAt(0);
const SLASH = '/'.charCodeAt(0);
const LONGEST_TAG = 100;

/** Whether the character before `at` ends a tag or an arrow: samples of code stay whole. */
function closesTagOrArrow({ codes, kinds }: Page, at: number): boolean {
  if (codes[at - 1] !== MORE_THAN) return false;
  if (codes[at - 2] === HYPHEN || codes[at - 2] === EQUALS) return true;
  const least = Math.max(0, at - LONGEST_TAG);
  let open = at - 2;
  while (open > least && codes[open] !== LESS_THAN && codes[open] !== MORE_THAN) open--;
  return codes[open] === LESS_THAN && (codes[open + 1] === SLASH || kinds[open + 1] === Class.Lower);
}

const COLON = ':'.charCodeAt(0);
const QUESTION_MARK = '?'.charCodeAt(0);
const HASH = '#'.charCodeAt(0);
const LONGEST_ADDRESS = 400;

/** Whether `at` is in the query or fragment of an address, where anything may follow anything. */
function isInQuery({ codes, kinds }: Page, at: number): boolean {
  const least = Math.max(2, at - LONGEST_ADDRESS);
  let isBehindMark = false;
  for (let i = at - 1; i >= least && kinds[i] !== Class.Space; i--) {
    const code = codes[i];
    if (code === QUESTION_MARK || code === HASH) isBehindMark = true;
    else if (code === SLASH && codes[i - 1] === SLASH && codes[i - 2] === COLON) return isBehindMark;
  }
  return false;
}

/** Scripts without capitals put no space between sentences either: nothing there tells a boundary. */
function isIdeographic(code: number): boolean {
  return code >= 0x2e80 && (code < 0xd800 || (code >= 0xf900 && code < 0xfe00) || code >= 0xff00);
}

const DOT = '.'.charCodeAt(0);
const CALLS: ReadonlySet<number | undefined> = new Set([...'({'].map((mark) => mark.charCodeAt(0)));

/** Whether the name that begins at `at` and ends before `end` is a member of something, as in `log.Fatal(err)`. */
function isMember({ codes, kinds }: Page, at: number, end: number): boolean {
  return codes[at - 1] === DOT && kinds[at] === Class.Upper && CALLS.has(codes[end]);
}

/** Runs of letters and digits: shorter ones may be anything; further back than this none is looked at. */
const SHORTEST_OPAQUE = 16;
const LOOK_BACK = 48;
/** Letters and digits to a piece: words and numbers that met have more. */
const OPAQUE_PIECE = 2.5;

interface Run {
  readonly end: number;
  /** Whether nobody reads it, as keys, hashes and base64: capitals, small letters and digits take turns in it. */
  readonly isOpaque: boolean;
}

/** The run of letters and digits around `at`, empty where none goes on there. */
function runAt({ kinds }: Page, at: number): Run {
  let from = at;
  while (isLetterOrDigit(kinds[at]!) && from > at - LOOK_BACK && isLetterOrDigit(kinds[from - 1]!)) from--;
  let pieces = 0;
  let end = from;
  for (; isLetterOrDigit(kinds[end]!); end++) {
    const before = kinds[end - 1]!;
    if (kinds[end] !== before && !(kinds[end] === Class.Lower && before === Class.Upper)) pieces++;
  }
  return { end, isOpaque: end - from >= SHORTEST_OPAQUE && end - from < OPAQUE_PIECE * pieces };
}

function isLetterOrDigit(kind: number): boolean {
  return kind === Class.Lower || isCapital(kind);
}

/** The offsets at which a block may start, rising. One pass; most characters cost one look. */
export function findCandidates(page: Page): number[] {
  const { codes, kinds } = page;
  const found: number[] = [];
  let run: Run = { end: 0, isOpaque: false };
  for (let i = 1; i < kinds.length; i++) {
    const pair = pairs[kinds[i - 1]! * CLASSES + kinds[i]!];
    if (pair === Pair.Never) continue;
    if (pair === Pair.Maybe && !fits(page, i)) continue;
    if (pair === Pair.Gap) {
      while (kinds[i] === Class.Space) i++;
      if (!isWideGap(page, i)) continue;
    }
    if (i >= run.end) run = runAt(page, i);
    const isProse = !run.isOpaque && !isIdeographic(codes[i]!) && !isIdeographic(codes[i - 1]!);
    const isCode = isMember(page, i, run.end) || closesTagOrArrow(page, i) || isInQuery(page, i);
    if (isProse && !isCode) found.push(i);
  }
  return found;
}
