/**
 * Cleaning that cleaning its text again would not change. A line may read like content as long as others stand around it and
 * not without them, so the text that the stages leave goes through them once more, by itself; what they would take out of it
 * or split in it then is taken out of the document or split in it now, until nothing changes.
 */

import { letters } from '../text/letters.js';
import { textOf, titleOf } from './body.js';
import { carryOver } from './carry-over.js';
import { type Document, layOutLines, NO_METADATA } from './document.js';
import type { Transform } from './stage.js';

/** Most texts need one, which changes nothing; a list may lose a line in each. */
const MOST_ROUNDS = 50;
/** A long text gets fewer: no more once its characters, counted in each round, are so many, but always some. */
const MOST_CHARACTERS = 1_000_000;
const LEAST_ROUNDS = 4;

/** A longer title is not looked for in the text, which takes quadratic time at worst. */
const LONGEST_SOUGHT = 500;

/** The document with its text settled under `clean`: all that may be done again to a text. In time linear in the text. */
export function settle(document: Document, clean: Transform): Document {
  const inBudget = Math.ceil(MOST_CHARACTERS / document.source.length);
  const rounds = Math.min(MOST_ROUNDS, Math.max(LEAST_ROUNDS, inBudget));
  let settled = document;
  for (let round = 0; round < rounds; round++) {
    const next = settleOnce(settled, clean);
    if (next === settled) break;
    settled = next;
  }
  return settled;
}

/** The text may come back alone, or with the title, which matters where a line of the text reads like a title or like this one. */
function settleOnce(document: Document, clean: Transform): Document {
  const text = textOf(document);
  if (text === '') return document;
  const { language } = document.metadata;
  const read = (title: string | null): Document => ({
    origin: document.origin,
    source: text,
    blocks: layOutLines(text),
    stories: [],
    metadata: { ...NO_METADATA, title, language },
  });
  const alone = clean(read(null));
  const settled = carryOver(document, alone);
  if (settled !== document) return settled;
  const title = titleOf(document);
  if (title === null) return settled;
  if (alone.metadata.title === null && !mayShow(text, title)) return settled;
  return carryOver(document, clean(read(title)));
}

/** Whether a text may show a title, whatever its marks and capitals: somewhere, or the beginning of it as a line. */
function mayShow(text: string, title: string): boolean {
  if (title.length > LONGEST_SOUGHT) return true;
  const sought = letters(title).replaceAll('\n', '');
  const lines = letters(text).split('\n');
  return lines.join('').includes(sought) || lines.some((line) => line !== '' && sought.startsWith(line));
}
