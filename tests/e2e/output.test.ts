import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../../pipeline/output.js';
import { packageRoot } from '../../pipeline/resources.js';
import { ARTICLE } from './inputs.js';
import { cli, parseLines, readRun, temporaryFolder, winnow } from './program.js';

const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(2)>';
const ESCAPES = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202e';

async function clean(records: readonly object[], ...flags: string[]) {
  const folder = temporaryFolder();
  const input = join(folder, 'in.jsonl');
  writeFileSync(input, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  const out = join(folder, 'out');
  const outcome = await winnow(['run', input, '--out', out, ...flags]);
  return { ...readRun(out), ...outcome, input, out };
}

describe('the CSV file', () => {
  it.each(['=HYPERLINK("http://evil.example")', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1'])(
    'does not let a spreadsheet run %j',
    async (formula) => {
      const { csv } = await clean([{ id: formula, title: formula, text: ARTICLE }]);
      const [row] = parse(csv, { columns: true }) as Record<string, string>[];
      for (const cell of Object.values(row!)) expect(cell).not.toMatch(/^[=+@\t\r]|^-[^\d]/);
    },
  );

  it('has a row for each document, with line breaks and quotes in its cells', async () => {
    const { csv, documents } = await clean([
      { id: 'a', text: ARTICLE },
      { id: 'b', text: `"${ARTICLE}"` },
    ]);
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    expect(rows.map(({ id, text }) => ({ id, text }))).toEqual(
      documents.map(({ id, text }) => ({ id, text })),
    );
  });
});

describe('hostile text', () => {
  it('is data in the output, whatever it says', async () => {
    const { documents, removed } = await clean([
      { id: MARKUP, title: MARKUP, text: `${MARKUP}\n${ARTICLE}` },
    ]);
    expect(documents[0]?.id).toBe(MARKUP);
    const all = [...documents[0]!.blocks, ...removed[0]!.spans].map((b) => b.text).join('\n');
    expect(all).toContain('<script>');
  });

  it.each(['run', 'explain'])('sends no control sequence to the terminal through %s', async (command) => {
    const folder = temporaryFolder();
    const input = join(folder, `in${ESCAPES.replaceAll('/', '')}.jsonl`);
    const line = JSON.stringify({
      id: ESCAPES,
      title: ESCAPES,
      url: ESCAPES,
      text: `${ESCAPES}\n${ARTICLE}${ESCAPES}`,
    });
    writeFileSync(input, `${line}\n${ESCAPES}\n`);
    const flags = command === 'run' ? ['--out', join(folder, 'out')] : [];
    const { stdout, stderr } = await winnow([command, input, ...flags]);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});

describe("a stage of the user's own that cannot be loaded", () => {
  it.each([
    ["import { z } from 'winnow';", /Cannot find package 'winnow' .*; in its folder, say: npm link \//],
    ["import { z } from 'zod';", /Cannot find package 'zod' .*; import \{ z \} from 'winnow'/],
    ['export default 1;\nthrow new Error("mine");', /mine \(at .*own\.mjs:2:7\)/],
  ])('says what mends it: %s', async (code, message) => {
    const stage = join(temporaryFolder(), 'own.mjs');
    writeFileSync(stage, code);
    const outcome = await winnow(['run', '-', '--out', '-', '--stages', stage]);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('explain', () => {
  it('shows a document of a run by its id', async () => {
    const { out } = await clean([
      { id: 'a', text: ARTICLE },
      { id: 'b', text: `Second. ${ARTICLE}` },
    ]);
    const { stdout, code } = await winnow(['explain', out, '--id', 'b']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^id +b$/m);
    expect(stdout).toContain('Second.');
  });

  it('reads standard input, with the stages and options that are asked for', async () => {
    const { stdout } = await winnow(
      ['explain', '-', '--stages', 'normalize-quotes', '--set', 'read.text_field=body'],
      `${JSON.stringify({ body: 'She said “yes”.' })}\n`,
    );
    expect(stdout).toContain('She said "yes".');
    expect(stdout).toContain('“ → "');
  });

  it('says how to see another document where there are several', async () => {
    const { input, out } = await clean([
      { id: 'a', text: ARTICLE },
      { id: 'b', text: `Second. ${ARTICLE}` },
    ]);
    for (const from of [input, out]) {
      expect((await winnow(['explain', from])).stderr).toMatch(/first of several documents; .*--id b\n$/);
      expect((await winnow(['explain', from, '--id', 'a'])).stderr).toBe('');
    }
  });

  it('knows a second document of the same id by the id that a run gives it', async () => {
    const { input, out } = await clean([
      { id: 'a', text: ARTICLE },
      { id: 'a', text: `Second. ${ARTICLE}` },
    ]);
    for (const from of [input, out]) {
      expect((await winnow(['explain', from])).stderr).toMatch(/; the next: --id a~2\n$/);
      expect((await winnow(['explain', from, '--id', 'a~2'])).stdout).toMatch(/^id +a~2$[\s\S]*Second\./m);
    }
  });

  it('says how to have plain text read from standard input', async () => {
    const { code, stderr } = await winnow(['explain', '-'], ARTICLE);
    expect(code).toBe(2);
    expect(stderr).toContain('say --set read.format=text');
    const { stdout } = await winnow(['explain', '-', '--set', 'read.format=text'], ARTICLE);
    expect(stdout).toContain('The library on the hill');
  });

  it('says so when there is no such document', async () => {
    const { code, stderr } = await winnow(
      ['explain', '-', '--id', 'zzz'],
      `${JSON.stringify({ text: ARTICLE })}\n`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain('zzz');
  });
});

describe('a pipe', () => {
  it('takes JSONL in and gives documents out, one line each, in order', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `r${i}`);
    const input = ids.map((id) => `${JSON.stringify({ id, text: ARTICLE })}\n`).join('');
    const { code, stdout } = await winnow(['run', '-', '--out', '-'], input);
    expect(code).toBe(0);
    expect(parseLines<DocumentRecord>(stdout).map((d) => d.id)).toEqual(ids);
    expect(existsSync('-')).toBe(false);
  });

  it('may be empty, but leaves the last output in its place then', async () => {
    expect(await winnow(['run', '-', '--out', '-'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const { out } = await clean([{ id: 'a', text: ARTICLE }]);
    const { code, stderr } = await winnow(['run', '-', '--out', out]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\(nothing came through the pipe\); the output stays as it was\n$/);
    expect(readRun(out).documents).toHaveLength(1);
  });

  it.each([
    ['text', ARTICLE],
    ['json', JSON.stringify([{ text: ARTICLE }], null, 1)],
    ['html', `<!doctype html>\n<p>${ARTICLE}</p>`],
  ])('that holds %s is told in one line, which says how to have it read', async (format, input) => {
    const { code, stderr, stdout } = await winnow(['run', '-', '--out', '-'], input);
    expect([code, stdout]).toEqual([3, '']);
    const flag = `read.format=${format}`;
    expect(stderr.split('\n').filter((line) => line.includes(`say --set ${flag}`))).toHaveLength(1);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect((await winnow(['run', '-', '--out', '-', '--set', flag], input)).code).toBe(0);
  });

  it('loses no record behind lines that are none', async () => {
    const { stdout } = await winnow(
      ['run', '-', '--out', '-'],
      `Loading...\n{oops\n${JSON.stringify({ text: ARTICLE })}\n`,
    );
    expect(parseLines(stdout)).toHaveLength(1);
  });

  it('ends quietly when its reader has enough', async () => {
    const record = `${JSON.stringify({ text: `${ARTICLE} `.repeat(20) })}\n`;
    const child = spawn(process.execPath, [cli, 'run', '-', '--out', '-'], { cwd: packageRoot });
    const stderr = text(child.stderr);
    child.stdin.on('error', () => {});
    child.stdin.end(record.repeat(Math.ceil(4e6 / record.length)));
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'exit');
    expect(await stderr).toBe('');
    expect(code).toBe(0);
  });
});

describe('a reader that stops before anything came', () => {
  it.each([['stages'], ['--help'], ['explain', 'data/raw/embedded-teasers.txt']])(
    'ends %s quietly',
    async (...args) => {
      const child = spawn(process.execPath, [cli, ...args], { cwd: packageRoot });
      child.stdout.destroy();
      const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      expect(stderr).toBe('');
      expect(code).toBe(0);
    },
  );
});

describe('a full disk', () => {
  it('gives one line and no success', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'a.txt'), ARTICLE);
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await winnow(['run', join(folder, 'in'), '--out', '-'], '', full);
    closeSync(full);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/no space|ENOSPC/i);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('a profile', () => {
  const profile = async (lines: readonly string[]) => {
    const out = join(temporaryFolder(), 'site.json');
    const pages = lines.map((line, i) => JSON.stringify({ text: line, url: `https://example.org/${i}` }));
    const { stderr } = await winnow(['profile', '-', '--out', out], pages.join('\n'));
    return stderr;
  };

  it('is told in one line, which says where it is of no use', async () => {
    expect(await profile(['Menu', 'Menu', 'Menu'])).toMatch(
      /^\S+site\.json: 1 line of 1 site, from 3 pages\n$/,
    );
    expect((await winnow(['profile', 'nosuch', '--out', 'nosuch.json'])).code).toBe(2);
    expect(existsSync('nosuch.json')).toBe(false);
    expect(await profile(['Menu', 'Other'])).toMatch(/^\S+site\.json: no use: .+\n$/);
  });
});
