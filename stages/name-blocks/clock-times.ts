/**
 * The times of a live blog or a log: each entry stands below the time of day at which it was written. The trained judge knows
 * next to no such page.
 */

/** `19:40`, `7:40 p.m.`, `19h40`, `19.40 GMT`: a stop between the figures needs something behind them, lest it be a price. */
const CLOCK = /^(\d{1,2})(?:[:h](\d{2})(?:\s?[\p{L}.]{1,5})?|\.(\d{2})\s?[\p{L}.]{1,5})$/u;
const LONGEST = 16;
const FEWEST = 3;
/** An entry is longer than a name or a cell of a table. */
const SHORTEST_ENTRY = 40;
/** Short lines between a time and its entry, at most: a headline, who wrote it, and from where. */
const MOST_BETWEEN = 3;
/** How sure the shape is; no judge was trained on it. */
export const CLOCK_TIME_SCORE = 0.75;

/** The numbers of the lines that are times, each above an entry; none unless there are a few, and all of that form are such times. */
export function findClockTimes(lines: readonly { readonly text: string }[]): number[] {
  const found: number[] = [];
  for (const [i, { text }] of lines.entries()) {
    const match = clockIn(text);
    if (!match) continue;
    const [, hours, minutes = match[3]] = match;
    const isTime = Number(hours) < 24 && Number(minutes) < 60;
    if (!isTime || !isAboveEntry(lines, i)) return [];
    found.push(i);
  }
  return found.length < FEWEST ? [] : found;
}

function clockIn(text: string): RegExpExecArray | null {
  return text.length <= LONGEST ? CLOCK.exec(text) : null;
}

/** Whether an entry stands below a line, before the next time. */
function isAboveEntry(lines: readonly { readonly text: string }[], i: number): boolean {
  const below = lines.slice(i + 1, i + 2 + MOST_BETWEEN).map(({ text }) => text);
  const entry = below.findIndex((text) => text.length >= SHORTEST_ENTRY);
  return entry >= 0 && !below.slice(0, entry).some((text) => clockIn(text));
}
