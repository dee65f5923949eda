import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { relabel } from '../../../pipeline/document.js';
import type { Reject } from '../../../pipeline/input.js';
import { writer } from '../../../stages/index.js';
import { documentOf } from '../../documents.js';

const options = writer.options.parse({});
const decoder = new TextDecoder();

const reject: Reject = {
  detail: 'x',
  reason: 'empty',
  stage: 'read',
  offset: 0,
  record: null,
  source: 'a.txt',
};

/** A document with a story, so that each file has a part of it. */
function withStory(id: string) {
  const document = documentOf('=1+1 "own" text.\nThe other, story.', id);
  const evidence = { stage: 'test', rule: 'tail', score: 1 };
  const story = relabel(document.blocks[1]!, { part: 'story', story: 0, kind: 'paragraph' }, evidence);
  const title = { start: story.start, end: story.end };
  return {
    ...document,
    blocks: [document.blocks[0]!, story],
    stories: [{ title, truncated: false, score: 1 }],
  };
}

function write(...items: Parameters<ReturnType<typeof writer.createSink>['add']>[0][]) {
  const sink = writer.createSink(options);
  for (const item of items) sink.add(item);
  return sink.finish();
}

const text = (bytes: Uint8Array | undefined) => decoder.decode(bytes);

describe('a batch', () => {
  it('has the lines of each file, and the lengths of each document in them', () => {
    const { files, ids, lengths } = write(withStory('a'), reject, documentOf('Text.', 'b'));
    expect(ids).toEqual(['a', 'b']);
    expect(text(files.get('documents.jsonl')).match(/"id":"[^"]+"/g)).toEqual(['"id":"a"', '"id":"b"']);
    expect(lengths.get('stories.jsonl')![1]).toBe(0);
    for (const [name, each] of lengths) {
      expect(
        each.reduce((a, b) => a + b, 0),
        name,
      ).toBe(files.get(name)!.length);
    }
  });

  it('has rejects with the fields of the contract in their order', () => {
    expect(text(write(reject).files.get('rejects.jsonl'))).toBe(
      '{"source":"a.txt","record":null,"offset":0,"stage":"read","reason":"empty","detail":"x"}\n',
    );
  });

  it('writes only the formats that are asked for', () => {
    expect([...writer.headers({ ...options, formats: [] }).keys()]).toEqual([
      'documents.jsonl',
      'stories.jsonl',
      'removed.jsonl',
      'rejects.jsonl',
    ]);
  });
});

describe('the CSV', () => {
  it('escapes what a spreadsheet would run, unless told otherwise', () => {
    const cell = (escaped: boolean) => {
      const sink = writer.createSink({ ...options, escape_formulas: escaped });
      sink.add(documentOf('=1+1'));
      return parse(text(sink.finish().files.get('documents.csv')))[0]!.at(-1);
    };
    expect(cell(true)).toBe("'=1+1");
    expect(cell(false)).toBe('=1+1');
  });

  it('counts words in scripts with and without spaces', () => {
    const words = (source: string) =>
      parse(text(write(documentOf(source)).files.get('documents.csv')))[0]![7];
    expect(words('Two words.')).toBe('2');
    expect(words('東京 2024')).toBe('3');
  });
});

describe('another id', () => {
  it.each(['plain', 'with "quotes", and commas', '=formula', 'two\u2028lines', '#1', ''])(
    'gives what the document with that id gives: %j',
    (id) => {
      const given = 'new "id", too';
      const { files, lengths } = write(withStory(id));
      const expected = write(withStory(given)).files;
      for (const name of lengths.keys()) {
        const renamed = writer.rename(name, files.get(name)!, given, options);
        expect(text(renamed), name).toBe(text(expected.get(name)));
      }
    },
  );
});
