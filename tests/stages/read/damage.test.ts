/** What is damaged, or made to do harm, costs no more than itself. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { folderOf, read, readFile, reasons, sources } from './reading.js';

async function tar(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, Buffer.from(content));
  archive.finalize();
  return buffer(archive as unknown as AsyncIterable<Uint8Array>);
}

const warcRecord = (text: string, length = text.length) =>
  `WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: text/plain\r\n` +
  `Content-Length: ${length}\r\n\r\n${text}\r\n\r\n`;

const pages = readFileSync(fileURLToPath(new URL('fixtures/pages.zip', import.meta.url)));

describe('a file in a ZIP archive', () => {
  const localHeader = (name: string) => pages.indexOf(name) - 30;
  const content = (name: string) => pages.indexOf(name) + name.length;

  it.each([
    ['header', localHeader],
    ['content', content],
  ])('with a damaged %s is rejected by its name, and no other', async (_, place) => {
    const damaged = Buffer.from(pages);
    damaged.fill(0xff, place('a/one.html'), place('a/one.html') + 4);
    const path = join(folderOf({ 'a.zip': damaged }), 'a.zip');
    const reading = await read([path]);
    expect(sources(reading)).toEqual(['Second page', 'Third page']);
    expect(reading.rejects.map((r) => [r.source, r.reason])).toEqual([
      [`${path}/a/one.html`, 'bad-archive'],
      [`${path}/three.jsonl`, 'no-text'],
    ]);
  });
});

it('reads a ZIP archive whose names lead out of it', async () => {
  const named = pages.toString('latin1').replaceAll('a/one.html', '../ne.html');
  const path = join(folderOf({ 'a.zip': Buffer.from(named, 'latin1') }), 'a.zip');
  const { documents } = await read([path]);
  expect(documents.map((d) => d.origin.path.slice(path.length))).toEqual([
    '/../ne.html',
    '/two.txt',
    '/three.jsonl',
  ]);
});

describe('a tar archive', () => {
  it('is opened in two others, but not in three', async () => {
    let nested = await tar({ 'deep.txt': 'Deep' });
    for (const name of ['c.tar', 'b.tar']) nested = await tar({ [name]: nested, 'x.txt': name });
    expect(sources(await readFile('a.tar', nested))).toEqual(['Deep', 'c.tar', 'b.tar']);
    const reading = await readFile('a.tar', await tar({ 'b.tar': nested, 'x.txt': 'a' }));
    expect(sources(reading)).toEqual(['c.tar', 'b.tar', 'a']);
    expect(reading.rejects.map((r) => r.reason)).toEqual(['bad-archive']);
  });

  it('by option holds files that go by their names', async () => {
    const archive = await tar({ 'a.jsonl': '{"text":"One"}', 'b.txt': 'Two' });
    expect(sources(await readFile('archive', archive, { format: 'tar' }))).toEqual(['One', 'Two']);
  });

  it('is read on behind a file that is too long', async () => {
    const archive = await tar({ 'long.txt': 'x'.repeat(100_000), 'short.txt': 'short' });
    const reading = await readFile('a.tar', archive, { max_record_bytes: 1000 });
    expect(sources(reading)).toEqual(['short']);
    expect(reasons(reading)).toEqual([[0, 'too-large']]);
  });
});

describe('a gzip file', () => {
  const lines = (ids: readonly string[]) =>
    Buffer.from(ids.map((id) => `{"id":"${id}","text":"Text."}\n`).join(''));
  const whole = gzipSync(lines(['a', 'b']));
  const noMembers = ['garbage', '\x1f\x8b\x08garbage', '\x1f\x8b', '\0\0garbage'];

  it.each(noMembers)('with %j behind it is read, and what is behind it rejected', async (garbage) => {
    for (const name of ['a.jsonl.gz', 'a.txt.gz']) {
      const reading = await readFile(name, Buffer.concat([whole, Buffer.from(garbage, 'latin1')]));
      expect(reading.documents).toHaveLength(name === 'a.txt.gz' ? 1 : 2);
      expect(reasons(reading)).toEqual([[null, 'bad-compression']]);
    }
  });

  it('with zeros behind it is whole', async () => {
    const reading = await readFile('a.jsonl.gz', Buffer.concat([whole, Buffer.alloc(100_000), whole]));
    expect([reading.documents.length, reading.rejects]).toEqual([4, []]);
  });

  it('that is cut short or wrong in its second member gives the lines of the first', async () => {
    const second = gzipSync(lines(['c']));
    const wrong = Buffer.from(second);
    wrong[wrong.length - 8]! ^= 1;
    for (const damaged of [second.subarray(0, -4), wrong]) {
      const reading = await readFile('a.jsonl.gz', Buffer.concat([whole, damaged]));
      expect(reading.documents.slice(0, 2).map((d) => d.origin.id)).toEqual(['a', 'b']);
      expect(reading.rejects.map((r) => r.reason)).toEqual(['bad-compression']);
    }
  });
});

describe('WARC', () => {
  it('is read on behind many records with lengths far too large', async () => {
    const bad = warcRecord('bad', 15_000_000).repeat(1000);
    const reading = await readFile('a.warc', warcRecord('one') + bad + warcRecord('last'));
    expect(sources(reading)).toEqual(['one', 'last']);
    expect(reading.rejects.length).toBe(1000);
  });

  it('is read on behind a gzip member whose header does not end', async () => {
    const endless = Buffer.alloc(200_000, 'name');
    Buffer.from([0x1f, 0x8b, 8, 8]).copy(endless);
    const members = [gzipSync(warcRecord('one')), endless, gzipSync(warcRecord('last'))];
    const reading = await readFile('a.warc.gz', Buffer.concat(members));
    expect(sources(reading)).toEqual(['one', 'last']);
    expect(reasons(reading)).toEqual([[1, 'bad-warc']]);
  });
});

it.each(['notes.constructor', 'b.__proto__', 'c.txt.toString'])('%s is read as text', async (name) => {
  expect(sources(await readFile(name, 'Text.'))).toEqual(['Text.']);
});
