/** `manifest.jsonl`: a line on the program and config, then a line a batch. It is the index of the cache. */
import { z } from 'zod';
import { isReject } from '../input.js';
import type { Counts } from '../report/counts.js';
import type { Batch } from './batch.js';
import type { Fingerprint } from './fingerprint.js';
import { readLines } from './lines.js';

export const MANIFEST = 'manifest.jsonl';
const FORMAT = 'winnow-manifest/1';

/** Where a batch's output stands in a file. */
export interface Range {
  readonly start: number;
  readonly length: number;
  /** SHA-256 of the bytes, in hex. */
  readonly sha256: string;
}

/** Part of a batch: consecutive records of one input. */
interface InputPart {
  readonly source: string;
  readonly record: number;
  readonly offset: number;
  readonly bytes: number;
}

/** What the output of a batch is and where it came from. */
export interface Entry {
  /** The batch's hash; null where its output must not be used again. */
  readonly hash: string | null;
  readonly inputs: readonly InputPart[];
  readonly outputs: Readonly<Record<string, Range>>;
  /** Documents whose id was taken: which of the batch, and the id that the record itself has. */
  readonly renamed: readonly (readonly [index: number, id: string])[];
  readonly counts: Counts;
}

export function inputsOf(batch: Batch): InputPart[] {
  return batch.items.flatMap((item) =>
    isReject(item)
      ? []
      : [{ source: item.path, record: item.record, offset: item.offset, bytes: item.bytes.length }],
  );
}

export function headerLine(fingerprint: Fingerprint): string {
  return `${JSON.stringify({ format: FORMAT, ...fingerprint })}\n`;
}

export function entryLine(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

const header = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  code: z.string(),
  config: z.record(z.string(), z.unknown()),
  resources: z.record(z.string(), z.string()),
});

const count = z.record(z.string(), z.number());
const size = z.int().nonnegative();

const entry = z.object({
  hash: z.string().nullable(),
  inputs: z.array(z.object({ source: z.string(), record: size, offset: size, bytes: size })),
  outputs: z.record(z.string(), z.object({ start: size, length: size, sha256: z.string() })),
  renamed: z.array(z.tuple([size, z.string()])),
  counts: z.object({
    documents: size,
    stories: size,
    rejects: count,
    first_rejects: z.record(z.string(), z.string()),
    bytes: size,
    characters: z.object({ kept: size, stories: size, cut: count }),
    rules: count,
    confidence: z.object({ sum: z.number(), documents: size }),
    sites: z.record(z.string(), z.object({ documents: size, characters: size, kept: size, stories: size })),
    ms: count,
  }),
});

/** A manifest on disk: what made it, and where the line of each batch stands. Lines are read when they are needed. */
export interface Manifest {
  readonly fingerprint: Fingerprint;
  /** In the order they were written. */
  readonly lines: readonly { readonly hash: string | null; readonly start: number; readonly end: number }[];
}

/** The first line of a manifest; null where there is none, or it is not ours. */
export async function readFingerprint(path: string): Promise<Fingerprint | null> {
  for await (const { text } of readLines(path)) return parseHeader(text);
  return null;
}

/**
 * Reads a manifest up to the first line that is not whole, which is where a killed run stopped. Null where there is
 * none, or its first line is not ours.
 */
export async function readManifest(path: string): Promise<Manifest | null> {
  let fingerprint: Fingerprint | null = null;
  const lines: { hash: string | null; start: number; end: number }[] = [];
  for await (const { text, start, end } of readLines(path)) {
    if (fingerprint === null) {
      fingerprint = parseHeader(text);
      if (fingerprint === null) return null;
    } else {
      const value = parseJson(text);
      if (typeof value !== 'object' || value === null || !('hash' in value)) break;
      lines.push({ hash: typeof value.hash === 'string' ? value.hash : null, start, end });
    }
  }
  return fingerprint && { fingerprint, lines };
}

/** An entry from its line; null where it is not one. */
export function parseEntry(line: string): Entry | null {
  return entry.safeParse(parseJson(line)).data ?? null;
}

function parseHeader(line: string): Fingerprint | null {
  const { data } = header.safeParse(parseJson(line));
  if (!data) return null;
  const { format: _, ...fingerprint } = data;
  return fingerprint;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
