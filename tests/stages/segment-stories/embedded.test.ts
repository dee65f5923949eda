import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Document, relabel } from '../../../pipeline/document.js';
import { openResources } from '../../../pipeline/resources.js';
import { segmentStories } from '../../../stages/segment-stories/index.js';
import { documentOf } from '../../documents.js';

const FOLDER = join(import.meta.dirname, 'embedded');
const LINK = { part: 'removed', label: 'related-links' } as const;

/** A file's lines: those that an earlier stage took away, those of other stories, and the page's own. */
function read(name: string) {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trim().split('\n');
  const text = lines.map((line) => line.replace(/^[-~] /, '')).join('\n');
  const { blocks, ...document } = documentOf(text);
  const removed = { stage: 'test', rule: 'link', score: 1 };
  return {
    document: {
      ...document,
      blocks: blocks.map((block, i) => (lines[i]!.startsWith('- ') ? relabel(block, LINK, removed) : block)),
    },
    own: lines.filter((line) => !/^[-~] /.test(line)),
    others: lines.filter((line) => line.startsWith('~ ')).map((line) => line.slice(2)),
  };
}

const segment = async (document: Document, options: object = {}) => {
  const stage = await segmentStories.create(segmentStories.options.parse(options), openResources());
  return stage(document);
};
const texts = ({ blocks }: Document, part: string) =>
  blocks.filter(({ place }) => place.part === part).map(({ text }) => text);

describe('stories between the paragraphs of the main one', () => {
  it.each(readdirSync(FOLDER))('are told from the own paragraphs in %s', async (name) => {
    const { document, own, others } = read(name);
    const segmented = await segment(document);
    expect(texts(segmented, 'article')).toEqual(own);
    expect(texts(segmented, 'story')).toEqual(others);
  });

  it('are stories of their own: cut off, with the headlines that stand above them', async () => {
    const { source, stories } = await segment(read('garten-de.txt').document);
    expect(stories.map(({ truncated }) => truncated)).toEqual([true, true]);
    expect(stories.map(({ title }) => title && source.slice(title.start, title.end))).toEqual([
      'Neue Linie fährt bis zum Stadtwald',
      'Schwimmbad sucht dringend Personal',
    ]);
  });

  it('are removed or left where they are, as trailing ones are', async () => {
    const { document, others } = read('bridge.txt');
    const dropped = await segment(document, { keep: 'drop' });
    expect(texts(dropped, 'removed')).toEqual(expect.arrayContaining(others));
    expect(await segment(document, { keep: 'inline' })).toBe(document);
  });

  it('stay where they are less sure than is asked', async () => {
    const { document, others } = read('bridge.txt');
    expect(texts(await segment(document, { min_score: 0.95 }), 'article')).toEqual(
      expect.arrayContaining(others),
    );
  });
});
