/** `winnow explain`: one document in the terminal. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import picocolors from 'picocolors';
import { reader, writer } from '../../stages/index.js';
import { compose, explainStageError } from '../compose.js';
import { type Config, stepsOf } from '../config/config.js';
import type { Document } from '../document.js';
import { UserError } from '../errors.js';
import { isReject, type Reject } from '../input.js';
import type { DocumentRecord, RemovedRecord, StoryRecord } from '../output.js';
import { type Explanation, explainDocument, explainRecords, renderExplanation } from '../report/explain.js';
import { printable } from '../report/printable.js';
import { openResources } from '../resources.js';
import { IdTable } from '../run/ids.js';
import { addConfigOptions, type ConfigFlags, configFrom } from './config-flags.js';

/** An output file is looked through in pieces of about this size. */
const LOOK_UP_BYTES = 1024 * 1024;

interface ExplainFlags extends ConfigFlags {
  readonly id?: string;
  readonly full?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('explain')
    .description('show one document: what is kept, what is cut, by which rule and how sure')
    .argument('<input>', 'a file, - for standard input, or the output folder of a run')
    .option('--id <id>', 'the document to show; by default the first')
    .option('--full', 'show long blocks whole')
    .addHelpText('after', '\ndocs/labels-and-rules.md says what the labels and rules mean.')
    .action(explain);
  addConfigOptions(command);
}

async function explain(input: string, flags: ExplainFlags): Promise<void> {
  try {
    await show(input, flags);
  } catch (error) {
    throw explainStageError(error);
  }
}

async function show(input: string, flags: ExplainFlags): Promise<void> {
  const isRun = existsSync(join(input, 'documents.jsonl')) && statSync(input).isDirectory();
  const { explanation, next } = isRun ? await fromRun(input, flags.id) : await fromInput(input, flags);
  const options = {
    width: process.stdout.columns ?? 100,
    // Colours are for terminals only, whatever the environment says of a build machine.
    colors: picocolors.createColors(process.stdout.isTTY === true && picocolors.isColorSupported),
    limit: flags.full ? Number.POSITIVE_INFINITY : 1000,
  };
  process.stdout.write(renderExplanation(explanation, options));
  if (next !== null)
    console.error(printable(`This is the first of several documents; the next: --id ${next}`));
}

interface Shown {
  readonly explanation: Explanation;
  /** The id of the document behind the one that is shown because none was asked for. */
  readonly next: string | null;
}

/** Cleans the inputs up to the document that is asked for. */
async function fromInput(input: string, flags: ExplainFlags): Promise<Shown> {
  const config = await configFrom(flags);
  const transform = await compose(await stepsOf(config), openResources(config.models ?? undefined));
  const explain = (document: Document): Explanation => {
    const cleaned = transform(document);
    return explainDocument(cleaned, writer.toRecords(cleaned).document);
  };
  const ids = new IdTable();
  let explanation: Explanation | null = null;
  for await (const record of readRecords(input, config)) {
    if (isReject(record)) {
      if (flags.id === undefined && !explanation) throw asError(record);
      continue;
    }
    const id = ids.claim(record.origin.id);
    if (explanation) return { explanation, next: id };
    const document = { ...record, origin: { ...record.origin, id } };
    if (flags.id === undefined) explanation = explain(document);
    else if (id === flags.id) return { explanation: explain(document), next: null };
  }
  if (!explanation) throw notFound(input, flags.id);
  return { explanation, next: null };
}

async function* readRecords(input: string, config: Config): AsyncGenerator<Document | Reject> {
  const parse = await reader.loadParse();
  for await (const item of reader.cut([input], config.read, config.run.batch_bytes)) {
    if (isReject(item)) yield item;
    else yield* parse(item, config.read);
  }
}

function asError({ source, reason, detail }: Reject): UserError {
  return new UserError(printable(`${source}: ${reason}: ${detail}`));
}

/** Looks the document up in the output of a run. */
async function fromRun(folder: string, id: string | undefined): Promise<Shown> {
  const wanted = (record: DocumentRecord) => id === undefined || record.id === id;
  const [document, next] = await find(folder, 'documents.jsonl', wanted, id === undefined ? 2 : 1);
  if (!document) throw notFound(folder, id);
  const stories = await find<StoryRecord>(
    folder,
    'stories.jsonl',
    (r) => r.parent === document.id,
    document.stories.length,
  );
  const [removed] = await find<RemovedRecord>(folder, 'removed.jsonl', (r) => r.id === document.id);
  const records = { document, stories, removed: removed ?? { id: document.id, source: '', spans: [] } };
  return { explanation: explainRecords(records), next: next?.id ?? null };
}

/** The first `count` records of a file that are wanted; a file that is not there has none. */
async function find<T>(
  folder: string,
  file: string,
  wanted: (record: T) => boolean,
  count = 1,
): Promise<T[]> {
  const path = join(folder, file);
  const found: T[] = [];
  if (!existsSync(path) || count === 0) return found;
  const options = reader.options.parse({ format: 'jsonl', max_record_bytes: Number.MAX_SAFE_INTEGER });
  for await (const chunk of reader.cut([path], options, LOOK_UP_BYTES)) {
    if (isReject(chunk)) throw new UserError(printable(`${path}: ${chunk.detail}`));
    for (const line of Buffer.from(chunk.bytes).toString().split('\n')) {
      if (line === '') continue;
      const record = JSON.parse(line) as T;
      if (wanted(record) && found.push(record) === count) return found;
    }
  }
  return found;
}

function notFound(input: string, id: string | undefined): UserError {
  return new UserError(
    printable(id === undefined ? `${input}: no document in it` : `${input}: no document with the id ${id}`),
  );
}
