/** Rows of tables: cells with a tab between any two, as the reader lays out HTML and browsers give the text of a page. */
import { blockOf, type Reading, textOf } from './lines.js';
import { ASIDE, elementsOf, MAIN } from './markup.js';

/**
 * How probably a row is content that stands in what the page's own markup marks as such, whatever it reads like: on WCXB's articles,
 * 1,066 of 1,153 are. The cells of most have no more words than a menu.
 */
const ROW = 0.92;
const BESIDE: readonly string[] = [...ASIDE, 'html:form'];

/**
 * Raises, in place, the probabilities of rows: in HTML those in the page's main part, in plain text those of at least two, one
 * below the other, behind running text.
 */
export function weighRows(reading: Reading, content: Float32Array): void {
  const { document, page } = reading;
  const isRow = (line: number) => line in content && textOf(reading, line).includes('\t');
  const rows = [...content.keys()].filter(isRow);
  if (rows.length === 0) return;
  const isHtml = document.blocks.some((block) => elementsOf(block).length > 0);
  for (const line of rows) {
    const elements = elementsOf(blockOf(reading, line));
    const isMain = isHtml
      ? elements.some((element) => MAIN.includes(element)) &&
        !elements.some((element) => BESIDE.includes(element))
      : page.proseAbove[line]! > 0 && (isRow(line - 1) || isRow(line + 1));
    if (isMain) content[line] = Math.max(content[line]!, ROW);
  }
}
