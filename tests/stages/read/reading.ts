/** Reads files as a run does: cut, then parse. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Document } from '../../../pipeline/document.js';
import { type Chunk, isReject, type Reject } from '../../../pipeline/input.js';
import { reader } from '../../../stages/read/index.js';

export type Options = Partial<ReturnType<typeof reader.options.parse>>;

export interface Reading {
  readonly chunks: Chunk[];
  readonly documents: Document[];
  readonly rejects: Reject[];
}

/** A new folder that holds these files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-read-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
}

export async function read(
  inputs: readonly string[],
  options: Options = {},
  chunkBytes = 1 << 20,
  onHidden?: (path: string) => void,
): Promise<Reading> {
  const all = reader.options.parse(options);
  const parse = await reader.loadParse();
  const reading: Reading = { chunks: [], documents: [], rejects: [] };
  for await (const cut of reader.cut(inputs, all, chunkBytes, onHidden)) {
    if (isReject(cut)) reading.rejects.push(cut);
    else {
      reading.chunks.push(cut);
      for (const one of parse(cut, all)) {
        if (isReject(one)) reading.rejects.push(one);
        else reading.documents.push(one);
      }
    }
  }
  return reading;
}

/** Reads one file of this name and content. */
export function readFile(name: string, content: string | Uint8Array, options?: Options, chunkBytes?: number) {
  return read([join(folderOf({ [name]: content }), name)], options, chunkBytes);
}

/** The texts that came out. */
export const sources = ({ documents }: Reading): string[] => documents.map((d) => d.source);

/** Record number and reason of each reject. */
export const reasons = ({ rejects }: Reading) => rejects.map((r) => [r.record, r.reason]);
