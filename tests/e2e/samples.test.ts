import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BODY_KINDS } from '../../pipeline/document.js';
import type { DocumentRecord } from '../../pipeline/output.js';
import { packageRoot } from '../../pipeline/resources.js';
import { parseLines, type RunFiles, readRun, temporaryFolder, winnow } from './program.js';

/** What `data/gold/README.md` describes. */
interface Answer {
  readonly title: string | null;
  readonly author: string | null;
  readonly blocks: readonly { readonly kind: string; readonly text: string }[];
  readonly stories: readonly string[];
  readonly removed: readonly string[];
}

const gold: Record<string, Answer> = JSON.parse(
  readFileSync(join(packageRoot, 'data/gold/gold.json'), 'utf8'),
);
/** What does not come out right yet, and why. A sample that comes out right must leave this list. */
const gaps: Record<string, string> = JSON.parse(
  readFileSync(join(packageRoot, 'data/gold/gaps.json'), 'utf8'),
);
const folder = temporaryFolder();
let run: RunFiles;

function documentFor(key: string): DocumentRecord {
  const [file, record = '0'] = key.split('#');
  const found = run.documents.find(
    (d) => basename(d.source) === file && d.provenance.record === Number(record),
  );
  if (!found) throw new Error(`no document for ${key}`);
  return found;
}

beforeAll(async () => {
  const { code, stderr } = await winnow(['run', 'data/raw', '--out', folder]);
  expect(stderr).not.toMatch(/error/i);
  expect(code).toBe(0);
  run = readRun(folder);
});

function isGap({ source, provenance }: DocumentRecord): boolean {
  const file = basename(source);
  return file in gaps || `${file}#${provenance.record}` in gaps;
}

/** What of the answer's labels is not among the removed spans. */
function missingLabels(id: string, wanted: readonly string[]): string[] {
  const labels = run.removed.find((r) => r.id === id)?.spans.map((s) => s.label) ?? [];
  return wanted.filter((label) => {
    const at = labels.indexOf(label);
    if (at >= 0) labels.splice(at, 1);
    return at < 0;
  });
}

function expectAnswer(key: string): void {
  const answer = gold[key]!;
  const document = documentFor(key);
  const body = document.blocks.filter((b) => BODY_KINDS.has(b.kind));
  expect({
    title: document.title,
    author: document.author,
    blocks: body.map(({ kind, text }) => ({ kind, text })),
    stories: run.stories.filter((s) => s.parent === document.id).map((s) => s.text),
    missing: missingLabels(document.id, answer.removed),
  }).toEqual({ ...answer, removed: undefined, missing: [] });
  expect(document.text).toBe(answer.blocks.map((b) => b.text).join('\n\n'));
}

it.each(Object.keys(gold).filter((key) => !(key in gaps)))('%s comes out as its answer says', expectAnswer);

it.fails.each(Object.entries(gaps))('%s does not come out right yet: %s', expectAnswer);

describe('the samples', () => {
  it('all have an answer, and nothing is rejected', () => {
    expect(run.documents).toHaveLength(Object.keys(gold).length);
    expect(run.rejects).toEqual([]);
  });

  it('change no more when their text is cleaned again', async () => {
    // A code block of several lines comes back as one block a line, since in plain text each line is one.
    const texts = run.documents
      .filter((d) => d.text !== '' && !isGap(d) && !d.blocks.some((b) => b.text.includes('\n')))
      .map(({ id, text }) => ({ id, text }));
    expect(texts.length).toBeGreaterThan(50);
    const input = texts.map((t) => `${JSON.stringify(t)}\n`).join('');
    const { stdout } = await winnow(['run', '-', '--out', '-'], input);
    const again = parseLines<DocumentRecord>(stdout).map(({ id, text }) => ({ id, text }));
    expect(again).toEqual(texts);
  });

  it('come out the same with one worker and with two', async () => {
    const others = await Promise.all(
      ['1', '2'].map(async (workers) => {
        const out = temporaryFolder();
        await winnow(['run', 'data/raw', '--out', out, '--workers', workers]);
        return readRun(out);
      }),
    );
    for (const other of others) {
      expect({ ...other, report: null }).toEqual({ ...run, report: null });
    }
  });
});
