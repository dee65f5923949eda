/**
 * Proves that an output is that of its inputs: reads the inputs again and follows them through the output files, which
 * stand in the same order. Nothing is kept but the record at hand.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';
import type { z } from 'zod';
import { reader, writer } from '../../stages/index.js';
import type { Document } from '../document.js';
import { UserError } from '../errors.js';
import { type Chunk, isReject, type Reject } from '../input.js';
import type { DocumentRecord, RemovedRecord, StoryRecord } from '../output.js';
import { readLines } from '../run/lines.js';
import { MANIFEST, readManifest } from '../run/manifest.js';
import { readReported, type Verified, verifyFiles } from './files.js';
import { Difference, verifyRecords } from './records.js';

/**
 * Throws a Difference where the output in `folder` is not what a run over `inputs` wrote: each record of the inputs is a
 * document or a reject, hashes are true, each character but white space is in exactly one span, the counts agree, and
 * all forms of the output say the same. Of a run with a limit the inputs up to it are read.
 * Throws a UserError where there is no output, or where an input that the run was not given is not there.
 */
export async function verify(folder: string, inputs: readonly string[]): Promise<Verified> {
  const manifest = await readManifest(join(folder, MANIFEST));
  if (!manifest) throw new UserError(`${folder}: not the output of a run: no ${MANIFEST} in it`);
  const { config, version } = manifest.fingerprint;
  const options = reader.options.safeParse(config.read);
  const chunkBytes = (config.run as { batch_bytes?: unknown } | undefined)?.batch_bytes;
  const written = writer.options.safeParse(config.write);
  if (!options.success || !written.success || typeof chunkBytes !== 'number') {
    throw new UserError(`${folder}: written by another version of the program (${version}); use that one`);
  }
  const reported = readReported(folder);
  const missing = inputs.find((input) => !reported.inputs.includes(input) && isMissing(input));
  if (missing !== undefined) {
    throw new UserError(`${missing}: no such file or folder; the run was given ${reported.inputs.join(' ')}`);
  }
  try {
    const items = reader.cut(inputs, options.data, chunkBytes);
    const found = await verifyItems(folder, items, options.data, reported.limit);
    await verifyFiles(folder, writer.headers(written.data), found, reported);
    const wrong = await writer.check(folder, written.data);
    if (wrong) throw new Difference(wrong);
    return found;
  } catch (error) {
    if (!(error instanceof Difference) || isSameList(inputs, reported.inputs)) throw error;
    const hint = `the run was given ${reported.inputs.join(' ')}, and verify must be given the same`;
    throw new Difference(`${error.message} (${hint})`);
  }
}

/** Follows what is read of the inputs, up to `limit` documents, through the output. */
async function verifyItems(
  folder: string,
  items: AsyncIterable<Chunk | Reject>,
  options: z.output<typeof reader.options>,
  limit: number | null,
): Promise<Verified> {
  const parse = await reader.loadParse();
  const output = new OutputReader(folder);
  const isDone = () => output.found.documents === limit;
  try {
    for await (const item of items) {
      if (isReject(item)) await output.expect(item, null);
      else {
        for (const record of parse(item, options)) {
          if (!(await output.expect(record, item)) || isDone()) break;
        }
      }
      if (isDone()) break;
    }
    await output.expectEnd();
  } finally {
    await output.close();
  }
  return output.found;
}

function isMissing(input: string): boolean {
  return input !== '-' && !isDynamicPattern(input) && !existsSync(input);
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The output files, read side by side. */
class OutputReader {
  readonly found = { documents: 0, stories: 0, rejects: 0 };
  private readonly documents: LineReader<DocumentRecord>;
  private readonly stories: LineReader<StoryRecord>;
  private readonly removed: LineReader<RemovedRecord>;
  private readonly rejects: LineReader<Reject>;

  constructor(folder: string) {
    this.documents = new LineReader(folder, 'documents.jsonl');
    this.stories = new LineReader(folder, 'stories.jsonl');
    this.removed = new LineReader(folder, 'removed.jsonl');
    this.rejects = new LineReader(folder, 'rejects.jsonl');
  }

  /**
   * What was read next must be next in the output: as the same reject, as a document, or rejected by a later stage.
   * False where the run gave up the rest of the chunk here.
   */
  async expect(read: Document | Reject, chunk: Chunk | null): Promise<boolean> {
    const rejected = await this.rejects.peek();
    const [path, record] = isReject(read)
      ? [read.source, read.record]
      : [read.origin.path, read.origin.record];
    if (isReject(read) && JSON.stringify(read) === JSON.stringify(rejected)) {
      await this.takeReject();
      return true;
    }
    if (!isReject(read)) {
      const written = await this.documents.peek();
      if (written?.source === path && written.provenance.record === record) {
        await this.takeDocument(read, written);
        return true;
      }
      if (rejected?.source === path && rejected.record === record && rejected.stage !== 'read') {
        await this.takeReject();
        return true;
      }
    }
    if (chunk !== null && rejected?.source === path && isGivenUp(rejected, chunk)) {
      await this.takeReject();
      return false;
    }
    const where = record === null ? path : `${path}: record ${record}`;
    throw new Difference(
      isReject(read)
        ? `${where}: rejected as ${read.reason}, but line ${this.rejects.line} of rejects.jsonl is not this reject`
        : `${where}: neither document nor reject in the output`,
    );
  }

  async expectEnd(): Promise<void> {
    for (const lines of [this.documents, this.stories, this.removed, this.rejects]) {
      if ((await lines.peek()) !== null) {
        throw new Difference(`${lines.name}: line ${lines.line} is of no record in the inputs`);
      }
    }
  }

  async close(): Promise<void> {
    for (const lines of [this.documents, this.stories, this.removed, this.rejects]) await lines.close();
  }

  private async takeReject(): Promise<void> {
    await this.rejects.take();
    this.found.rejects++;
  }

  private async takeDocument(read: Document, document: DocumentRecord): Promise<void> {
    await this.documents.take();
    const removed = await this.removed.take();
    if (!removed)
      throw new Difference(`removed.jsonl: ends before the document ${JSON.stringify(document.id)}`);
    const stories: StoryRecord[] = [];
    for (
      let next = await this.stories.peek();
      next?.parent === document.id;
      next = await this.stories.peek()
    ) {
      stories.push(next);
      await this.stories.take();
    }
    verifyRecords(read, { document, stories, removed });
    this.found.documents++;
    this.found.stories += stories.length;
  }
}

/** The parser stopped the program in this chunk, so the run left out what follows in it. */
function isGivenUp({ stage, reason, offset }: Reject, chunk: Chunk): boolean {
  return stage === 'read' && (reason === 'timeout' || reason === 'crash') && offset === chunk.offset;
}

/** The records of a JSONL file, one at a time. */
class LineReader<T> {
  /** Number of the line that is next, from 1. */
  line = 0;
  private next: T | null | undefined;
  private readonly lines: AsyncIterator<{ readonly text: string }>;

  constructor(
    folder: string,
    readonly name: string,
  ) {
    this.lines = readLines(join(folder, name))[Symbol.asyncIterator]();
  }

  /** The record that is next, null at the end. */
  async peek(): Promise<T | null> {
    if (this.next === undefined) {
      const { done, value } = await this.lines.next();
      this.line++;
      this.next = done ? null : this.parse(value.text);
    }
    return this.next;
  }

  async take(): Promise<T | null> {
    const record = await this.peek();
    if (record !== null) this.next = undefined;
    return record;
  }

  async close(): Promise<void> {
    await this.lines.return?.();
  }

  private parse(text: string): T {
    try {
      return JSON.parse(text);
    } catch {
      throw new Difference(`${this.name}: line ${this.line} is no JSON`);
    }
  }
}
