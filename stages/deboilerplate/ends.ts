/** Short lines above and below all running text are seldom content. */
import { lengthOf } from './length.js';
import type { Reading } from './lines.js';
import { COUNT, countIn } from './measure.js';
import { scaleOdds } from './odds.js';

/** A line of running text has this many words and is content at least this probably. */
const RUNNING_WORDS = 10;
const RUNNING = 0.5;
/** What standing above or below all running text makes of the odds of a line of fewer words that is no sentence. */
const ABOVE_TEXT = 0.08;
const BELOW_TEXT = 0.2;
const MOST_OUTSIDE = 15;

/** Lowers, in place, the probabilities of short lines that are no sentences and stand above or below all running text. */
export function weighEnds({ lines }: Reading, content: Float32Array): void {
  const isSentence = (line: number) => countIn(lines, line, COUNT.sentences) > 0;
  const isRunning = (line: number) =>
    lengthOf(lines, line) >= RUNNING_WORDS && isSentence(line) && content[line]! >= RUNNING;
  let first = 0;
  while (first < lines.count && !isRunning(first)) first++;
  if (first === lines.count) return;
  let last = lines.count - 1;
  while (!isRunning(last)) last--;
  for (let line = 0; line < lines.count; line++) {
    if (line >= first && line <= last) continue;
    if (isSentence(line) || lengthOf(lines, line) >= MOST_OUTSIDE) continue;
    content[line] = scaleOdds(content[line]!, line < first ? ABOVE_TEXT : BELOW_TEXT);
  }
}
