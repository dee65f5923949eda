/** What a line's form says beyond what the trees make of it, on pages of any kind. */
import { isIdeographic } from './length.js';
import { blockOf, type Reading } from './lines.js';
import { COUNT, countIn, wordsIn } from './measure.js';
import { scaleOdds } from './odds.js';

/** A line of this many words that stands on the page this often is a notice or a card; its copies add nothing. */
const REPEATED_WORDS = 12;
const REPEATS = 3;
/** A line of so many words, with fewer sentences than one in so many, is a list of choices that lost its line breaks. */
const CHOICES_WORDS = 150;
const CHOICES_A_SENTENCE = 60;
/** A line of so many words that are one letter each is an index. */
const INDEX_WORDS = 8;
/** What each makes of the odds that a line is content. */
const FACTOR = 0.05;

/**
 * Lowers, in place, the probabilities of repeated paragraphs behind the first, of long lines without sentences, and of rows
 * of letters.
 */
export function weighShapes(reading: Reading, content: Float32Array): void {
  const { lines, page } = reading;
  content.forEach((p, line) => {
    const words = wordsIn(lines, line);
    const isCopy = words >= REPEATED_WORDS && page.repeats[line]! >= REPEATS && page.seenBefore[line] === 1;
    if (isCopy || isListOfChoices(line, words) || isIndex(line, words)) content[line] = scaleOdds(p, FACTOR);
  });

  function isListOfChoices(line: number, words: number): boolean {
    const { place } = blockOf(reading, line);
    return (
      words >= CHOICES_WORDS &&
      countIn(lines, line, COUNT.sentences) * CHOICES_A_SENTENCE < words &&
      place.part === 'article' &&
      place.kind === 'paragraph' &&
      !isIdeographic(lines, line)
    );
  }

  /** "A B C D": words of letters that have a case, one each. */
  function isIndex(line: number, words: number): boolean {
    const letters = countIn(lines, line, COUNT.letters);
    return words >= INDEX_WORDS && letters <= words && countIn(lines, line, COUNT.caseless) * 2 < letters;
  }
}
