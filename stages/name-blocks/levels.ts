/** Tells the levels of headings from their numbering, or from capitals where some headings are set in them. */

const NUMBER = /^\(?(\d{1,3}(?:\.\d{1,3})*)[.):]?\s/;
/** The title of the page is the first level. */
const TOP = 2;
const DEEPEST = 6;

/** The level of each heading of a document, 2 to 6; null where nothing tells it. */
export function headingLevels(headings: readonly string[]): (number | null)[] {
  const depths = headings.map(numberDepth);
  if (depths.some((depth) => depth > 1)) {
    return depths.map((depth) => (depth > 0 ? Math.min(DEEPEST, TOP + depth - 1) : null));
  }
  const capitals = headings.map(isCapitals);
  const count = capitals.filter(Boolean).length;
  // Sections in capitals, and below each of them others that are not.
  if (count >= 2 && count < headings.length && capitals[0]) return capitals.map((c) => (c ? TOP : TOP + 1));
  // Numbered points, and below them others that are not; what stands before the first or is no point may be either.
  return headings.map((_, i) => (depths[i] === 1 ? TOP : null));
}

/** How many numbers a heading like `2.1 Methods` starts with; 0 for none. */
function numberDepth(heading: string): number {
  const number = NUMBER.exec(heading.slice(0, 24))?.[1];
  return number === undefined ? 0 : number.split('.').length;
}

function isCapitals(heading: string): boolean {
  return /\p{Lu}{2}/u.test(heading) && !/\p{Ll}/u.test(heading);
}
