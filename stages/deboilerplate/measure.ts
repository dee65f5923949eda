/** Measures how each line of a page reads, in one pass over its characters. */
import { LABELS, type Label } from '../../pipeline/document.js';
import { readCodeUnits } from '../../text/code-units.js';
import { CLASS, classes, lowerCase } from './characters.js';
import { FUNCTION_WORD, type Lexicon, MONTH, type Phrase, STARTS_PHRASE } from './lexicon.js';
import { addToHash, EMPTY_HASH, isWordClass } from './words.js';

/** The columns of `Lines.counts`. */
export const COUNT = {
  characters: 0,
  letters: 1,
  functionWords: 2,
  /** Sentence ends with a space or the line's end behind. */
  sentences: 3,
  commas: 4,
  capitalized: 5,
  /** Words of two letters or more in capitals alone. */
  shouted: 6,
  digits: 7,
  separators: 8,
  quotes: 9,
  currency: 10,
  symbols: 11,
  brackets: 12,
  colons: 13,
  longWords: 14,
  numbers: 15,
  months: 16,
  years: 17,
  /** Digits on both sides of a colon. */
  times: 18,
  /** Addresses: an at sign, or a stop or slashes between letters. */
  addresses: 19,
  /** Class of the first character that is no space, and of the last. */
  first: 20,
  last: 21,
  /** Letters of scripts that know no case. */
  caseless: 22,
} as const;
export const COUNTS = 23;

/** Labels that phrases speak for, in the order of their columns in `Lines.marks`. */
export const MARKS = LABELS.filter((label) => label !== 'duplicate-title' && label !== 'other');

export interface Lines {
  readonly count: number;
  /** `COUNTS` numbers a line. */
  readonly counts: Float32Array;
  /** Words that phrases of each label cover, `MARKS.length` numbers a line. */
  readonly marks: Float32Array;
  /** What the words of each line may be: bits of the lexicon. */
  readonly bits: Uint8Array;
  /** Hash of each line's words. */
  readonly hashes: Int32Array;
  /** Hashes of all words of all lines. */
  readonly words: Int32Array;
  /** Line `i` has the words `wordStart[i]` up to `wordStart[i + 1]`. */
  readonly wordStart: Int32Array;
}

/** One of the `counts` of a line; `column` is one of `COUNT`. */
export function countIn({ counts }: Lines, line: number, column: number): number {
  return counts[line * COUNTS + column]!;
}

/** How many words a line has; in scripts without spaces each letter is one. */
export function wordsIn({ wordStart }: Lines, line: number): number {
  return wordStart[line + 1]! - wordStart[line]!;
}

/** The hashes of a line's words. */
export function wordsOf({ words, wordStart }: Lines, line: number): Int32Array {
  return words.subarray(wordStart[line]!, wordStart[line + 1]!);
}

/** The column of each label's phrases in `Lines.marks`. */
export const MARK_OF: ReadonlyMap<Label, number> = new Map(MARKS.map((label, index) => [label, index]));
/** A long word has this many letters at least. */
const LONG = 7;

export function measure(texts: readonly string[], lexicon: Lexicon): Lines {
  const count = texts.length;
  const counts = new Float32Array(count * COUNTS);
  const marks = new Float32Array(count * MARKS.length);
  const bits = new Uint8Array(count);
  const hashes = new Int32Array(count);
  const wordStart = new Int32Array(count + 1);
  const { codes, starts, ends } = readCodeUnits(texts);
  const words = new Int32Array(codes.length);
  let size = 0;

  for (let line = 0; line < count; line++) {
    const text = texts[line]!;
    const base = line * COUNTS;
    const from = size;
    let letters = 0;
    let functionWords = 0;
    let sentences = 0;
    let commas = 0;
    let capitalized = 0;
    let shouted = 0;
    let digits = 0;
    let separators = 0;
    let quotes = 0;
    let currency = 0;
    let symbols = 0;
    let brackets = 0;
    let colons = 0;
    let longWords = 0;
    let numbers = 0;
    let months = 0;
    let years = 0;
    let times = 0;
    let addresses = 0;
    let caseless = 0;
    let lineHash = EMPTY_HASH;

    let hash = EMPTY_HASH;
    let wordLetters = 0;
    let wordDigits = 0;
    let wordUppers = 0;
    let wordFirst = 0;
    let previous: number = CLASS.space;
    let before: number = CLASS.space;
    let lineBits = 0;

    // The line break behind the text ends its last word and sentence.
    const end = ends[line]!;
    for (let i = starts[line]!; i <= end; i++) {
      const code = codes[i]!;
      const kind = classes[code]!;
      if (kind >= CLASS.lower && kind <= CLASS.caseless) {
        hash = addToHash(hash, lowerCase[code]!);
        if (wordLetters + wordDigits === 0) wordFirst = kind;
        wordLetters++;
        if (kind === CLASS.upper) wordUppers++;
        else if (kind === CLASS.caseless) caseless++;
        if (previous === CLASS.stop && isWordClass(before)) addresses++;
      } else if (kind === CLASS.digit) {
        hash = addToHash(hash, code);
        if (wordLetters + wordDigits === 0) wordFirst = kind;
        wordDigits++;
        if (previous === CLASS.colon && before === CLASS.digit) times++;
      } else if (kind !== CLASS.joiner) {
        if (wordLetters + wordDigits > 0) {
          words[size++] = hash;
          const wordBits = lexicon.lookUp(hash);
          const isEnded = wordLetters > 1 && lexicon.endings[codes[i - 1]!] === 1;
          if (wordBits & FUNCTION_WORD || isEnded) functionWords++;
          if (wordBits & MONTH) months++;
          lineBits |= wordBits;
          letters += wordLetters;
          digits += wordDigits;
          if (wordLetters >= LONG) longWords++;
          if (wordLetters === 0) {
            numbers++;
            if (wordDigits === 4) years++;
          } else {
            lineHash = addToHash(lineHash, hash);
          }
          if (wordFirst === CLASS.upper) capitalized++;
          if (wordUppers >= 2 && wordUppers === wordLetters) shouted++;
          hash = EMPTY_HASH;
          wordLetters = 0;
          wordDigits = 0;
          wordUppers = 0;
        }
        if (kind === CLASS.space) {
          if (
            previous === CLASS.stop ||
            ((previous === CLASS.quote || previous === CLASS.bracket) && before === CLASS.stop)
          ) {
            sentences++;
          }
        } else if (kind === CLASS.ideograph) {
          hash = addToHash(EMPTY_HASH, code);
          words[size++] = hash;
          const wordBits = lexicon.lookUp(hash);
          if (wordBits & FUNCTION_WORD) functionWords++;
          lineBits |= wordBits;
          letters++;
          caseless++;
          lineHash = addToHash(lineHash, hash);
          if (previous === CLASS.stop) sentences++;
          hash = EMPTY_HASH;
        } else if (kind === CLASS.comma) commas++;
        else if (kind === CLASS.separator) {
          separators++;
          if (code === 47 && previous === CLASS.separator) addresses++;
        } else if (kind === CLASS.quote) quotes++;
        else if (kind === CLASS.currency) currency++;
        else if (kind === CLASS.bracket) brackets++;
        else if (kind === CLASS.colon) colons++;
        else if (kind === CLASS.symbol) {
          symbols++;
          if (code === 64) addresses++;
        }
      }
      if (kind !== CLASS.joiner) {
        before = previous;
        previous = kind;
      }
    }
    wordStart[line + 1] = size;
    hashes[line] = addToHash(lineHash, 0);

    counts[base + COUNT.characters] = text.length;
    counts[base + COUNT.letters] = letters;
    counts[base + COUNT.functionWords] = functionWords;
    counts[base + COUNT.sentences] = sentences;
    counts[base + COUNT.commas] = commas;
    counts[base + COUNT.capitalized] = capitalized;
    counts[base + COUNT.shouted] = shouted;
    counts[base + COUNT.digits] = digits;
    counts[base + COUNT.separators] = separators;
    counts[base + COUNT.quotes] = quotes;
    counts[base + COUNT.currency] = currency;
    counts[base + COUNT.symbols] = symbols;
    counts[base + COUNT.brackets] = brackets;
    counts[base + COUNT.colons] = colons;
    counts[base + COUNT.longWords] = longWords;
    counts[base + COUNT.numbers] = numbers;
    counts[base + COUNT.months] = months;
    counts[base + COUNT.years] = years;
    counts[base + COUNT.times] = times;
    counts[base + COUNT.addresses] = addresses;
    counts[base + COUNT.first] = classes[text.charCodeAt(0)]!;
    counts[base + COUNT.last] = classes[text.charCodeAt(text.length - 1)]!;
    counts[base + COUNT.caseless] = caseless;
    bits[line] = lineBits;
    if (lineBits & STARTS_PHRASE) mark(marks, line * MARKS.length, words, from, size, numbers, lexicon);
  }
  return { count, counts, marks, bits, hashes, words: words.subarray(0, size), wordStart };
}

/** Counts the words that phrases cover, by label: the longest phrase at each word. */
function mark(
  marks: Float32Array,
  at: number,
  words: Int32Array,
  from: number,
  to: number,
  numbers: number,
  lexicon: Lexicon,
): void {
  for (let i = from; i < to; i++) {
    if (!(lexicon.lookUp(words[i]!) & STARTS_PHRASE)) continue;
    for (const phrase of lexicon.phrases(words[i]!)) {
      const { length } = phrase.words;
      let k = 1;
      while (k < length && words[i + k] === phrase.words[k]) k++;
      if (k < length || i + length > to || !stands(phrase, i === from, to - from - numbers)) continue;
      const column = at + MARK_OF.get(phrase.label)!;
      if (length > marks[column]!) marks[column] = length;
    }
  }
}

function stands(phrase: Phrase, first: boolean, lineWords: number): boolean {
  if (phrase.place === 'anywhere') return true;
  return phrase.place === 'start' ? first : lineWords === phrase.words.length;
}
