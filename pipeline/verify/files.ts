/** Whether the output files are, byte by byte, what the manifest says, and the report counts what is in them. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { readLines } from '../run/lines.js';
import { MANIFEST, parseEntry, type Range } from '../run/manifest.js';
import { REPORT } from '../run/output-folder.js';
import { Difference } from './records.js';

export interface Verified {
  readonly documents: number;
  readonly stories: number;
  readonly rejects: number;
}

const report = z.object({
  inputs: z.array(z.string()).default([]),
  limit: z.int().positive().nullable().default(null),
  documents: z.number(),
  stories: z.number(),
  rejects: z.object({ total: z.number() }),
});

/** What the report says that a run did. */
export type Reported = z.output<typeof report>;

/** Throws a Difference where there is no report. */
export function readReported(folder: string): Reported {
  const { data } = report.safeParse(readJson(join(folder, REPORT)));
  if (!data) throw new Difference(`${REPORT}: not there, or damaged`);
  return data;
}

/**
 * Throws a Difference where the files are not those that the run wrote. `headers` are the first bytes of each, `found`
 * is what was counted in them, and `reported` what the report says.
 */
export async function verifyFiles(
  folder: string,
  headers: ReadonlyMap<string, string>,
  found: Verified,
  reported: Reported,
): Promise<void> {
  const total = { documents: 0, stories: 0, rejects: 0 };
  const ends = new Map<string, number>();
  for (const [name, head] of headers) ends.set(name, await verifyHead(folder, name, head));
  let isHeader = true;
  for await (const { text: line, start } of readLines(join(folder, MANIFEST))) {
    if (isHeader) {
      isHeader = false;
      continue;
    }
    const entry = parseEntry(line);
    if (!entry) throw new Difference(`${MANIFEST}: the line at byte ${start} is damaged`);
    for (const [name, range] of Object.entries(entry.outputs)) {
      const before = ends.get(name);
      if (before !== range.start) {
        throw new Difference(
          `${MANIFEST}: bytes ${before ?? 0} to ${range.start} of ${name} are of no batch`,
        );
      }
      await verifyRange(folder, name, range);
      ends.set(name, range.start + range.length);
    }
    total.documents += entry.counts.documents;
    total.stories += entry.counts.stories;
    for (const rejects of Object.values(entry.counts.rejects)) total.rejects += rejects;
  }
  for (const [name, end] of ends) {
    const { size } = statSync(join(folder, name));
    if (size !== end) throw new Difference(`${name}: ${size} bytes, but the manifest tells of ${end}`);
  }
  compareCounts(MANIFEST, total, found);
  compareCounts(REPORT, { ...reported, rejects: reported.rejects.total }, found);
}

/** Where the header of a file ends. */
async function verifyHead(folder: string, name: string, head: string): Promise<number> {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Difference(`${name}: not there`);
  const end = Buffer.byteLength(head);
  const first = end === 0 ? '' : await text(createReadStream(path, { end: end - 1 }));
  if (first !== head) throw new Difference(`${name}: bytes 0 to ${end} are not its header`);
  return end;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

async function verifyRange(folder: string, name: string, { start, length, sha256 }: Range): Promise<void> {
  const hash = createHash('sha256');
  const stream = createReadStream(join(folder, name), { start, end: start + length - 1 });
  for await (const part of stream) hash.update(part);
  if (hash.digest('hex') === sha256) return;
  throw new Difference(`${name}: bytes ${start} to ${start + length} are not what the run wrote`);
}

function compareCounts(name: string, said: Verified, found: Verified): void {
  for (const key of ['documents', 'stories', 'rejects'] as const) {
    if (said[key] !== found[key])
      throw new Difference(`${name}: ${said[key]} ${key}, but there are ${found[key]}`);
  }
}
