/** What `config/lexicons/titles.yaml` says of titles. */
import { z } from 'zod';

const weight = z.number();
const count = z.int().positive();
const share = z.number().min(0).max(1);

export const titleRules = z.strictObject({
  weights: z.strictObject({
    word: weight,
    word_too_many: weight,
    shared_word: weight,
    function_share: weight,
    line_from_text: weight,
    byline_below: weight,
    dated: weight,
    repeated: weight,
    sentence: weight,
    boilerplate: weight,
    name: weight,
    begins_text: weight,
    begins_first_line: weight,
    in_first_line: weight,
    first_line: weight,
  }),
  counted: z.strictObject({ words: count, shared_words: count, lines: count }),
  least: weight,
  standfirst: z.strictObject({
    ahead: weight,
    ahead_if_longer: weight,
    longer: z.number().min(1),
    headline_words: count,
    headline_overlap: share,
    words_a_separator: count,
    capitals: share,
    in_first_line: share,
  }),
});
export type TitleRules = z.output<typeof titleRules>;
