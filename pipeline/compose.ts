/** Composition: a list of stages becomes one function from document to document. */
import { assertCover } from './cover.js';
import type { Document } from './document.js';
import { messageOf, UserError } from './errors.js';
import { lendResources } from './resources.js';
import { settle } from './settle.js';
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
 * The steps in order as one Transform, which checks after each that no character is lost. What neighbouring steps that settle
 * leave is settled before the next step runs, so none of them undoes what that one does. It throws a StageError where a stage
 * fails, so the caller can reject that one document. Creating the steps throws a StageError too, where a resource is missing or
 * wrong.
 */
export async function compose(
  steps: readonly Step[],
  resources: Resources,
  hooks: Hooks = {},
): Promise<Transform> {
  const again: Hooks = {
    before: () => hooks.before?.(SETTLE),
    after: (_, milliseconds) => hooks.after?.(SETTLE, milliseconds),
  };
  const runs = groupRuns(await createParts(steps, resources)).map((parts): Transform => {
    const clean = chain(parts, hooks);
    const settling = chain(parts, again);
    return parts[0]!.settles ? (document) => settle(clean(document), settling) : clean;
  });
  return (document) => runs.reduce((result, run) => run(result), document);
}

/** Neighbours that all settle, or do not. */
function groupRuns(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run && run[0]!.settles === part.settles) run.push(part);
    else runs.push([part]);
  }
  return runs;
}

/** The same with each step once: for measuring and for training, where what one step does is looked at. */
export async function composeOnce(steps: readonly Step[], resources: Resources): Promise<Transform> {
  return chain(await createParts(steps, resources), {});
}

/** What the hooks are told where a text is cleaned again. */
const SETTLE = 'settle';

interface Part {
  readonly name: string;
  readonly settles: boolean;
  readonly transform: Transform;
}

async function createParts(steps: readonly Step[], resources: Resources): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { stage, options } of steps) {
    const loan = lendResources(resources);
    try {
      const transform = await stage.create(options, loan.resources);
      if (typeof transform !== 'function') throw new TypeError('create gave back no function');
      parts.push({ name: stage.name, settles: stage.settles ?? false, transform });
    } catch (error) {
      throw new StageError(stage.name, error);
    } finally {
      loan.end();
    }
  }
  return parts;
}

function chain(parts: readonly Part[], hooks: Hooks): Transform {
  return (document) => {
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
