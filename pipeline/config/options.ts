/** The schema of the whole config: the program's own options, and those of every stage that is in use. */
import { z } from 'zod';
import { reader, writer } from '../../stages/index.js';
import type { Stage } from '../stage.js';

const runOptions = z.strictObject({
  workers: z
    .int()
    .min(0)
    .max(256)
    .nullable()
    .default(null)
    .describe('Worker threads; null is one a core, if memory_mb allows, 0 works in the main thread'),
  memory_mb: z
    .int()
    .min(256)
    .default(512)
    .describe(
      'Megabytes of memory that a run should stay within, where workers does not say how many there are',
    ),
  batch_bytes: z
    .int()
    .min(1024)
    .max(64 * 1024 * 1024)
    .default(512 * 1024)
    .describe('About how many bytes of input make a batch, the unit of work and of caching'),
  document_seconds: z
    .number()
    .positive()
    .max(86_400)
    .default(60)
    .describe('A document that takes longer is rejected; needs at least one worker'),
});

const share = z.number().min(0).max(1);

const gateOptions = z.strictObject({
  max_reject_ratio: share.default(0.5).describe('Largest share of records that may be rejected'),
  min_documents: z.int().min(0).default(0).describe('Fewest documents that a run must give'),
  max_document_drop: share
    .nullable()
    .default(0.5)
    .describe(
      'Largest share of documents that may be missing compared with the last run; null does not compare',
    ),
  max_kept_drop: share
    .nullable()
    .default(0.3)
    .describe('Largest fall of the share of characters kept since the last run; null does not compare'),
  max_confidence_drop: share
    .nullable()
    .default(null)
    .describe('Largest fall of the mean confidence since the last run; null does not compare'),
  compared_documents: z
    .int()
    .min(1)
    .default(100)
    .describe('Documents that the last run must have given for the three limits above to be compared'),
  max_site_kept_drop: share
    .nullable()
    .default(null)
    .describe('The same as max_kept_drop for each site with enough pages; null does not compare'),
  site_pages: z.int().min(1).default(20).describe('Pages that a site must have in both runs to be compared'),
  on_failure: z
    .enum(['keep', 'replace'])
    .default('keep')
    .describe(
      'Whether a failed gate keeps the last output in its place (the new one of DIR goes to .DIR.winnow/refused beside it)',
    ),
});

const DEFAULT_STAGES = [
  'repair-text',
  'split-headings',
  'deboilerplate',
  'name-blocks',
  'segment-stories',
  'normalize-quotes',
];

/** Top-level keys that no stage may have as its name. */
export const RESERVED = ['stages', 'models', 'run', 'gates', 'read', 'write'] as const;

/** The config's schema with the options of these stages, each under its name. */
export function configSchema(stages: readonly Stage[]) {
  const section = <T extends z.ZodObject>(schema: T, summary: string) =>
    schema.prefault({} as z.input<T>).describe(summary);
  return z.strictObject({
    stages: z
      .array(z.string().min(1))
      .default(DEFAULT_STAGES)
      .describe('The stages between read and write, in order: names, or module paths of your own'),
    models: z
      .string()
      .nullable()
      .default(null)
      .describe('A folder of weights to use instead of config/models, for evaluation'),
    run: section(runOptions, 'How a run works; nothing here changes what comes out'),
    gates: section(gateOptions, 'When a run ends with exit code 3, and what becomes of its output'),
    read: section(reader.options, 'Finds the inputs and makes documents of them'),
    ...Object.fromEntries(stages.map((s) => [s.name, section(s.options, s.summary)])),
    write: section(writer.options, 'Writes the output files'),
  });
}

export type RunOptions = z.output<typeof runOptions>;
export type GateOptions = z.output<typeof gateOptions>;
