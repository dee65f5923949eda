/** Straight quotation marks at boundaries: by itself, such a mark does not say whether it opens or closes. */

const QUOTE = '"';

/**
 * The boundaries of a text, sorted, without those that would leave a quotation mark alone: a mark between two of them closes
 * the quotation that is open in the piece before it, else it opens one in the piece behind it. So does the second of two marks
 * in front of a boundary.
 */
export function keepQuotes<B extends { readonly at: number }>(text: string, boundaries: readonly B[]): B[] {
  const kept: B[] = [];
  for (const boundary of boundaries) {
    const last = kept.at(-1);
    const opens = text.slice(boundary.at - 2, boundary.at) === QUOTE + QUOTE;
    if (opens && last?.at !== boundary.at - 1 && !isOpen(text, last?.at ?? 0, boundary.at - 1)) {
      kept.push({ ...boundary, at: boundary.at - 1 });
      continue;
    }
    const isAlone = last?.at === boundary.at - 1 && text[last.at] === QUOTE;
    if (!isAlone) kept.push(boundary);
    else if (isOpen(text, kept.at(-2)?.at ?? 0, last.at)) kept.splice(-1, 1, boundary);
  }
  return kept;
}

/** Whether a quotation is open at the end of a piece of a text. */
function isOpen(text: string, from: number, to: number): boolean {
  let open = false;
  for (let i = from; i < to; i++) if (text[i] === QUOTE) open = !open;
  return open;
}
