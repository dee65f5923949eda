/** Repairs that look at single characters and their neighbours: ligatures, widths, controls, invisibles, spaces. */
import iconv from 'iconv-lite';
import type { Change } from '../../pipeline/document.js';

/** Changes for each match of `pattern` (with the g flag); `replace` returns null to leave a match alone. */
function findMatches(
  text: string,
  pattern: RegExp,
  rule: string,
  replace: (match: string, start: number) => string | null,
): Change[] {
  const changes: Change[] = [];
  // Most texts hold no match, and `matchAll` takes several times as long to say so.
  if (text.search(pattern) < 0) return changes;
  for (const match of text.matchAll(pattern)) {
    const replacement = replace(match[0], match.index);
    if (replacement === null || replacement === match[0]) continue;
    changes.push({ start: match.index, end: match.index + match[0].length, text: replacement, rule });
  }
  return changes;
}

const C1 = /[\x80-\x9f]/g;

/** C1 controls are windows-1252 characters that were read as Latin-1; browsers read them so, too. */
export function findC1Controls(text: string): Change[] {
  return findMatches(text, C1, 'c1-control', (control) => {
    const character = iconv.decode(Buffer.from([control.charCodeAt(0)]), 'windows-1252');
    return character === '\ufffd' ? null : character;
  });
}

/** CSI sequences of ECMA-48 with numeric parameters, such as `ESC [ 31 m`. */
const TERMINAL_ESCAPE = /\x1b\[[\d;]{0,64}[a-zA-Z]/g;

export function findTerminalEscapes(text: string): Change[] {
  return findMatches(text, TERMINAL_ESCAPE, 'terminal-escape', () => '');
}

const LIGATURE = /[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06]/g;

/** Ligatures and digraphs of Latin letters, which no keyboard types: they come from fonts and old code pages. */
export function findLigatures(text: string): Change[] {
  return findMatches(text, LIGATURE, 'ligature', (c) => (c === '\ufb05' ? 'ſt' : c.normalize('NFKC')));
}

const WIDE = /[\u3000\uff01-\uffee]+/g;
/** Fullwidth punctuation that is right in the text of East Asia. */
const EAST_ASIAN_PUNCTUATION = /[\u3000\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3001-\u303f]/u;

/**
 * Fullwidth Latin and halfwidth kana and Hangul in their usual width. Fullwidth punctuation is usual in text with East
 * Asian characters, and stays there.
 */
export function findWidths(text: string): Change[] {
  let eastAsian: boolean | null = null;
  return findMatches(text, WIDE, 'character-width', (run) => {
    eastAsian ??= EAST_ASIAN.test(text);
    let result = '';
    for (const c of run) result += eastAsian && EAST_ASIAN_PUNCTUATION.test(c) ? c : c.normalize('NFKC');
    return result;
  });
}

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;

export function findLineBreaks(text: string): Change[] {
  return findMatches(text, LINE_BREAK, 'line-break', () => '\n');
}

/** With the u flag a surrogate matches only where it stands alone. */
const LONE_SURROGATE = /[\ud800-\udfff]/gu;

export function findLoneSurrogates(text: string): Change[] {
  return findMatches(text, LONE_SURROGATE, 'lone-surrogate', () => '\ufffd');
}

/** Controls that do not show and that Unicode TR 20 calls unsuitable for marked-up text; the same set as ftfy's. */
const CONTROL = /[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]+/g;

export function findControls(text: string): Change[] {
  return findMatches(text, CONTROL, 'control-character', () => '');
}

const ZERO_WIDTH = /[\u180e\u200b-\u200d\u2060-\u2064]/g;
/** Scripts in which a joiner or non-joiner changes how letters look. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tibetan}\p{Script=Myanmar}\p{Script=Khmer}]/u;
/** Scripts that put no spaces between words; U+200B says where a line may break. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u;

/** Zero-width characters where no script and no emoji needs them. */
export function findZeroWidth(text: string): Change[] {
  return findMatches(text, ZERO_WIDTH, 'zero-width', (c, start) => {
    const before = characterBefore(text, start);
    const after = String.fromCodePoint(text.codePointAt(start + 1) ?? 0x20);
    if (c === '\u200b') return UNSPACED.test(before) && UNSPACED.test(after) ? null : '';
    if (c === '\u200c' || c === '\u200d') {
      if (JOINING.test(before)) return null;
      if (c === '\u200d' && EMOJI.test(before) && EMOJI.test(after)) return null;
    }
    return '';
  });
}

function characterBefore(text: string, offset: number): string {
  const low = text.charCodeAt(offset - 1);
  const pair = offset >= 2 && low >= 0xdc00 && low <= 0xdfff;
  return text.slice(pair ? offset - 2 : Math.max(0, offset - 1), offset);
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Direction marks, in text that has no right-to-left script. */
export function findBidi(text: string): Change[] {
  const changes = findMatches(text, BIDI, 'bidi-control', () => '');
  return changes.length > 0 && RIGHT_TO_LEFT.test(text.replace(BIDI, '')) ? [] : changes;
}

const SOFT_HYPHEN = /\u00ad+/g;

export function findSoftHyphens(text: string): Change[] {
  return findMatches(text, SOFT_HYPHEN, 'soft-hyphen', () => '');
}

const ODD_SPACE = /[\u1680\u2000-\u2006\u2008-\u200a\u205f]/g;

/** Spaces of unusual width. */
export function findOddSpaces(text: string): Change[] {
  return findMatches(text, ODD_SPACE, 'odd-space', () => ' ');
}

export const NO_BREAK_SPACE = /[\u00a0\u2007\u202f]/;

export function findNoBreakSpaces(text: string): Change[] {
  return findMatches(text, new RegExp(NO_BREAK_SPACE, 'g'), 'no-break-space', () => ' ');
}

/** More marks on one character than Unicode's Stream-Safe Text Format allows; to sort them takes quadratic time. */
const TOO_MANY_MARKS = /\p{M}{31}/u;
/** A character and the marks on it, Hangul jamo, or a character that NFC writes in another way. */
const CLUSTER =
  /\P{M}\p{M}{1,30}(?!\p{M})|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]|\P{ASCII}/gu;

/** Characters in composed form (NFC), one change for each that was not. */
export function findDecomposed(text: string): Change[] {
  if (!TOO_MANY_MARKS.test(text) && text.normalize('NFC') === text) return [];
  return findMatches(text, CLUSTER, 'nfc', (cluster) => cluster.normalize('NFC'));
}
