/** What each UTF-16 code unit is and what its lower case is, as tables: one look-up a character. */

export const CLASS = {
  symbol: 0,
  space: 1,
  lower: 2,
  upper: 3,
  /** A letter of a script without case: Arabic, Hebrew, Hangul, Devanagari, ... */
  caseless: 4,
  /** A letter of a script that is written without spaces: Han, kana, Thai, ...; it counts as a word of its own. */
  ideograph: 5,
  digit: 6,
  /** Ends a sentence. */
  stop: 7,
  comma: 8,
  colon: 9,
  /** Stands between the items of a menu or a trail: | • » > / */
  separator: 10,
  quote: 11,
  bracket: 12,
  currency: 13,
  /** Joins the letters on both sides to one word: an apostrophe, a combining mark, a soft hyphen. */
  joiner: 14,
  hyphen: 15,
} as const;

const PATTERNS: readonly (readonly [number, RegExp])[] = [
  [CLASS.space, /[\s\u200b\ufeff]/u],
  [
    CLASS.ideograph,
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u,
  ],
  [CLASS.lower, /\p{Ll}/u],
  [CLASS.upper, /[\p{Lu}\p{Lt}]/u],
  [CLASS.caseless, /\p{L}/u],
  [CLASS.digit, /\p{Nd}/u],
  [CLASS.joiner, /[\p{M}'\u2019\u00ad\u200c\u200d_]/u],
  [CLASS.stop, /[.!?\u2026\u3002\uff01\uff1f\uff0e\uff61\u061f\u06d4\u0964]/u],
  [CLASS.comma, /[,;\uff0c\u3001\uff1b\u060c\u061b]/u],
  [CLASS.colon, /[:\uff1a]/u],
  [
    CLASS.separator,
    /[|/\\>\u00b7\u2022\u00bb\u203a\u2192\u2190\u2013\u2014\u25b6\u25ba\u25cf\u25aa\u25a0\u2023\u30fb\uff5c*]/u,
  ],
  [CLASS.quote, /["\u00ab\u201c-\u201f\u2018\u201a\u201b\u2039\u300c-\u300f]/u],
  [CLASS.bracket, /[\p{Ps}\p{Pe}]/u],
  [CLASS.currency, /\p{Sc}/u],
  [CLASS.hyphen, /\p{Pd}/u],
];

/** Class of each code unit. */
export const classes = new Uint8Array(0x10000);
/** Lower case of each code unit. */
export const lowerCase = new Uint16Array(0x10000);

for (let code = 0; code < 0x10000; code++) {
  lowerCase[code] = code;
  if (code >= 0x3400 && code <= 0x9fff) classes[code] = CLASS.ideograph;
  else if (code >= 0xac00 && code <= 0xd7a3) classes[code] = CLASS.caseless;
  else if (code >= 0xd800 && code <= 0xdfff) classes[code] = CLASS.symbol;
  else {
    const character = String.fromCharCode(code);
    classes[code] = PATTERNS.find(([, pattern]) => pattern.test(character))?.[0] ?? CLASS.symbol;
    if (classes[code] === CLASS.upper) lowerCase[code] = character.toLowerCase().charCodeAt(0);
  }
}
