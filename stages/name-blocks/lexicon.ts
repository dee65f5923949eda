/** What `config/lexicons/name-blocks.yaml` says of lines. */
import { z } from 'zod';
import type { Resources } from '../../pipeline/stage.js';
import { openWordTable, type WordTable } from '../../text/word-table.js';

const byLanguage = z.record(z.string(), z.array(z.string()));
const file = z.strictObject({
  list_heads: byLanguage,
  /** Of letters alone: they become parts of an expression. */
  numbered: z.record(z.string(), z.array(z.string().regex(/^\p{L}+$/u))),
});

/** What is known of lines before any document is seen. */
export interface Knowledge {
  /** What the training pages know of words. */
  readonly table: WordTable;
  /** The lines that head lists, in lower case. */
  readonly listHeads: ReadonlySet<string>;
  /** The number that a line begins with, which is its first group: "3.", "Step 3:", "(3)". */
  readonly numbered: RegExp;
}

/** Reads table and lexicon; throws where one is missing or has another form. */
export function readKnowledge(resources: Resources): Knowledge {
  const { list_heads, numbered } = file.parse(resources.lexicon('name-blocks'));
  const words = Object.values(numbered).flat().join('|');
  return {
    table: openWordTable(resources),
    listHeads: new Set(Object.values(list_heads).flat()),
    numbered: new RegExp(String.raw`^(?:(?:${words})\s+)?[#(]?(\d{1,3})(?:\.\d{1,2})*[.):\s]`, 'i'),
  };
}
