/** How long a line is, in whatever script. */
import { COUNT, countIn, type Lines, wordsIn } from './measure.js';

/** Characters of a script without spaces that count as one word. */
const CHARACTERS_A_WORD = 2;
/** A line of running text has this many words. */
const RUNNING = 10;
/** A line with as many words is running text even where it does not end like a sentence. */
const LONG = 45;

/** Words of a line; where letters are words of their own, several make one. */
export function lengthOf(lines: Lines, line: number): number {
  const words = wordsIn(lines, line);
  return isIdeographic(lines, line) ? words / CHARACTERS_A_WORD : words;
}

/** Whether most letters of a line are words of their own, as in Chinese and Japanese. */
export function isIdeographic(lines: Lines, line: number): boolean {
  return countIn(lines, line, COUNT.letters) < 1.5 * wordsIn(lines, line);
}

/** Whether a line reads as running text. */
export function isRunning(lines: Lines, line: number): boolean {
  const words = wordsIn(lines, line);
  return words >= RUNNING && (countIn(lines, line, COUNT.sentences) > 0 || words >= LONG);
}
