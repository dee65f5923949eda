/** Rows of tables: cells with a tab between any two, as the reader lays out HTML and browsers give the text of a page. */
import type { Block, Document } from '../../pipeline/document.js';
import type { Reading } from './lines.js';

/**
 * How probably a row is content that stands in what the page's own markup marks as such, whatever it reads like: on WCXB's articles,
 * 1,066 of 1,153 are. The cells of most have no more words than a menu.
 */
const ROW = 0.92;
const MAIN: readonly string[] = ['html:article', 'html:main'];
const ASIDE: readonly string[] = ['html:aside', 'html:nav', 'html:footer', 'html:form'];

/**
 * Raises, in place, the probabilities of rows: in HTML those in the page's main part, in plain text those of at least two, one
 * below the other, behind running text.
 */
export function weighRows(document: Document, reading: Reading, content: Float32Array): void {
  const { blocks, page } = reading;
  const isRow = (line: number) => document.blocks[blocks[line]!]?.text.includes('\t') ?? false;
  const rulesOf = ({ evidence }: Block) =>
    evidence.filter(({ stage }) => stage === 'read').map(({ rule }) => rule);
  const isMarkup = document.blocks.some((block) => rulesOf(block).length > 0);
  content.forEach((p, line) => {
    if (!isRow(line)) return;
    const rules = rulesOf(document.blocks[blocks[line]!]!);
    const isMain = isMarkup
      ? rules.some((rule) => MAIN.includes(rule)) && !rules.some((rule) => ASIDE.includes(rule))
      : page.proseAbove[line]! > 0 && (isRow(line - 1) || isRow(line + 1));
    if (isMain) content[line] = Math.max(p, ROW);
  });
}
