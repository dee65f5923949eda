/** What the judge knows of a candidate: its characters, the words at it, the text on both sides, and the document. */
import { Class, classAt } from './characters.js';
import type { Names } from './lexicon.js';
import {
  type Piece,
  pieceAfter,
  pieceBefore,
  type Stretch,
  shapeOf,
  stretchAfter,
  stretchBefore,
  wordAround,
  wordEnd,
  wordStart,
} from './pieces.js';
import { hashWord, type Vocabulary, type WordHash, type WordTable } from './words.js';

const WINDOW = 120;
const CHARACTERS = ['class -3', 'class -2', 'class -1', 'class 0', 'class 1', 'class 2', 'code -1', 'code 0'];
const PIECE = ['length', 'shape', 'frequency', 'name', 'start', 'end', 'in document', 'small in document'];
const WORD = ['length', 'shape', 'frequency', 'name', 'start', 'end'];
export const STRETCH_FEATURES = ['length', 'words', 'capitals', 'short', 'digits', 'code', 'reason'];
const RUN = ['left length', 'right length', 'left joiners', 'right joiners', 'candidates'];
const JOINED = [
  'length',
  'frequency',
  'name',
  'in document',
  'folded frequency',
  'pair frequency',
  'pair in document',
  'known name',
  'code label',
];
const NEIGHBOURS = [
  'distance before',
  'distance after',
  'class before',
  'class after',
  'line before',
  'line after',
];
const DOCUMENT = ['candidates', 'glued stops', 'spaced stops', 'glued capitals', 'lines', 'code'];

const prefixed = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}: ${name}`);

/** The names of the features, in the order of a row. */
export const FEATURES: readonly string[] = [
  ...prefixed('characters', CHARACTERS),
  ...prefixed('left piece', PIECE),
  ...prefixed('right piece', PIECE),
  ...prefixed('left word', WORD),
  ...prefixed('right word', WORD),
  ...prefixed('word before', WORD),
  ...prefixed('word after', WORD),
  ...prefixed('joined', JOINED),
  ...prefixed('left', STRETCH_FEATURES),
  ...prefixed('right', STRETCH_FEATURES),
  ...prefixed('run', RUN),
  ...prefixed('neighbours', NEIGHBOURS),
  ...prefixed('document', DOCUMENT),
];

/** What the features of all candidates of a document share. */
export interface Context {
  readonly vocabulary: Vocabulary;
  readonly table: WordTable;
  readonly names: Names;
  /** The document's features, in the order of `DOCUMENT`. */
  readonly document: readonly number[];
}

/** Figures of a whole document: how much of it looks glued, and how much like code. */
export function describeDocument(
  texts: readonly string[],
  candidates: readonly (readonly number[])[],
): number[] {
  let length = 1;
  let code = 0;
  let spaced = 0;
  let glued = 0;
  let capitals = 0;
  let total = 0;
  for (let t = 0; t < texts.length; t++) {
    const text = texts[t]!;
    length += text.length;
    total += candidates[t]!.length;
    for (let i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      const before = text.charCodeAt(i - 1);
      if (before === 46 || before === 63 || before === 33) spaced++;
      else if (before === 59 || before === 61 || before === 123 || before === 125) code++;
    }
    for (const at of candidates[t]!) {
      const left = classAt(text, at - 1);
      if (classAt(text, at) !== Class.Upper) continue;
      if (left === Class.Lower) capitals++;
      else if ((left === Class.Stop || left === Class.Ask) && classAt(text, at - 3) === Class.Lower) glued++;
    }
  }
  return [total, glued, spaced, capitals, texts.length, code].map((count) =>
    inSteps((1000 * count) / length),
  );
}

/**
 * A figure of a whole document in coarse steps, so that the judge cannot tell the documents it was trained on apart.
 */
export function inSteps(value: number): number {
  return Math.round(3 * Math.log2(1 + value));
}

/**
 * Writes the features of candidate `index` of a text into `row`.
 * `candidates` are the offsets of all candidates of the text, rising.
 */
export function writeFeatures(
  row: Float32Array,
  text: string,
  candidates: readonly number[],
  index: number,
  context: Context,
): void {
  const at = candidates[index]!;
  const before = candidates[index - 1] ?? 0;
  const after = candidates[index + 1] ?? text.length;
  let k = 0;
  const put = (value: number) => {
    row[k++] = value;
  };
  const putWord = (piece: Piece): WordHash => {
    const hash = hashWord(text, piece.from, piece.to);
    const known = context.table.lookUp(hash.folded);
    put(piece.to - piece.from);
    put(shapeOf(text, piece));
    put(known.frequency);
    put(known.name);
    put(known.start);
    put(known.end);
    return hash;
  };
  const putPiece = (piece: Piece): WordHash => {
    const hash = putWord(piece);
    put(context.vocabulary.count(hash.exact));
    put(hash.exact === hash.folded ? 0 : context.vocabulary.count(hash.folded));
    return hash;
  };
  const putStretch = (stretch: Stretch) => {
    for (const value of stretchValues(stretch)) put(value);
  };

  for (let i = at - 3; i < at + 3; i++) put(classAt(text, i));
  put(Math.min(255, text.charCodeAt(at - 1)));
  put(Math.min(255, text.charCodeAt(at)));

  const left = pieceBefore(text, at, before);
  const right = pieceAfter(text, at, after);
  const leftHash = putPiece(left);
  putPiece(right);
  putWord({ from: wordStart(text, left.to), to: left.to });
  putWord({ from: right.from, to: wordEnd(text, right.from) });
  const previous = skipBack(text, wordStart(text, left.to));
  putWord({ from: wordStart(text, previous), to: previous });
  const next = skipAhead(text, wordEnd(text, right.from));
  putWord({ from: next, to: wordEnd(text, next) });

  const joined = wordAround(text, at);
  const hash = hashWord(text, joined.from, joined.to);
  const name = context.table.lookUp(hash.exact);
  put(joined.to - joined.from);
  put(name.frequency);
  put(name.name);
  put(context.vocabulary.count(hash.exact));
  put(context.table.lookUp(hash.folded).frequency);
  // In a row of names, `YouTubeLinkedIn`, the pieces next to the candidate make one.
  const pair = left.to === at && right.from === at ? hashWord(text, left.from, right.to).exact : 0;
  put(pair === 0 ? -1 : context.table.lookUp(pair).frequency);
  put(pair === 0 ? -1 : context.vocabulary.count(pair));
  const { whole, prefixes, codeLabels } = context.names;
  put(whole.has(hash.exact) || whole.has(pair) ? 2 : prefixes.has(leftHash.exact) ? 1 : 0);
  put(!codeLabels.has(leftHash.exact) ? 0 : left.from === 0 ? 2 : 1);

  putStretch(stretchBefore(text, at, before, WINDOW));
  putStretch(stretchAfter(text, at, after, WINDOW));

  const run = lookAtRun(text, at);
  put(run.left);
  put(run.right);
  put(run.leftJoiners);
  put(run.rightJoiners);
  let inRun = 0;
  for (let i = index; i >= 0 && candidates[i]! > at - run.left && inRun < 20; i--) inRun++;
  for (let i = index + 1; i < candidates.length && candidates[i]! < at + run.right && inRun < 40; i++)
    inRun++;
  put(inRun);

  put(Math.min(2000, at - before));
  put(Math.min(2000, after - at));
  put(index > 0 ? classAt(text, before - 1) : -1);
  put(index + 1 < candidates.length ? classAt(text, after - 1) : -1);
  put(Math.min(4000, at));
  put(Math.min(4000, text.length - at));

  for (const value of context.document) put(value);
}

/** The features of a stretch, in the order of `STRETCH_FEATURES`. */
export function stretchValues(stretch: Stretch): readonly number[] {
  const { length, words, capitals, short, digits, code, reason } = stretch;
  return [length, words, capitals / (words || 1), short / (words || 1), digits, code, reason];
}

function skipBack(text: string, at: number): number {
  for (let i = 0; i < 3 && at > 0 && !isLetterOrDigit(text, at - 1); i++) at--;
  return at;
}

function skipAhead(text: string, at: number): number {
  for (let i = 0; i < 3 && at < text.length && !isLetterOrDigit(text, at); i++) at++;
  return at;
}

function isLetterOrDigit(text: string, at: number): boolean {
  const kind = classAt(text, at);
  return kind >= Class.Lower && kind <= Class.Letter;
}

/** The run of characters without white space around `at`. */
function lookAtRun(text: string, at: number) {
  let leftJoiners = 0;
  let rightJoiners = 0;
  let from = at;
  for (; from > Math.max(0, at - WINDOW); from--) {
    const kind = classAt(text, from - 1);
    if (kind === Class.Space) break;
    if (kind === Class.Joiner) leftJoiners++;
  }
  let to = at;
  for (; to < Math.min(text.length, at + WINDOW); to++) {
    const kind = classAt(text, to);
    if (kind === Class.Space) break;
    if (kind === Class.Joiner) rightJoiners++;
  }
  return { left: at - from, right: to - at, leftJoiners, rightJoiners };
}
