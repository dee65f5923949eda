/**
 * Decides which lines are kept so that the decision mostly stands: what is kept is judged once more, by itself, as it would be if
 * the cleaned text came back as input, and what would go then goes now.
 */
import { type Expected, expectF1 } from './choose.js';

const MOST_ROUNDS = 3;
/** Text with no line below this probability is not judged again: that would seldom change anything. */
const DOUBTFUL = 0.5;

/** Lines of a page, with how probably each is content and how many words it has. */
export interface Judged {
  readonly content: Float32Array;
  readonly words: Float32Array;
}

export interface Settled {
  readonly kept: readonly boolean[];
  /** The probability by which each line was kept or dropped: the last one it was given. */
  readonly content: Float32Array;
  /** What the first decision was expected to reach. */
  readonly expected: Expected;
}

/**
 * `threshold` says from which probability on lines are kept, and `judge` what some of the lines are as a text of their own.
 */
export function settle(
  first: Judged,
  threshold: (expected: Expected) => number,
  judge: (lines: readonly number[]) => Judged,
): Settled {
  const expected = expectF1(first.content, first.words);
  const pick = ({ content }: Judged, least: number) =>
    [...content.keys()].filter((k) => content[k]! >= least);
  const content = first.content.slice();
  let lines = pick(first, threshold(expected));
  let latest: Judged = select(first, lines);
  for (let round = 0; round < MOST_ROUNDS && lines.length > 0; round++) {
    if (latest.content.every((p) => p >= DOUBTFUL)) break;
    const again = judge(lines);
    lines.forEach((line, k) => {
      content[line] = again.content[k]!;
    });
    const picked = pick(again, threshold(expectF1(again.content, again.words)));
    if (picked.length === lines.length) break;
    lines = picked.map((k) => lines[k]!);
    latest = select(again, picked);
  }
  const kept = new Array<boolean>(first.content.length).fill(false);
  for (const line of lines) kept[line] = true;
  return { kept, content, expected };
}

function select({ content, words }: Judged, lines: readonly number[]): Judged {
  return {
    content: Float32Array.from(lines, (line) => content[line]!),
    words: Float32Array.from(lines, (line) => words[line]!),
  };
}
