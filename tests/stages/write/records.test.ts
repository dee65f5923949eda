import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, layOutLines, relabel, rewrite } from '../../../pipeline/document.js';
import { codePointCounter } from '../../../stages/write/code-points.js';
import { toRecords } from '../../../stages/write/records.js';
import { documentOf } from '../../documents.js';

const because = { stage: 'test', rule: 'because', score: 0.123456 };

/** Three lines: the title, a paragraph with an emoji, a line of navigation. */
function sample(): Document {
  const source = '  A Title\nHello 😀 world.\nHome | About\n';
  const [title, text, nav] = layOutLines(source);
  return {
    ...documentOf(source),
    blocks: [
      relabel(title!, { part: 'article', kind: 'title' }, because),
      text!,
      relabel(nav!, { part: 'removed', label: 'navigation' }, because),
    ],
  };
}

describe('the records of a document', () => {
  it('have the title beside the text, and offsets in code points', () => {
    const { document } = toRecords(sample());
    expect(document.title).toBe('A Title');
    expect(document.text).toBe('Hello 😀 world.');
    expect(document.blocks).toEqual([
      { kind: 'title', text: 'A Title', start: 2, end: 9 },
      { kind: 'paragraph', text: 'Hello 😀 world.', start: 10, end: 24 },
    ]);
  });

  it('say by which rule a block was removed', () => {
    expect(toRecords(sample()).removed.spans).toEqual([
      {
        start: 25,
        end: 37,
        label: 'navigation',
        stage: 'test',
        rule: 'because',
        score: 0.1235,
        text: 'Home | About',
      },
    ]);
  });

  it('have every field, null where unknown', () => {
    const { document } = toRecords(documentOf('Text.'));
    expect(document).toMatchObject({ title: null, author: null, published: null, language: null });
    expect(document).toMatchObject({ confidence: null, provenance: { url: null } });
  });

  it('give headings their level', () => {
    const document = documentOf('A heading\nText.');
    const [heading, text] = document.blocks;
    const place = { part: 'article', kind: 'heading' } as const;
    const { blocks } = toRecords({
      ...document,
      blocks: [relabel(heading!, place, because, 2), text!],
    }).document;
    expect(blocks.map((b) => [b.kind, b.level])).toEqual([
      ['heading', 2],
      ['paragraph', undefined],
    ]);
  });

  it('count a block without text as removed', () => {
    const document = documentOf('\u200b\nText.');
    const blank = rewrite(document.source, document.blocks[0]!, 'repair', [
      { start: 0, end: 1, text: '', rule: 'invisible' },
    ]);
    const records = toRecords({ ...document, blocks: [blank, document.blocks[1]!] });
    expect(records.document.blocks).toHaveLength(1);
    expect(records.removed.spans).toMatchObject([{ start: 0, end: 1, label: 'other', text: '' }]);
  });

  it('number the stories that have text, and give their titles as they read', () => {
    const source = 'Own text.\nOther “story”\nIts text …';
    const [own, title, text] = layOutLines(source);
    const change = { start: 6, end: 13, text: '"story"', rule: 'quotes' };
    const inStory = (block: typeof own) =>
      relabel(block!, { part: 'story', story: 1, kind: 'paragraph' }, because);
    const { document, stories } = toRecords({
      ...documentOf(source),
      blocks: [own!, rewrite(source, inStory(title), 'test', [change]), inStory(text)],
      stories: [
        { title: null, truncated: false, score: 0 },
        { title: { start: title!.start, end: title!.end }, truncated: true, score: 0.9 },
      ],
    });
    expect(document.stories).toEqual(['id#1']);
    expect(stories).toMatchObject([
      { id: 'id#1', parent: 'id', title: 'Other "story"', text: 'Other "story"\n\nIts text …', start: 10 },
    ]);
    expect(stories[0]).toMatchObject({ truncated: true, end: source.length, score: 0.9 });
  });
});

describe('code points', () => {
  it('agree with counting characters, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat()), (source, cuts) => {
        const units = [...source];
        const count = codePointCounter(source);
        let offset = 0;
        for (const [index, unit] of units.entries()) {
          if (cuts.includes(index)) expect(count(offset)).toBe(index);
          offset += unit.length;
        }
        expect(count(offset)).toBe(units.length);
      }),
    );
  });
});
