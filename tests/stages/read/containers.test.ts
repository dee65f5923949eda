import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { WARCRecord, WARCSerializer } from 'warcio';
import { folderOf, type Options, read, readFile, reasons, sources } from './reading.js';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const bytesOf = (text: string | Uint8Array) => (typeof text === 'string' ? Buffer.from(text) : text);

interface RecordSpec {
  readonly type?: 'response' | 'conversion' | 'resource' | 'request';
  readonly url?: string;
  readonly contentType?: string;
  readonly status?: string;
  readonly headers?: Record<string, string>;
  readonly body: string | Uint8Array;
}

/** A WARC record as warcio writes it. */
async function warc(spec: RecordSpec, gzip = false): Promise<Buffer> {
  const {
    type = 'response',
    url = 'https://example.org/',
    contentType = 'text/html',
    status = '200 OK',
    body,
  } = spec;
  const isHttp = type === 'response';
  const options = {
    url,
    type,
    date: '2024-05-01T00:00:00Z',
    warcHeaders: isHttp ? {} : { 'Content-Type': contentType },
    ...(isHttp && {
      statusline: `HTTP/1.1 ${status}`,
      httpHeaders: { 'Content-Type': contentType, ...spec.headers },
    }),
  };
  async function* content() {
    yield bytesOf(body);
  }
  return Buffer.from(await WARCSerializer.serialize(WARCRecord.create(options, content()), { gzip }));
}

const page = (text: string): RecordSpec => ({ body: `<p>${text}` });
const join2 = async (specs: readonly RecordSpec[], gzip = false) =>
  Promise.all(specs.map((spec) => warc(spec, gzip)));

describe('WARC', () => {
  it('gives the pages, with their addresses', async () => {
    const records = await join2([
      { ...page('one'), url: 'https://example.org/1' },
      { type: 'request', body: 'GET / HTTP/1.1\r\n\r\n' },
      { body: 'GIF89a', contentType: 'image/gif' },
      { ...page('gone'), status: '404 Not Found' },
      {
        type: 'resource',
        body: 'two',
        contentType: 'text/plain; charset=utf-8',
        url: 'https://example.org/2',
      },
    ]);
    const { documents, rejects } = await readFile('a.warc', Buffer.concat(records));
    expect(rejects).toEqual([]);
    expect(documents.map((d) => [d.source, d.origin.url, d.origin.record, d.origin.format])).toEqual([
      ['one\n', 'https://example.org/1', 0, 'warc'],
      ['two', 'https://example.org/2', 4, 'warc'],
    ]);
    expect(documents[0]!.origin.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reads WET', async () => {
    const wet: RecordSpec = { type: 'conversion', contentType: 'text/plain', body: 'Erste Zeile\nzweite' };
    const { documents } = await readFile('a.warc.wet.gz', await warc(wet, true));
    expect(documents[0]!.blocks.map((b) => b.text)).toEqual(['Erste Zeile', 'zweite']);
  });

  it('undoes transfer and content encodings, and takes the charset of the HTTP header', async () => {
    const html = Buffer.from('<p>Grüße', 'latin1');
    const chunked = Buffer.concat([Buffer.from('8\r\n'), html, Buffer.from('\r\n0\r\n\r\n')]);
    const records = await join2([
      { body: gzipSync(html), headers: { 'Content-Encoding': 'gzip' } },
      { body: brotliCompressSync(html), headers: { 'Content-Encoding': 'br' } },
      { body: chunked, headers: { 'Transfer-Encoding': 'chunked' } },
      { body: Buffer.from('<p>žluť', 'utf8'), contentType: 'text/html; charset=iso-8859-1' },
      { body: Buffer.from([0x3c, 0x70, 0x3e, 0xb1, 0xe6]), contentType: 'text/html; charset=iso-8859-2' },
    ]);
    const reading = await readFile('a.warc', Buffer.concat(records));
    expect(reading.rejects).toEqual([]);
    expect(sources(reading)).toEqual(['Grüße\n', 'Grüße\n', 'Grüße\n', 'žluť\n', 'ąć\n']);
  });

  const change = (record: Buffer, from: RegExp, to: string) =>
    Buffer.from(record.toString('latin1').replace(from, to), 'latin1');

  it.each<[string, (record: Buffer) => Buffer]>([
    ['a length that is too small', (r) => change(r, /^Content-Length: \d+/im, 'Content-Length: 7')],
    ['a length that is too large', (r) => change(r, /^Content-Length: \d+/im, 'Content-Length: 100000')],
    ['no length', (r) => change(r, /^Content-Length: \d+\r\n/im, '')],
    ['no type', (r) => change(r, /^WARC-Type: .*\r\n/im, '')],
    ['no address', (r) => change(r, /^WARC-Target-URI: .*\r\n/im, '')],
    ['no WARC headers', (r) => r.subarray(40)],
    ['no HTTP headers', (r) => change(r, /HTTP\/1\.1 200 OK/, 'HTML 1.1 200 OK')],
    ['no end', (r) => r.subarray(0, -20)],
  ])('rejects a record with %s, and no other', async (_, spoil) => {
    const [one, two, three] = await join2(['one', 'the second of them', 'three'].map(page));
    const reading = await readFile('a.warc', Buffer.concat([one!, spoil(two!), three!]));
    expect(sources(reading)).toEqual(['one\n', 'three\n']);
    expect(reasons(reading)).toEqual([[1, 'bad-warc']]);
    expect(reading.rejects[0]!.offset).toBe(one!.length);
  });

  it.each<[string, (member: Buffer) => Buffer]>([
    ['cut off', (m) => m.subarray(0, m.length / 2)],
    ['damaged', (m) => Buffer.concat([m.subarray(0, 30), Buffer.alloc(30, 0xff), m.subarray(60)])],
  ])('rejects the record of a gzip member that is %s, and no other', async (_, spoil) => {
    const text = Array.from({ length: 200 }, (_, i) => `${(i * 7919) % 1009} words`).join(' ');
    const [one, two, three] = await join2(['one', text, 'three'].map(page), true);
    const reading = await readFile('a.warc.gz', Buffer.concat([one!, spoil(two!), three!]));
    expect(sources(reading)).toEqual(['one\n', 'three\n']);
    expect(reasons(reading)).toEqual([[1, 'bad-warc']]);
  });

  it('reads a file that is one gzip member, and many members in one part', async () => {
    const specs = Array.from({ length: 300 }, (_, i) => page(`page ${i}`));
    const expected = specs.map((_, i) => `page ${i}\n`);
    const whole = Buffer.concat(await join2(specs));
    expect(sources(await readFile('a.warc.gz', gzipSync(whole)))).toEqual(expected);
    expect(sources(await readFile('a.warc.gz', Buffer.concat(await join2(specs, true))))).toEqual(expected);
  });

  it('passes over records that are too long', async () => {
    const records = await join2([page('one'), page('x'.repeat(500_000)), page('three')]);
    const reading = await readFile('a.warc', Buffer.concat(records), { max_record_bytes: 10_000 });
    expect(sources(reading)).toEqual(['one\n', 'three\n']);
    expect(reasons(reading)).toEqual([[1, 'too-large']]);
  });
});

describe('zstd', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `{"text":"record ${i}"}\n`).join('');

  it('is read as what is in it', async () => {
    const zstd = await Zstd.load();
    const frames = [lines, '{"text":"end"}\n'].map((text) => zstd.compress(Buffer.from(text)));
    const { documents, rejects } = await readFile('a.jsonl.zst', Buffer.concat(frames));
    expect([documents.length, rejects]).toEqual([5001, []]);
  });

  it('is rejected where it is cut short or damaged', async () => {
    const packed = (await Zstd.load()).compress(Buffer.from(lines));
    expect((await readFile('a.jsonl.zst', packed.subarray(0, -9))).rejects).toMatchObject([
      { reason: 'bad-compression' },
    ]);
    expect((await readFile('a.jsonl.zst', Buffer.from('no zstd'))).rejects).toMatchObject([
      { reason: 'bad-compression' },
    ]);
  });

  it('gives records and rejects, whatever its bytes are', async () => {
    const packed = (await Zstd.load()).compress(Buffer.from(lines));
    const at = fc.nat({ max: packed.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, fc.nat({ max: 255 }), async (i, byte) => {
        const changed = packed.slice();
        changed[i] = byte;
        const { documents, rejects } = await readFile('a.jsonl.zst', changed);
        expect(documents.length + rejects.length).toBeGreaterThan(0);
      }),
    );
  });

  it('is stopped where it grows out of all proportion', async () => {
    const bomb = (await Zstd.load()).compress(Buffer.alloc(100 << 20, '\n'));
    expect((await readFile('a.jsonl.zst', bomb)).rejects).toMatchObject([{ reason: 'expands-too-much' }]);
  });
});

describe('an archive', () => {
  const files = {
    'a/one.html': '<p>First page',
    'two.txt': 'Second page',
    'three.jsonl.gz': gzipSync('{"text":"Third page"}'),
  };

  function tar(contents: Readonly<Record<string, string | Buffer>> = files): Promise<Buffer> {
    const archive = pack();
    archive.entry({ name: 'a', type: 'directory' });
    for (const [name, content] of Object.entries(contents)) archive.entry({ name }, bytesOf(content));
    archive.finalize();
    return buffer(archive as unknown as AsyncIterable<Uint8Array>);
  }

  it.each(['a.tar', 'a.tar.gz', 'a.tgz'])('%s is read file by file', async (name) => {
    const content = name.endsWith('.tar') ? await tar() : gzipSync(await tar());
    const path = join(folderOf({ [name]: content }), name);
    const reading = await read([path]);
    expect(reading.rejects).toEqual([]);
    expect(reading.documents.map((d) => [d.origin.path, d.source])).toEqual([
      [`${path}/a/one.html`, 'First page\n'],
      [`${path}/two.txt`, 'Second page'],
      [`${path}/three.jsonl.gz`, 'Third page'],
    ]);
  });

  it('that is cut short gives what is whole', async () => {
    const reading = await readFile('a.tar', (await tar()).subarray(0, 2700));
    expect(sources(reading)).toEqual(['First page\n', 'Second page']);
    expect(reading.rejects.map((r) => r.reason)).toContain('bad-archive');
  });

  it('in ZIP is read file by file', async () => {
    const reading = await read([fixture('pages.zip')]);
    expect(sources(reading)).toEqual(['One\nFirst page\n', 'Second page', 'Third page']);
    expect(reading.rejects).toMatchObject([
      { source: `${fixture('pages.zip')}/three.jsonl`, record: 1, reason: 'no-text' },
    ]);
  });

  it('gives no hidden files, and says which they are', async () => {
    const inTar = await tar({
      './one.txt': 'First page',
      '.two.txt': 'Second page',
      'a/.b/three.txt': 'Third',
    });
    const inputs = [join(folderOf({ 'a.tar': inTar }), 'a.tar'), fixture('hidden.zip')];
    const hidden: string[] = [];
    const reading = await read(inputs, {}, undefined, (path) => hidden.push(path));
    expect([sources(reading), reading.rejects]).toEqual([['First page', 'First page'], []]);
    const inZip = ['__MACOSX/._one.txt', '.cache/two.txt'].map((name) => `${inputs[1]}/${name}`);
    expect(hidden).toEqual([`${inputs[0]}/.two.txt`, `${inputs[0]}/a/.b/three.txt`, ...inZip]);
  });

  it('in ZIP that is damaged or no ZIP is rejected', async () => {
    const packed = readFileSync(fixture('pages.zip'));
    expect((await readFile('a.zip', packed.subarray(0, 200))).rejects).toMatchObject([
      { reason: 'bad-archive' },
    ]);
    const { rejects } = await read([fixture('bomb.zip')]);
    expect(rejects).toMatchObject([{ reason: 'expands-too-much' }]);
  });
});

describe('Parquet', () => {
  const columnData = [
    { name: 'id', data: [1n, 2n, 3n], type: 'INT64' as const },
    { name: 'body', data: ['one', null, 'three'], type: 'STRING' as const },
    { name: 'other', data: [1.5, 2.5, 3.5] },
  ];
  const options: Options = { text_field: 'body' };

  it('is read row by row', async () => {
    for (const codec of ['SNAPPY', 'UNCOMPRESSED'] as const) {
      const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 2 }));
      const reading = await readFile('a.parquet', bytes, options);
      expect(reading.documents.map((d) => [d.origin.id, d.source, d.origin.record])).toEqual([
        ['1', 'one', 0],
        ['3', 'three', 2],
      ]);
      expect(reasons(reading)).toEqual([[1, 'no-text']]);
    }
  });

  it('is rejected where it is damaged, or has no such column', async () => {
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    expect((await readFile('a.parquet', bytes)).rejects).toMatchObject([{ reason: 'no-text' }]);
    expect((await readFile('a.parquet', bytes.subarray(0, -4), options)).rejects).toMatchObject([
      { reason: 'bad-parquet' },
    ]);
    expect((await readFile('a.parquet', 'PAR1', options)).rejects).toMatchObject([{ reason: 'bad-parquet' }]);
    const packed = folderOf({ 'a.parquet.gz': gzipSync(bytes) });
    expect((await read([packed], options)).rejects).toMatchObject([{ reason: 'unreadable' }]);
  });
});
