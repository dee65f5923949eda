/** Quotation marks that a format or a keyboard left behind: LaTeX, CSV, JSON, accents and doubled single marks. */
import type { Change } from '../../pipeline/document.js';

/** A bound on the backslashes keeps the search linear. */
const ESCAPED = /\\{1,15}(["'])/g;
const LATEX = /``(?=[^\s`´])([^`´\n]{1,2000}?)''/g;
const DOUBLED = /''|\u2018\u2018|\u2019\u2019|\u201a\u201a/;
const DOUBLED_SINGLE =
  /(?<!['\u2018\u2019])(?:''|\u2018\u2018|\u2019\u2019|\u201a\u201a)(?!['\u2018\u2019])/g;
const DOUBLED_DOUBLE = /(?<!["\\])""(?!")/g;
const ACCENT = /[`´\u02b9\uff40]/;
const ACCENT_APOSTROPHE = /(?<=\p{L})[`´\u02b9\uff40](?=\p{L})/gu;
const ACCENT_QUOTATION =
  /(?<![`´\p{L}\p{N}])(`{1,2}|´{1,2})(?=[\p{L}\p{N}])([^`´\n]{1,2000}?)(´{1,2}|`{1,2})(?![`´\p{L}])/gu;
const WORD = /[\p{L}\p{N}]/u;
/** What a quotation begins with, and ends with. */
const BEGINS = /[\p{L}\p{N}([\u00bf\u00a1\u2026$€£#@]/u;
const ENDS = /[\p{L}\p{N})\].,;!?\u2026%]/u;

/** `\"`, where every double quotation mark of the text is escaped: JSON that was encoded twice. */
export function findEscaped(text: string): Change[] {
  if (!text.includes('\\') || /(?<!\\)"/.test(text)) return [];
  return [...text.matchAll(ESCAPED)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: m[1]!,
    rule: 'escaped-quote',
  }));
}

/** LaTeX's ``...''. */
export function findLatex(text: string): Change[] {
  if (!text.includes('``')) return [];
  const changes: Change[] = [];
  for (const match of text.matchAll(LATEX)) {
    const end = match.index + match[0].length;
    changes.push({ start: match.index, end: match.index + 2, text: '"', rule: 'latex-quote' });
    changes.push({ start: end - 2, end, text: '"', rule: 'latex-quote' });
  }
  return changes;
}

/** Two single marks that stand for a double one. */
export function findDoubledSingles(text: string): Change[] {
  if (!DOUBLED.test(text)) return [];
  return pairsOf(text, DOUBLED_SINGLE, 'doubled-single-quote');
}

/** `""` for `"`, as CSV writes it inside a field. */
export function findDoubledDoubles(text: string): Change[] {
  return text.includes('""') ? pairsOf(text, DOUBLED_DOUBLE, 'doubled-double-quote') : [];
}

/** Doubled marks in turn opening (before a word) and closing (behind one); others are left alone. */
function pairsOf(text: string, pattern: RegExp, rule: string): Change[] {
  const changes: Change[] = [];
  let open: Change | null = null;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const end = start + match[0].length;
    const change = { start, end, text: '"', rule };
    const before = text.charAt(start - 1);
    const after = text.charAt(end);
    if (open && ENDS.test(before) && !WORD.test(after)) {
      changes.push(open, change);
      open = null;
    } else if (!WORD.test(before) && BEGINS.test(after)) {
      open = change;
    }
  }
  return changes;
}

/** A grave or acute accent between letters: don´t. */
export function findAccentApostrophes(text: string): Change[] {
  if (!ACCENT.test(text)) return [];
  return [...text.matchAll(ACCENT_APOSTROPHE)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
    text: "'",
    rule: 'accent-apostrophe',
  }));
}

/** Accents around a quotation: `so´, ´so´, and doubled ones on request. Between two grave accents stands code. */
export function findAccentQuotations(text: string, doubled: boolean): Change[] {
  if (!text.includes('´')) return [];
  const changes: Change[] = [];
  for (const match of text.matchAll(ACCENT_QUOTATION)) {
    const [whole, opening, , closing] = match as unknown as [string, string, string, string];
    if (opening.length === 2 && !doubled) continue;
    if (opening.length !== closing.length || (opening.startsWith('`') && closing === '`')) continue;
    const mark = opening.length === 2 ? '"' : "'";
    const end = match.index + whole.length;
    changes.push({
      start: match.index,
      end: match.index + opening.length,
      text: mark,
      rule: 'accent-quote',
    });
    changes.push({ start: end - closing.length, end, text: mark, rule: 'accent-quote' });
  }
  return changes;
}
