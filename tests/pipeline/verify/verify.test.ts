import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../pipeline/config/config.js';
import type { DocumentRecord, RemovedRecord } from '../../../pipeline/output.js';
import { runToFolder } from '../../../pipeline/run/run.js';
import { verify } from '../../../pipeline/verify/verify.js';

const folder = mkdtempSync(join(tmpdir(), 'winnow-verify-'));
const input = join(folder, 'in');
const out = join(folder, 'out');
const SENTENCE =
  'The ferry leaves at seven, and whoever misses it waits for an hour in the café by the pier. ';

beforeAll(() => {
  mkdirSync(input);
  const lines = [
    { id: 'a', text: `Title\n\n${SENTENCE.repeat(3)}\n😀 ${SENTENCE}` },
    { id: 'b' },
    { id: 'a', text: SENTENCE },
  ];
  writeFileSync(join(input, 'lines.jsonl'), lines.map((l) => JSON.stringify(l)).join('\n'));
  writeFileSync(join(input, 'page.html'), `<title>T</title><nav>Home</nav><p>${SENTENCE}<p hidden>no`);
  writeFileSync(join(input, 'empty.txt'), '');
});

async function write(limit = Number.POSITIVE_INFINITY, more: readonly string[] = []): Promise<void> {
  const config = await loadConfig({
    set: ['run.workers=0', 'gates.max_reject_ratio=1', ...more],
    stages: ['normalize-quotes'],
  });
  const request = {
    run: 'test',
    inputs: [input],
    config,
    limit,
    force: true,
    signal: new AbortController().signal,
    log: pino({ level: 'silent' }),
    onProgress: () => {},
  };
  await runToFolder(request, out);
}

beforeEach(() => write());

/** Changes one line of an output file. */
function tamper<T>(file: string, line: number, change: (record: T) => object): void {
  const path = join(out, file);
  const lines = readFileSync(path, 'utf8').split('\n');
  lines[line] = JSON.stringify(change(JSON.parse(lines[line]!) as T));
  writeFileSync(path, lines.join('\n'));
}

const failure = () => verify(out, [input]).then(String, (error: Error) => error.message);

it('counts what a run wrote', async () => {
  expect(await verify(out, [input])).toEqual({ documents: 3, stories: 0, rejects: 2 });
});

it.each([1, 2, 3])('reads as far as a run with a limit of %i went', async (limit) => {
  await write(limit);
  const rejects = limit === 1 ? 1 : 2;
  expect(await verify(out, [input])).toEqual({ documents: limit, stories: 0, rejects });
});

it('compares the other forms of the output with the JSONL', async () => {
  await write(Number.POSITIVE_INFINITY, ['write.formats=jsonl.gz']);
  expect(await verify(out, [input])).toEqual({ documents: 3, stories: 0, rejects: 2 });
  writeFileSync(join(out, 'removed.jsonl.gz'), 'x');
  expect(await failure()).toMatch(/^removed\.jsonl\.gz: damaged/);
});

it('says what the inputs of the run were where it is given others', async () => {
  await expect(verify(out, [join(input, 'empty.txt')])).rejects.toThrow(`the run was given ${input},`);
});

it('names an input that changed', async () => {
  const path = join(input, 'page.html');
  const page = readFileSync(path, 'utf8');
  writeFileSync(path, page.replace('seven', 'eight'));
  expect(await failure()).toMatch(/page\.html: record 0 .*the id should be/);
  writeFileSync(path, page);
});

it('names inputs that came or went', async () => {
  const other = join(folder, 'other.txt');
  writeFileSync(other, SENTENCE);
  await expect(verify(out, [input, other])).rejects.toThrow(/other\.txt: record 0: neither/);
  await expect(verify(out, [join(input, 'empty.txt')])).rejects.toThrow(
    'documents.jsonl: line 1 is of no record',
  );
});

describe('names what was changed in the output:', () => {
  it('a character that is in no span', async () => {
    tamper<DocumentRecord>('documents.jsonl', 0, (r) => {
      const blocks = r.blocks.map((b, i) => (i === 0 ? { ...b, end: b.end - 1 } : b));
      return { ...r, blocks };
    });
    expect(await failure()).toMatch('(id "a"): characters between 4 and 7 are in no span');
  });

  it('a character that is in two spans', async () => {
    tamper<RemovedRecord>('removed.jsonl', 0, (r) => ({ ...r, spans: [{ start: 2, end: 4 }] }));
    expect(await failure()).toMatch('characters 2 to 4 are in two spans');
  });

  it.each(['sha256', 'bytes', 'encoding'])('%s', async (key) => {
    tamper<DocumentRecord>('documents.jsonl', 0, (r) => ({
      ...r,
      provenance: { ...r.provenance, [key]: 'x' },
    }));
    expect(await failure()).toMatch(`${key} is`);
  });

  it('an id', async () => {
    tamper<DocumentRecord>('documents.jsonl', 1, (r) => ({ ...r, id: 'c' }));
    expect(await failure()).toMatch('the id should be "a"');
  });

  it('text that no block has', async () => {
    tamper<DocumentRecord>('documents.jsonl', 0, (r) => ({ ...r, text: `${r.text}!` }));
    expect(await failure()).toMatch('the text is not that of its blocks');
  });

  it('a reject that is gone', async () => {
    const path = join(out, 'rejects.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').split('\n').slice(1).join('\n'));
    expect(await failure()).toMatch('empty.txt: rejected as empty');
  });

  it.each(['documents.csv', 'documents.jsonl'])('bytes of %s that no record tells of', async (file) => {
    const path = join(out, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"title":null', '"title":"Z"').replace(/,en,/, ',fr,'));
    expect(await failure()).toMatch(new RegExp(`${file}: bytes \\d+ to \\d+ are not what the run wrote`));
  });

  it('the header of the table', async () => {
    const path = join(out, 'documents.csv');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, 0, 8));
    expect(await failure()).toMatch(/^documents\.csv: bytes 0 to \d+ are not its header$/);
  });

  it('a span that ends far behind the source', async () => {
    tamper<DocumentRecord>('documents.jsonl', 0, (r) => {
      const blocks = r.blocks.map((b, i) => (i === r.blocks.length - 1 ? { ...b, end: 1e300 } : b));
      return { ...r, blocks };
    });
    expect(await failure()).toMatch('is not in the source');
  });

  it('a report that is damaged', async () => {
    writeFileSync(join(out, 'report.json'), '{"documents": ');
    expect(await failure()).toBe('report.json: not there, or damaged');
  });

  it('a count in the report', async () => {
    const path = join(out, 'report.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"documents": 3', '"documents": 4'));
    expect(await failure()).toBe('report.json: 4 documents, but there are 3');
  });
});

it('says where there is no output', async () => {
  await expect(verify(input, [input])).rejects.toThrow('not the output of a run');
});

it('says that an input is not there', async () => {
  const missing = join(folder, 'nowhere');
  await expect(verify(out, [missing])).rejects.toThrow(`${missing}: no such file or folder`);
});
