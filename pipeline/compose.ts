/** Composition: a list of stages becomes one function from document to document. */
import { assertCover, type Document } from './document.js';
import { messageOf, UserError } from './errors.js';
import { lendResources } from './resources.js';
import type { Resources, Stage, Transform } from './stage.js';

/** A stage with the options it runs with. */
export interface Step {
  readonly stage: Stage;
  readonly options: Record<string, unknown>;
}

/** A stage threw, or lost or doubled a character. */
export class StageError extends Error {
  readonly stage: string;

  constructor(stage: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = 'StageError';
    this.stage = stage;
  }
}

/** A stage's failure in one line for the user; anything else as it is. */
export function explainStageError(error: unknown): unknown {
  if (!(error instanceof StageError)) return error;
  return new UserError(`stage ${error.stage}: ${error.message.replaceAll(/\s+/g, ' ')}`);
}

/** Called after a stage is done with a document; `milliseconds` is what it took. */
export type OnStage = (stage: string, milliseconds: number) => void;
/** Called before a stage begins. */
export type BeforeStage = (stage: string) => void;

export interface Hooks {
  readonly before?: BeforeStage;
  readonly after?: OnStage;
}

/**
 * The steps in order as one Transform, which checks after each that no character is lost. It throws a StageError where
 * a stage fails, so the caller can reject that one document. Creating the steps throws a StageError too, where a
 * resource is missing or wrong.
 */
export async function compose(
  steps: readonly Step[],
  resources: Resources,
  hooks: Hooks = {},
): Promise<Transform> {
  const parts: { name: string; transform: Transform }[] = [];
  for (const { stage, options } of steps) {
    const loan = lendResources(resources);
    try {
      const transform = await stage.create(options, loan.resources);
      if (typeof transform !== 'function') throw new TypeError('create gave back no function');
      parts.push({ name: stage.name, transform });
    } catch (error) {
      throw new StageError(stage.name, error);
    } finally {
      loan.end();
    }
  }
  return (document: Document): Document => {
    let result = document;
    for (const { name, transform } of parts) {
      const started = performance.now();
      hooks.before?.(name);
      try {
        result = asDocument(transform(result));
        assertCover(result);
      } catch (error) {
        throw new StageError(name, error);
      }
      hooks.after?.(name, performance.now() - started);
    }
    return result;
  };
}

/** A stage in plain JavaScript may give back anything. */
function asDocument(result: Document): Document {
  if (!Array.isArray((result as Partial<Document> | null | undefined)?.blocks)) {
    throw new TypeError('the stage gave back no document (it must not be async)');
  }
  return result;
}
