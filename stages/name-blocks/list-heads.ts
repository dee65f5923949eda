/**
 * Lists and what heads them, where the trained judges know little: they learned from few recipes, in which short lines stand
 * below `Ingredients`, and see no further than two lines.
 */
import { Class, classAt, isWordCharacter } from '../../text/character-classes.js';
import { isListItem } from '../../text/list-items.js';

/** Next to no item of such a list is longer. */
const LONGEST_ITEM = 120;
const LONGEST_HEAD = 60;
const FEWEST_ITEMS = 2;
/** How sure it is that a line is such an item or head, by judgement. */
export const LIST_SCORE = 0.8;

/** What is known of a line. */
export interface ListLine {
  readonly text: string;
  /** Whether it may be part of a list: it is kept, and the page's own markup does not say what it is. */
  readonly isFree: boolean;
  /** Ends of sentences inside it. */
  readonly sentences: number;
}

/** The numbers of the lines that head lists, and of those that are items of one without bullets. */
export interface Lists {
  readonly heads: readonly number[];
  readonly items: readonly number[];
}

/**
 * Finds the heads of numbered lists, and what stands below the lexicon's heads up to the first line that is no item. A line that
 * `isHeading` is none.
 */
export function findLists(
  lines: readonly ListLine[],
  known: ReadonlySet<string>,
  isHeading: (line: number) => boolean,
): Lists {
  const isNamed = lines.map(({ text, isFree }) => isFree && isKnown(text, known));
  const isAboveNumbers = lines.map(
    ({ text, isFree }, i) =>
      isFree && mayBeHead(text) && isNumbered(lines[i + 1], 1) && isNumbered(lines[i + 2], 2),
  );
  const heads: number[] = [];
  const items: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    if (isAboveNumbers[i]) heads.push(i);
    if (!isNamed[i]) continue;
    let end = i + 1;
    while (mayBeItem(lines[end]) && !isNamed[end] && !isAboveNumbers[end] && !isHeading(end)) end++;
    if (end - i <= FEWEST_ITEMS) continue;
    if (mayBeHead(lines[i]!.text)) heads.push(i);
    for (let item = i + 1; item < end; item++) items.push(item);
  }
  return { heads, items };
}

function isKnown(text: string, known: ReadonlySet<string>): boolean {
  return (
    text.length <= LONGEST_HEAD &&
    known.has(
      text
        .toLowerCase()
        .replace('’', "'")
        .replace(/\s?[:：]$/, ''),
    )
  );
}

/** Whether a line is short and no sentence, nor the first half of one. */
function mayBeHead(text: string): boolean {
  const last = classAt(text, text.length - 1);
  return text.length <= LONGEST_HEAD && !isListItem(text) && (isWordCharacter(last) || last === Class.Close);
}

function isNumbered(line: ListLine | undefined, number: number): boolean {
  return (
    line?.isFree === true && isListItem(line.text) && /^\W?(\d+)/.exec(line.text)?.[1] === String(number)
  );
}

function mayBeItem(line: ListLine | undefined): boolean {
  if (!line?.isFree) return false;
  const { text, sentences } = line;
  if (isListItem(text)) return true;
  const last = classAt(text, text.length - 1);
  const endsLikeProse = last === Class.Stop || last === Class.Ask || last === Class.Colon;
  return text.length <= LONGEST_ITEM && sentences === 0 && !endsLikeProse;
}
