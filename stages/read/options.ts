import { z } from 'zod';
import { isEncoding } from './encodings.js';
import { FORMATS } from './formats.js';

const field = (name: string, what: string) =>
  z.string().min(1).default(name).describe(`JSON key or CSV column that holds ${what}; dots go into objects`);

export const options = z.strictObject({
  format: z
    .enum(['auto', ...FORMATS])
    .default('auto')
    .describe('How to read every input; auto goes by the file name, and takes standard input for jsonl'),
  text_field: field('text', 'the text'),
  id_field: field('id', 'the id'),
  url_field: field('url', 'the URL'),
  title_field: field('title', 'the title'),
  author_field: field('author', 'the author'),
  published_field: field('published', 'the date of publication, as ISO 8601 writes it'),
  language_field: field('language', 'the language code'),
  records_key: z
    .string()
    .default('')
    .describe(
      'JSON key of the array of records, dots go into objects; empty takes the first array of objects',
    ),
  html: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe('Whether the text of a record is HTML; auto takes text for it that begins and ends with a tag'),
  encoding: z
    .string()
    .refine((name) => name === 'auto' || isEncoding(name), 'auto, or an encoding such as windows-1252')
    .default('auto')
    .describe('Encoding of every input, such as windows-1252; auto goes by BOM, declaration and content'),
  replace_invalid: z
    .boolean()
    .default(false)
    .describe('Put U+FFFD for bytes that are not valid in the encoding, rather than reject the record'),
  max_record_bytes: z
    .int()
    .positive()
    .default(16 * 1024 * 1024)
    .describe('Longer records are rejected'),
  max_expansion: z
    .number()
    .min(1)
    .default(200)
    .describe('Compressed inputs that grow by more than this factor beyond their first 64 MiB are rejected'),
  open_files: z.int().min(1).max(256).default(16).describe('Small files that are read at the same time'),
});

export type ReadOptions = z.output<typeof options>;
