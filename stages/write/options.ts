import { z } from 'zod';

export const options = z.strictObject({
  formats: z
    .array(z.enum(['jsonl', 'csv', 'parquet', 'jsonl.gz', 'jsonl.zst']))
    .default(['jsonl', 'csv'])
    .describe('Forms of the output; the JSONL is written in any case, since the next run starts from it'),
  escape_formulas: z
    .boolean()
    .default(true)
    .describe('Put an apostrophe before CSV cells that a spreadsheet would run as a formula'),
});

export type WriteOptions = z.output<typeof options>;
