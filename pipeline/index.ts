/** The library: `import { pipeline } from 'winnow'`; stages of one's own import what they are made with from here. */
import { z } from 'zod';
import { reader, writer } from '../stages/index.js';
import { compose } from './compose.js';
import { type ConfigSource, loadConfig, stepsOf } from './config/config.js';
import { explainIssues, toSchemaNode } from './config/explain-errors.js';
import type { Document } from './document.js';
import { isReject } from './input.js';
import type { Records } from './output.js';
import { openResources } from './resources.js';
import type { Transform } from './stage.js';

export { z } from 'zod';
export * from './document.js';
export type { DocumentRecord, Records, RemovedRecord, StoryRecord } from './output.js';
export { defineStage, type Resources, type Stage, type Transform } from './stage.js';

/** A text to clean. */
export interface Page {
  /** Flattened text, or HTML where `format` says so. */
  readonly text: string;
  readonly format?: 'text' | 'html';
  readonly id?: string;
  readonly url?: string;
  readonly title?: string;
}

export interface Pipeline {
  /** All stages in order. Throws where one fails. */
  readonly transform: Transform;
  /** A text (or a page with what is known of it) as the records of the output. Throws a RangeError where it holds no text. */
  clean(page: string | Page): Records;
}

const sourceOptions = z.strictObject({
  file: z.string().optional(),
  set: z.array(z.string()).optional(),
  stages: z.array(z.string()).optional(),
});

/**
 * The pipeline of a config: by default the one that ships. Throws a TypeError that names an option which is none, and a
 * UserError where the config is wrong.
 */
export async function pipeline(source: ConfigSource = {}): Promise<Pipeline> {
  const checked = sourceOptions.safeParse(source);
  if (!checked.success) {
    const problems = explainIssues(checked.error.issues, source, toSchemaNode(sourceOptions));
    throw new TypeError(`pipeline: ${problems.join(', ')}`);
  }
  const config = await loadConfig(source);
  const transform = await compose(await stepsOf(config), openResources(config.models ?? undefined));
  const parse = await reader.loadParse();
  const read = (page: Page): Document => {
    const { id, url, title } = page;
    const chunk = {
      path: '-',
      format: page.format ?? 'text',
      record: 0,
      offset: 0,
      bytes: new TextEncoder().encode(page.text),
    };
    const options = { ...config.read, encoding: 'utf-8' };
    const [document] = parse(chunk, options);
    if (!document || isReject(document)) throw new RangeError(document?.detail ?? 'no text');
    return {
      ...document,
      origin: { ...document.origin, id: id ?? document.origin.id, url: url ?? document.origin.url },
      metadata: { ...document.metadata, title: title ?? document.metadata.title },
    };
  };
  return { transform, clean: (page) => writer.toRecords(transform(read(asPage(page)))) };
}

/** Callers in plain JavaScript may give anything. */
function asPage(page: string | Page): Page {
  const given = typeof page === 'string' ? { text: page } : page;
  if (typeof (given as Partial<Page> | null | undefined)?.text === 'string') return given;
  const what = given === null ? 'null' : typeof given;
  throw new TypeError(
    `clean takes a text, or an object whose text is a string, such as {text: '...'}; got ${what}`,
  );
}
