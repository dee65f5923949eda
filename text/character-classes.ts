/** What kind of character a UTF-16 code unit is, as far as lost boundaries are concerned. */

/** Numbered, since the judge takes the numbers as features: letters first, then what ends, opens and decorates. */
export const Class = {
  Space: 0,
  Lower: 1,
  Upper: 2,
  Digit: 3,
  /** A letter without case, such as CJK. */
  Letter: 4,
  Stop: 5,
  Ask: 6,
  Colon: 7,
  Comma: 8,
  Close: 9,
  /** The straight double quote, which opens or closes. */
  Quote: 10,
  Apostrophe: 11,
  Open: 12,
  Dash: 13,
  /** What joins the parts of addresses, paths and names: slash, underscore, at sign, ampersand. */
  Joiner: 14,
  Bullet: 15,
  Money: 16,
  Percent: 17,
  /** Belongs to the character before it: accents, variation selectors. */
  Mark: 18,
  /** Whatever else; also the first half of a surrogate pair, most of which are emoji. */
  Sign: 19,
  /** The second half of a surrogate pair. */
  LowSurrogate: 20,
  /** Zero-width spaces and joiners, with which page builders fill empty paragraphs. */
  Invisible: 21,
} as const;
/** How many classes there are. */
export const CLASSES = 22;
export type Class = (typeof Class)[keyof typeof Class];

const SETS: readonly (readonly [Class, string])[] = [
  [Class.Stop, '.…。।۔'],
  [Class.Ask, '?!？！؟'],
  [Class.Colon, ':;：；'],
  [Class.Comma, ',，、'],
  [Class.Close, ')]}”»›＞）】」』>'],
  [Class.Quote, '"'],
  [Class.Apostrophe, "'’`"],
  [Class.Open, '([{“«‹‘„‚¿¡<（【「『'],
  [Class.Dash, '-–—‐‑−'],
  [Class.Joiner, '/\\_@&=~^|'],
  [Class.Bullet, '•·▪▫●○◦‣⁃∙■□◆◇►▶▸→➤➜✓✔✅★☆*+#©'],
  [Class.Money, '$€£¥₹'],
  [Class.Percent, '%‰°™®'],
];

const classes = buildClasses();

function buildClasses(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const rules: readonly (readonly [Class, RegExp])[] = [
    [Class.Space, /[\s\u0085]/],
    [Class.Invisible, /[\u200b-\u200f\u2060\ufeff]/],
    [Class.Mark, /\p{M}/u],
    [Class.Upper, /[\p{Lu}\p{Lt}]/u],
    [Class.Lower, /\p{Ll}/u],
    [Class.Digit, /\p{Nd}/u],
    [Class.Letter, /\p{L}/u],
  ];
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) {
      table[code] = code < 0xdc00 ? Class.Sign : Class.LowSurrogate;
      continue;
    }
    const character = String.fromCharCode(code);
    table[code] = rules.find(([, pattern]) => pattern.test(character))?.[0] ?? Class.Sign;
  }
  for (const [kind, characters] of SETS) {
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  }
  return table;
}

/** The class of a UTF-16 code unit. */
export function classOf(code: number): Class {
  return classes[code] as Class;
}

/** The classes of many code units. */
export function classesOf(codes: Uint16Array): Uint8Array {
  const kinds = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) kinds[i] = classes[codes[i]!]!;
  return kinds;
}

/** The class of the code unit at an offset; white space before the start and behind the end. */
export function classAt(text: string, at: number): Class {
  return at >= 0 && at < text.length ? (classes[text.charCodeAt(at)] as Class) : Class.Space;
}

export function isWordCharacter(kind: number): boolean {
  return kind >= Class.Lower && kind <= Class.Letter;
}
