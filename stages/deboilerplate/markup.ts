/** What the page's own markup says of its lines, where the input was HTML. */
import type { Block } from '../../pipeline/document.js';
import type { Reading } from './lines.js';
import { scaleOdds } from './odds.js';

/**
 * What an element makes of the odds that a line in it is content. `html:article` and
 * `html:main` count against what stands outside them.
 */
const REGIONS: ReadonlyMap<string, number> = new Map([
  ['html:nav', 0.03],
  ['html:footer', 0.1],
  ['html:button', 0.05],
  ['html:aside', 0.2],
  ['html:form', 0.3],
  ['html:noscript', 0.1],
  ['html:a', 0.3],
]);
/** A line of an article counts as a link where this share of its characters stands in links; listings are links. */
const LINK_SHARE = 0.9;
/** Elements that hold the page's own text, and those beside it. */
export const MAIN: readonly string[] = ['html:article', 'html:main'];
export const ASIDE: readonly string[] = ['html:aside', 'html:nav', 'html:footer'];
const OUTSIDE = 0.3;

/** The elements that the reader saw a block in; none where the input was no HTML. */
export function elementsOf({ evidence }: Block): string[] {
  return evidence.filter(({ stage }) => stage === 'read').map(({ rule }) => rule);
}

/** Lowers, in place, the probabilities of lines that the page's markup sets apart from its text. */
export function weighMarkup({ document, blocks }: Reading, content: Float32Array, article: boolean): void {
  const rules = Array.from(blocks, (block) =>
    document.blocks[block]!.evidence.filter(
      (e) => e.stage === 'read' && (e.rule !== 'html:a' || (article && e.score >= LINK_SHARE)),
    ).map((e) => e.rule),
  );
  const hasMain = rules.some((line) => line.some((rule) => MAIN.includes(rule)));
  rules.forEach((line, i) => {
    let factor = 1;
    for (const rule of line) factor *= REGIONS.get(rule) ?? 1;
    if (hasMain && !line.some((rule) => MAIN.includes(rule))) factor *= OUTSIDE;
    if (factor < 1) content[i] = scaleOdds(content[i]!, factor);
  });
}
