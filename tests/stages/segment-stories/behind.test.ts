import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Document, relabel } from '../../../pipeline/document.js';
import { openResources } from '../../../pipeline/resources.js';
import { segmentStories } from '../../../stages/segment-stories/index.js';
import { tailBlocks } from '../../../stages/segment-stories/removed.js';
import { documentOf } from '../../documents.js';

const FOLDER = join(import.meta.dirname, 'behind');
const LINK = { part: 'removed', label: 'related-links' } as const;
const segment = await segmentStories.create(segmentStories.options.parse({}), openResources());

/** A file's lines: `-`, `=` and `+` were taken away by an earlier stage, `=`, `+` and `~` belong to other stories. */
function read(name: string) {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trim().split('\n');
  const { blocks, ...document } = documentOf(lines.map((line) => line.replace(/^[-=~+] /, '')).join('\n'));
  const removed = { stage: 'test', rule: 'link', score: 1 };
  const of = (marks: RegExp) =>
    lines.filter((line) => marks.test(line)).map((line) => line.replace(/^[-=~+] /, ''));
  return {
    document: {
      ...document,
      blocks: blocks.map((block, i) => (/^[-=+] /.test(lines[i]!) ? relabel(block, LINK, removed) : block)),
    },
    own: of(/^[^-=~+]/),
    others: of(/^[=~+] /),
    away: of(/^- /),
    headlines: of(/^= /),
  };
}

const texts = ({ blocks }: Document, part: string) =>
  blocks.filter(({ place }) => place.part === part).map(({ text }) => text);

describe('stories whose headlines an earlier stage took for links', () => {
  it.each(readdirSync(FOLDER))('are found, and get their headlines back, in %s', (name) => {
    const { document, own, others, away, headlines } = read(name);
    const { source, stories, blocks } = segment(document) as Document;
    const segmented = { ...document, stories, blocks };
    expect(texts(segmented, 'article')).toEqual(own);
    expect(texts(segmented, 'story')).toEqual(others);
    expect(texts(segmented, 'removed')).toEqual(away);
    const titles = stories.map(({ title }) => title && source.slice(title.start, title.end));
    expect(titles).toEqual(expect.arrayContaining(headlines));
  });

  it('are told with the few links next to them, however many stand there', () => {
    const [text] = documentOf('The city council voted on Tuesday to build a tram line.').blocks;
    const link = relabel(text!, LINK, { stage: 'test', rule: 'link', score: 1 });
    const blocks = [text!, ...Array<typeof link>(300_000).fill(link), text!];
    const found = tailBlocks(blocks, 1);
    expect(found.at(-1)).toBe(300_001);
    expect(found.length).toBeLessThan(10);
  });

  it('are likelier where a label over them went', async () => {
    const options = segmentStories.options.parse({ min_score: 0 });
    const anyhow = await segmentStories.create(options, openResources());
    const scoreUnder = (label: 'related-links' | 'advert') => {
      const { document } = read('cards.txt');
      const evidence = { stage: 'test', rule: 'link', score: 1 };
      const blocks = document.blocks.map((block) =>
        block.text === 'Read next' ? relabel(block, { part: 'removed', label }, evidence) : block,
      );
      const segmented = anyhow({ ...document, blocks }) as Document;
      return segmented.stories[0]!.score;
    };
    expect(scoreUnder('related-links')).toBeGreaterThan(scoreUnder('advert'));
  });
});
