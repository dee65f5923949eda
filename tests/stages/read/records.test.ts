import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReject } from '../../../pipeline/input.js';
import { reader } from '../../../stages/read/index.js';
import { folderOf, read, readFile, reasons, sources } from './reading.js';

const lines = (...records: unknown[]) => `${records.map((r) => JSON.stringify(r)).join('\n')}\n`;

/** Anything JSON can hold, with many brackets and quotes in its strings. */
const extra = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });
const text = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', '\n', 'ü', '語', ' '),
});
const record = fc.record({ text: text.map((t) => `x${t}`), extra });

describe('JSONL', () => {
  it('takes what a record says of itself', async () => {
    const fields = {
      id: 7,
      text: 'Ein Satz.',
      url: 'https://example.org/1',
      title: ' T ',
      author: 'A',
      published: '2024-02-30',
      language: 'de-AT',
    };
    const { documents } = await readFile('a.jsonl', lines(fields, { ...fields, published: '2024-02-28' }));
    expect(documents[0]!.origin).toMatchObject({
      id: '7',
      url: 'https://example.org/1',
      record: 0,
      format: 'jsonl',
    });
    expect(documents[1]!.metadata).toMatchObject({
      title: 'T',
      author: 'A',
      published: '2024-02-28',
      language: 'de',
    });
  });

  it('hashes and counts the bytes of the line without its line end', async () => {
    const line = '{"text": "ü"}';
    const { documents } = await readFile('a.jsonl', `\n${line}\r\n`);
    const sha256 = createHash('sha256').update(line).digest('hex');
    expect(documents[0]!.origin).toMatchObject({ record: 1, bytes: 14, sha256, id: sha256.slice(0, 16) });
  });

  it('finds fields under a path of keys, and whole keys with dots first', async () => {
    const content = lines({ a: { b: 'path' } }, { 'a.b': 'key', a: { b: 'path' } });
    expect(sources(await readFile('a.jsonl', content, { text_field: 'a.b' }))).toEqual(['path', 'key']);
  });

  it('names the paths of a record without the field', async () => {
    const record = { _id: 'a', _source: { content: { body: 'one' }, tags: ['b'] }, empty: {} };
    const { rejects } = await readFile('a.jsonl', lines(record));
    expect(rejects[0]!.detail).toMatch(/one of its keys: _id, _source\.content\.body, _source\.tags$/);
  });

  it('rejects broken records one by one, with their offsets', async () => {
    const content = `{"text":"one"}\n{"text":\n{"id":1}\n{"text":5}\n"x"\n{"text":" \\n"}\n{"text":null}\n{"text":"two"}`;
    const reading = await readFile('a.jsonl', content);
    expect(sources(reading)).toEqual(['one', 'two']);
    expect(reading.rejects.map((r) => [r.record, r.offset, r.reason])).toEqual([
      [1, 15, 'bad-json'],
      [2, 24, 'no-text'],
      [3, 33, 'text-not-a-string'],
      [4, 44, 'no-text'],
      [5, 48, 'empty'],
      [6, 63, 'no-text'],
    ]);
  });

  it('never shows control characters in a reject', async () => {
    const { rejects } = await readFile('a.jsonl', '\u001b[31m\u0007\u202e oops');
    expect(rejects).toHaveLength(1);
    expect(rejects[0]!.detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('passes over lines that are too long, without losing their neighbours', async () => {
    const content = lines({ text: 'one' }, { text: 'x'.repeat(500_000) }, { text: 'two' });
    const reading = await readFile('a.jsonl', content, { max_record_bytes: 1000 });
    expect(sources(reading)).toEqual(['one', 'two']);
    expect(reading.rejects).toMatchObject([{ record: 1, offset: 15, reason: 'too-large' }]);
    expect(reading.documents.map((d) => d.origin.record)).toEqual([0, 2]);
  });

  it('cuts what was there before in the same places when lines are appended', async () => {
    const content = lines(...Array.from({ length: 50 }, (_, i) => ({ text: 'word '.repeat(i) })));
    const before = await readFile('a.jsonl', content, {}, 500);
    const after = await readFile('a.jsonl', content + content, {}, 500);
    const cuts = before.chunks.map(({ offset, record, bytes }) => [offset, record, bytes.length]);
    expect(cuts.length).toBeGreaterThan(5);
    expect(after.chunks.map((c) => [c.offset, c.record, c.bytes.length]).slice(0, cuts.length - 1)).toEqual(
      cuts.slice(0, -1),
    );
  });

  it('takes text for HTML that is markup from end to end, and no other', async () => {
    const content = lines({ text: '<p>One &amp; two</p>' }, { text: 'The <p> element &amp; others' });
    expect(sources(await readFile('a.jsonl', content))).toEqual([
      'One & two\n',
      'The <p> element &amp; others',
    ]);
    expect(sources(await readFile('a.jsonl', content, { html: 'never' }))[0]).toBe('<p>One &amp; two</p>');
  });
});

describe('JSON', () => {
  it('reads the elements of an array as they stand, whatever is in them and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), fc.boolean(), async (records, pretty) => {
        const content = JSON.stringify(records, null, pretty ? 2 : 0);
        const { documents, rejects } = await readFile('a.json', content, {}, 100);
        expect(rejects).toEqual([]);
        expect(documents.map((d) => d.source)).toEqual(records.map((r) => r.text));
        const raw = Buffer.from(content);
        const hashes = documents.map((d) => d.origin.sha256);
        expect(new Set(hashes).size).toBe(new Set(records.map((r) => JSON.stringify(r))).size);
        for (const { origin } of documents) expect(origin.bytes).toBeLessThan(raw.length);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [
      'the first array of objects',
      '{"n":1,"tags":["x"],"data":{"rows":[{"text":"a"},{"text":"b"}]},"z":[{"text":"c"}]}',
      {},
      ['a', 'b'],
    ],
    [
      'the array that is named',
      '{"x":[{"text":"a"}],"data":{"rows":[{"text":"b"}]}}',
      { records_key: 'data.rows' },
      ['b'],
    ],
    ['a root object with a text', '{"url":"u","text":"a","comments":[{"text":"b"}]}', {}, ['a']],
    ['several roots', '{"text":"a"}\n{"text":"b"} [{"text":"c"}]', {}, ['a', 'b', 'c']],
    ['with a byte order mark', '\ufeff[{"text":"a"}]', {}, ['a']],
  ])('reads %s', async (_, content, options, expected) => {
    expect(sources(await readFile('a.json', content, options))).toEqual(expected);
  });

  it('gives what stands before the place where the input breaks off', async () => {
    const reading = await readFile('a.json', '[{"text":"one"},{"text":"two"},{"text":"thr');
    expect(sources(reading)).toEqual(['one', 'two']);
    expect(reading.rejects).toMatchObject([{ record: 2, offset: 43, reason: 'bad-json' }]);
  });

  it('gives what stands before a mistake', async () => {
    const reading = await readFile('a.json', '[{"text":"one"},{"text":nope},{"text":"three"}]');
    expect(sources(reading)).toEqual(['one']);
    expect(reading.rejects).toMatchObject([{ record: 1, offset: 16, reason: 'bad-json' }]);
  });

  it('rejects elements that are no objects and reads on', async () => {
    const reading = await readFile('a.json', '[1, "x,y",null,[2],{"text":"a"}]');
    expect(sources(reading)).toEqual(['a']);
    expect(reasons(reading)).toEqual([0, 1, 2, 3].map((n) => [n, 'no-text']));
    expect(reading.rejects.map(({ offset }) => offset)).toEqual([1, 4, 10, 15]);
  });

  it('passes over records that are too long, without losing their neighbours', async () => {
    const content = JSON.stringify([{ text: 'one' }, { text: '}'.repeat(5000) }, { text: 'two' }]);
    const reading = await readFile('a.json', content, { max_record_bytes: 1000 });
    expect(sources(reading)).toEqual(['one', 'two']);
    expect(reasons(reading)).toEqual([[1, 'too-large']]);
  });

  it('takes records that are nested 100,000 deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const reading = await readFile('a.json', `[{"text":"a","x":${deep}},{"text":"b"}]`);
    expect(sources(reading)).toEqual(['a', 'b']);
  });
});

describe('CSV', () => {
  it('reads quoted line ends, doubled quotes and quotes in the middle', async () => {
    const content = '\ufeff"id","text"\r\n1,"one, ""two""\nthree"\r\n\r\n2,said "hi" 5" wide\r\n';
    const { documents } = await readFile('a.csv', content);
    expect(documents.map((d) => [d.origin.id, d.source])).toEqual([
      ['1', 'one, "two"\nthree'],
      ['2', 'said "hi" 5" wide'],
    ]);
  });

  it('reads back what a CSV writer wrote, wherever it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é', ';') }).map((t) => `x${t}`);
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1 }), async (cells) => {
        const content = `id,text\n${stringify(cells.map((c, i) => [i, c]))}`;
        expect(sources(await readFile('a.csv', content, {}, 20))).toEqual(cells);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['in the middle', 'id,text\n1,a\n2,"b\n3,"c, d"\n4,e\n', ['a', 'c, d', 'e']],
    ['with nothing quoted behind it', 'id,text\n1,a\n2,"b\n3,c\n', ['a', 'c']],
    ['at the end', 'id,text\n1,a\n2,"b', ['a']],
  ])('loses only the line with a quote that does not close, %s', async (_, content, expected) => {
    const reading = await readFile('a.csv', content);
    expect(sources(reading)).toEqual(expected);
    expect(reasons(reading)).toEqual([[1, 'bad-csv']]);
  });

  it('rejects records with too many fields, and files without the column', async () => {
    expect(reasons(await readFile('a.csv', 'id,text\n1,a,b\n2,c\n'))).toEqual([[0, 'bad-csv']]);
    const { rejects } = await readFile('a.csv', 'id,body\n1,a\n');
    expect(rejects).toMatchObject([{ reason: 'no-text' }]);
    expect(rejects[0]!.detail).toContain('id, body');
  });

  it.each([',', ';', '\t', '|'])('finds the separator %j', async (d) => {
    expect(sources(await readFile('a.csv', `id${d}text\n1${d}a b\n`))).toEqual(['a b']);
  });

  it('reads the UTF-16 that spreadsheets write', async () => {
    const content = Buffer.from('\ufeffid\ttext\r\n1\tžluť\r\n', 'utf16le');
    expect(sources(await readFile('a.csv', content))).toEqual(['žluť']);
  });
});

describe('compression', () => {
  const content = lines(...Array.from({ length: 20_000 }, (_, i) => ({ text: `record ${i}` })));

  it('gives the whole records before the place where a file was cut short', async () => {
    const packed = gzipSync(content);
    const reading = await readFile('a.jsonl.gz', packed.subarray(0, packed.length / 2));
    expect(reading.documents.length).toBeGreaterThan(1000);
    expect(reading.rejects).toMatchObject([{ record: reading.documents.length, reason: 'bad-compression' }]);
  });

  it('reads members that were put behind each other', async () => {
    const packed = Buffer.concat([gzipSync(lines({ text: 'a' })), gzipSync(lines({ text: 'b' }))]);
    expect(sources(await readFile('a.jsonl.gz', packed))).toEqual(['a', 'b']);
  });

  it('stops at a file that grows out of all proportion', async () => {
    const bomb = gzipSync(Buffer.alloc(80 << 20, 'x\n'));
    expect(reasons(await readFile('a.csv.gz', bomb))).toEqual([[0, 'no-text']]);
    expect((await readFile('a.txt.gz', bomb)).rejects).toMatchObject([{ reason: 'too-large' }]);
    const bombs = await readFile('a.jsonl.gz', gzipSync(Buffer.alloc(80 << 20, '\n')));
    expect(bombs.rejects).toMatchObject([{ reason: 'expands-too-much' }]);
  });
});

it.each(['a.jsonl', 'a.json', 'a.csv', 'a.txt', 'a.html'])(
  'rejects %s where there is nothing in it',
  async (name) => {
    expect((await readFile(name, '')).rejects).toMatchObject([{ reason: 'empty' }]);
    expect((await readFile(name, ' \n\n')).rejects).toMatchObject([
      { reason: expect.stringMatching('empty|no-text') },
    ]);
  },
);

it('gives small files in order although it opens many at a time', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `${1000 + i}.txt`);
  const folder = folderOf(
    Object.fromEntries(names.map((n, i) => [n, `${n} ${'x'.repeat((i * 7919) % 50_000)}`])),
  );
  expect((await read([folder], { open_files: 8 })).documents.map((d) => d.source.slice(0, 8))).toEqual(names);
});

it('rejects large files that go away before their turn', async () => {
  const folder = folderOf({
    '1.jsonl': lines({ text: 'one' }),
    '2.jsonl': lines({ text: 'x'.repeat(1 << 20) }),
    '3.jsonl': lines({ text: 'three' }),
  });
  const rejects: (string | null)[] = [];
  for await (const cut of reader.cut([folder], reader.options.parse({}), 1 << 20)) {
    if (isReject(cut)) rejects.push(cut.source, cut.reason, cut.detail);
    else rmSync(join(folder, '2.jsonl'), { force: true });
  }
  expect(rejects).toEqual([join(folder, '2.jsonl'), 'not-found', 'there is no such file or folder']);
});
