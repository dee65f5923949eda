/** Inputs that must not stop a run: each is written into a folder, beside good ones. */
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SENTENCE =
  'The library on the hill opens at nine, and the first reader is always there before it does. ';

/** Text that any stage takes for an article. */
export const ARTICLE = `${SENTENCE.repeat(3)}\n${SENTENCE.repeat(4)}\n`;

const record = (id: string, text: unknown = ARTICLE) => JSON.stringify({ id, text });

export interface HostileInput {
  readonly name: string;
  /** Writes it; the path is in a folder of its own. */
  readonly write: (path: string) => void;
  /** The reasons of its rejects, in order. */
  readonly rejects: readonly string[];
  /** How many documents come out all the same. */
  readonly documents: number;
}

const bytes = (content: string | Buffer) => (path: string) => writeFileSync(path, content);

export const HOSTILE: readonly HostileInput[] = [
  { name: 'empty.txt', write: bytes(''), rejects: ['empty'], documents: 0 },
  { name: 'white-space.txt', write: bytes(' \n\t\n\u00a0\n'), rejects: ['empty'], documents: 0 },
  {
    name: 'picture.txt',
    write: bytes(Buffer.from('89504e470d0a1a0a0000000d49484452000000100000001008060000001ff3ff61', 'hex')),
    rejects: ['binary'],
    documents: 0,
  },
  {
    name: 'document.txt',
    write: bytes(
      Buffer.concat([
        Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 64 >>\nstream\n', 'latin1'),
        Buffer.from(Array.from({ length: 64 }, (_, i) => (i * 37) % 256)),
        Buffer.from('\nendstream\nendobj\n'),
      ]),
    ),
    rejects: ['binary'],
    documents: 0,
  },
  { name: 'nul-bytes.txt', write: bytes(`one\0two\0${'\0'.repeat(100)}`), rejects: ['binary'], documents: 0 },
  {
    name: 'invalid-utf8.txt',
    write: bytes(Buffer.concat([Buffer.from(ARTICLE), Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0x80])])),
    rejects: [],
    documents: 1,
  },
  {
    name: 'utf16.txt',
    write: bytes(Buffer.from(`\ufeff${ARTICLE}`, 'utf16le')),
    rejects: [],
    documents: 1,
  },
  { name: 'one-line.txt', write: bytes('a b '.repeat(12_500_000)), rejects: ['too-large'], documents: 0 },
  {
    name: 'cut-off.json',
    write: bytes(`[${record('whole')},\n${record('cut').slice(0, 60)}`),
    rejects: ['bad-json'],
    documents: 1,
  },
  {
    name: 'broken-line.jsonl',
    write: bytes(`${record('before')}\n{"id": "broken", "text": "no end\n${record('after')}\n`),
    rejects: ['bad-json'],
    documents: 2,
  },
  {
    name: 'fields.jsonl',
    write: bytes(`${JSON.stringify({ id: 'none' })}\n${record('number', 42)}\n[1, 2]\n${record('good')}\n`),
    rejects: ['no-text', 'text-not-a-string', 'no-text'],
    documents: 1,
  },
  {
    name: 'deep.json',
    write: bytes(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    rejects: ['no-text'],
    documents: 0,
  },
  {
    name: 'deep.jsonl',
    write: bytes(`{"text": ${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${record('shallow')}\n`),
    rejects: ['text-not-a-string'],
    documents: 1,
  },
  {
    name: 'open-quote.csv',
    write: bytes(`id,text\nwhole,"${ARTICLE}"\ncut,"${SENTENCE}`),
    rejects: ['bad-csv'],
    documents: 1,
  },
  {
    name: 'cut-short.txt.gz',
    write: bytes(gzipSync(ARTICLE.repeat(20)).subarray(0, -20)),
    rejects: ['bad-compression'],
    documents: 0,
  },
  {
    name: 'bomb.txt.gz',
    write: bytes(gzipSync(Buffer.alloc(100 * 1024 * 1024, 'a'))),
    rejects: ['too-large'],
    documents: 0,
  },
  {
    name: 'bomb.jsonl.gz',
    write: bytes(gzipSync(Buffer.alloc(100 * 1024 * 1024, '\n'))),
    rejects: ['expands-too-much'],
    documents: 0,
  },
  {
    // A file that opens and cannot be read, whoever runs the tests.
    name: 'unreadable.txt',
    write: (path) => symlinkSync('/proc/self/mem', path),
    rejects: ['unreadable'],
    documents: 0,
  },
  {
    name: 'dangling.txt',
    write: (path) => symlinkSync('nowhere.txt', path),
    rejects: ['not-found'],
    documents: 0,
  },
  {
    name: 'parent',
    write: (path) => symlinkSync(join(path, '..'), path),
    rejects: ['link-loop'],
    documents: 0,
  },
];
