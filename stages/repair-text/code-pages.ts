/** Single-byte code pages that UTF-8 is misread as, and UTF-8 sequences written in their characters. */
import iconv from 'iconv-lite';

/** A code page, from character to byte. */
export interface CodePage {
  readonly name: string;
  /** What changes are called that it explains. */
  readonly rule: string;
  /** By UTF-16 code unit: the byte 0x80 to 0xff, or 0 where the page has no such character. */
  readonly bytes: Uint8Array;
  /** Whether byte 0xa0 is the no-break space, which programs like to turn into a plain one. */
  readonly spaceAtA0: boolean;
}

/** UTF-8 for one character (or for a lost one), as it looks in a code page. */
export interface Sequence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A byte was lost, or a no-break space became a plain one: worth less as evidence. */
  readonly loose: boolean;
}

/** The most common first: the first of equals wins. windows-1252 takes in Latin-1, whose C1 controls it replaces. */
const NAMES = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'macintosh',
  'cp437',
];

/** Characters by other names: Mac OS 8.5 gave the currency sign's place to the euro; the Apple logo is private. */
const MORE: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  macintosh: [
    [0x20ac, 0xdb],
    [0xf8ff, 0xf0],
    [0x3a9, 0xbd],
    [0x2126, 0xbd],
  ],
};

const REPLACEMENT = 0xfffd;

export const CODE_PAGES: readonly CodePage[] = NAMES.map(toCodePage);

/** By UTF-16 code unit, a bit for each code page in which the unit can begin (or go on with) a sequence. */
export const LEADS = roles((byte) => byte >= 0xc2 && byte <= 0xf4);
export const CONTINUATIONS = roles((byte) => byte >= 0x80 && byte <= 0xbf);

function toCodePage(name: string): CodePage {
  const bytes = new Uint8Array(0x10000);
  const upperHalf = Uint8Array.from({ length: 0x80 }, (_, i) => 0x80 + i);
  const characters = iconv.decode(Buffer.from(upperHalf), name);
  for (const byte of upperHalf) {
    const unit = characters.charCodeAt(byte - 0x80);
    // Unassigned bytes come through as C1 controls; in Latin-1 all of these do.
    if (byte < 0xa0 && (unit === REPLACEMENT || name === 'windows-1252')) bytes[byte] = byte;
    if (unit !== REPLACEMENT) bytes[unit] = byte;
  }
  for (const [character, byte] of MORE[name] ?? []) bytes[character] = byte;
  return { name, rule: `mojibake-${name}`, bytes, spaceAtA0: bytes[0xa0] === 0xa0 };
}

function roles(plays: (byte: number) => boolean): Uint16Array {
  const result = new Uint16Array(0x10000);
  CODE_PAGES.forEach(({ bytes }, page) => {
    for (let unit = 0x80; unit < 0x10000; unit++) {
      if (plays(bytes[unit]!)) result[unit]! |= 1 << page;
    }
  });
  return result;
}

const SPACE = 0x20;
const QUESTION_MARK = 0x3f;
/** Two-byte leads before which a lost no-break space makes a frequent character: nbsp, à, Š, Π, Р, ٠. */
const SPACED_LEADS = new Set([0xc2, 0xc3, 0xc5, 0xce, 0xd0, 0xd9]);

/** The UTF-8 sequence that begins at `start` in the characters of a code page, or null. */
export function sequenceAt(text: string, start: number, page: CodePage): Sequence | null {
  const lead = page.bytes[text.charCodeAt(start)]!;
  if (lead < 0xc2 || lead > 0xf4) return null;
  if (start + 1 === text.length && page.spaceAtA0 && lead <= 0xc3) {
    // The no-break space that was its second half went when the line was trimmed.
    return { start, end: start + 1, text: lead === 0xc2 ? '' : 'à', loose: true };
  }
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let code = lead & (0xff >> (length + 1));
  let spaces = 0;
  let lost = 0;
  let questions = 0;
  let kept = 0;
  for (let k = 1; k < length; k++) {
    const unit = text.charCodeAt(start + k);
    let byte = unit < 0x80 ? 0 : page.bytes[unit]!;
    if (unit === SPACE && page.spaceAtA0 && mayBeSpace(lead, k, length)) {
      byte = 0xa0;
      spaces++;
    } else if (unit === REPLACEMENT) lost++;
    else if (unit === QUESTION_MARK && (length > 2 || lead <= 0xc3)) questions++;
    else if (byte < 0x80 || byte > 0xbf) return null;
    else kept++;
    code = (code << 6) | (byte & 0x3f);
  }
  if (spaces > 1 || questions > 1 || (spaces > 0 && lost + questions > 0)) return null;
  const end = start + length;
  if (lost + questions > 0)
    return kept + lost > 0 || length === 2 ? { start, end, text: '\ufffd', loose: true } : null;
  if (code >= 0xd800 && code <= 0xdbff && length === 3) return surrogatePairAt(text, start, code, page);
  const shortest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  if (code < shortest || code > 0x10ffff || (code >= 0xdc00 && code <= 0xdfff)) return null;
  return { start, end, text: String.fromCodePoint(code), loose: spaces > 0 };
}

function mayBeSpace(lead: number, k: number, length: number): boolean {
  if (length === 2) return SPACED_LEADS.has(lead);
  if (length === 3) return k === 1 ? lead === 0xe2 || lead === 0xe3 : lead <= 0xe3;
  return lead === 0xf0;
}

/** CESU-8: a character beyond U+FFFF as two surrogates of three bytes each. */
function surrogatePairAt(text: string, start: number, high: number, page: CodePage): Sequence | null {
  const bytes = [3, 4, 5].map((k) => page.bytes[text.charCodeAt(start + k)] ?? 0);
  const [lead, second, third] = bytes as [number, number, number];
  const end = start + 6;
  const loseable = (k: number) => [REPLACEMENT, QUESTION_MARK].includes(text.charCodeAt(start + k));
  if (lead !== 0xed || second < 0xb0 || second > 0xbf) return null;
  if (loseable(5)) return { start, end, text: '\ufffd', loose: true };
  if (third < 0x80 || third > 0xbf) return null;
  const low = 0xdc00 | ((second & 0x0f) << 6) | (third & 0x3f);
  return { start, end, text: String.fromCharCode(high, low), loose: false };
}
