/** Names with capitals inside, as they stand in the lexicon. */
import { z } from 'zod';
import { hashWord } from '../../text/word-hash.js';
import { type Prefixes, prefixesOf } from './prefixes.js';

const file = z.strictObject({
  names: z.array(z.string()),
  name_prefixes: z.array(z.string()),
  code_labels: z.array(z.string()),
});

/** Hashes of names, letter for letter. */
export interface Names {
  readonly whole: ReadonlySet<number>;
  readonly prefixes: ReadonlySet<number>;
  /** What stands above samples of code. */
  readonly codeLabels: Prefixes;
}

/** Reads the lexicon; throws where it has another form. */
export function readNames(lexicon: unknown): Names {
  const { names, name_prefixes, code_labels } = file.parse(lexicon);
  const hashes = (words: readonly string[]) => new Set(words.map((w) => hashWord(w, 0, w.length).exact));
  return { whole: hashes(names), prefixes: hashes(name_prefixes), codeLabels: prefixesOf(code_labels) };
}
