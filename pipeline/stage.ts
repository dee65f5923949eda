/** What a stage is: a name, options with their documentation, and a pure function from document to document. */
import type { z } from 'zod';
import type { Document } from './document.js';

/** A pure function: same document in, same document out; no state between documents. */
export type Transform = (document: Document) => Document;

/** Files that grow (phrases, weights), read once when a stage is made; later they throw. Names are relative to the folder; no `..`. */
export interface Resources {
  /** `config/lexicons/NAME.yaml`, parsed. */
  lexicon(name: string): unknown;
  /** `config/models/NAME`, its bytes; null where there is no such file. */
  model(name: string): Uint8Array | null;
  /** A file that the user's config names, its bytes. Relative paths count from the working folder. */
  file(path: string): Uint8Array;
}

export interface Stage<Options extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** One line: what the stage does. */
  readonly summary: string;
  /** Every option with a default and a one-line description. */
  readonly options: Options;
  /**
   * Whether the stage takes part in settling: it runs again, with its neighbours that do, on the text that they left, until that
   * changes nothing. Not for a stage that would do the same thing twice, such as drop the first paragraph, nor for one that joins
   * blocks: joins are not carried over.
   */
  readonly settles?: boolean;
  /** Called once a worker, with valid options. Throws where a resource is missing or wrong. */
  create(options: z.output<Options>, resources: Resources): Transform | Promise<Transform>;
}

/** Declares a stage; there for its types. */
export function defineStage<Options extends z.ZodObject>(stage: Stage<Options>): Stage<Options> {
  return stage;
}
