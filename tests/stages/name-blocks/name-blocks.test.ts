import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCover } from '../../../pipeline/cover.js';
import { LABELS, type Label, NO_METADATA, relabel } from '../../../pipeline/document.js';
import { openResources } from '../../../pipeline/resources.js';
import { nameBlocks } from '../../../stages/name-blocks/index.js';
import { layOutHtml } from '../../../stages/read/html.js';
import { documentOf } from '../../documents.js';

const gold = JSON.parse(
  readFileSync(new URL('../../../data/gold/gold.json', import.meta.url), 'utf8'),
) as Record<string, { blocks: { kind: string; text: string }[] }>;
const { blocks } = gold['bridge-glued.txt']!;
const name = await nameBlocks.create(nameBlocks.options.parse({}), openResources());

/** A sample article, a block a line, of which some lines were removed. */
function removing(labels: ReadonlyMap<number, Label>) {
  const document = documentOf(blocks.map((block) => block.text).join('\n\n'));
  return {
    ...document,
    blocks: document.blocks.map((block, i) => {
      const label = labels.get(i);
      const evidence = { stage: 'test', rule: 'test', score: 1 };
      return label ? relabel(block, { part: 'removed', label }, evidence) : block;
    }),
  };
}

describe('lines that were removed', () => {
  const heading = blocks.findIndex((block) => block.kind === 'heading');

  it('come back as headings where they read like one, right above kept text', () => {
    const { place } = name(removing(new Map([[heading, 'navigation']]))).blocks[heading]!;
    expect(place).toEqual({ part: 'article', kind: 'heading' });
  });

  it('come back in scripts without capitals, too, between full paragraphs', () => {
    const lines = [
      '港の古い時計は三十年のあいだ止まったままで、誰も直そうとはしなかった。',
      '客が置いていくもの',
      '店の棚には、客が置いていった小さな歯車や手紙がいまも並んでいる。',
    ];
    const document = documentOf(lines.join('\n'));
    const heading = document.blocks[1]!;
    const evidence = { stage: 'test', rule: 'test', score: 1 };
    const gone = relabel(heading, { part: 'removed', label: 'other' }, evidence);
    const { place } = name({ ...document, blocks: document.blocks.with(1, gone) }).blocks[1]!;
    expect(place).toEqual({ part: 'article', kind: 'heading' });
  });

  it('do not part a heading in such a script from the paragraph above it', () => {
    const lines = [
      '港の古い時計は三十年のあいだ止まったままで、誰も直そうとはしなかった。',
      '関連記事：廃線の駅舎が図書館になった',
      '客が置いていくもの',
      '店の棚には、客が置いていった小さな歯車や手紙がいまも並んでいる。',
    ];
    const document = documentOf(lines.join('\n'));
    const evidence = { stage: 'test', rule: 'test', score: 1 };
    const link = relabel(document.blocks[1]!, { part: 'removed', label: 'related-links' }, evidence);
    const { blocks } = name({ ...document, blocks: document.blocks.with(1, link) });
    expect(blocks[1]!.place.part).toBe('removed');
    expect(blocks[2]!.place).toEqual({ part: 'article', kind: 'heading' });
  });

  it('stay removed where what stands below them is, too', () => {
    const all = new Map(blocks.map((_, i) => [i, 'navigation' as const]));
    expect(name(removing(all)).blocks.every(({ place }) => place.part === 'removed')).toBe(true);
  });

  it('come back as nothing but headings, and what is kept stays', () => {
    const line = fc.tuple(fc.nat({ max: blocks.length - 1 }), fc.constantFrom(...LABELS));
    fc.assert(
      fc.property(fc.array(line), (labels) => {
        const before = removing(new Map(labels));
        const after = name(before);
        assertCover(after);
        before.blocks.forEach(({ place }, i) => {
          const now = after.blocks[i]!.place;
          if (place.part === 'article') expect(now.part).toBe('article');
          else if (now.part === 'article') expect(now.kind).toBe('heading');
        });
      }),
    );
  });
});

describe('what the markup of a page names', () => {
  const kinds = (html: string) =>
    name({ ...documentOf(''), ...layOutHtml(html), metadata: NO_METADATA }).blocks.flatMap(
      ({ place, text }) => (place.part === 'article' ? [[place.kind, text]] : []),
    );

  it('ends a list', () => {
    const behind = '<div>It was eaten by the river that day</div><div>Nobody was hungry for long</div>';
    const list = '<div>Ingredients</div><div>200 g barley</div><div>2 carrots</div>';
    for (const between of ['<h2>The soup</h2>', '<p>The soup was made in a pot of the fire brigade.</p>']) {
      const items = kinds(list + between + behind).filter(([kind]) => kind === 'list-item');
      expect(items.map(([, text]) => text)).toEqual(['200 g barley', '2 carrots']);
    }
  });

  it('may be an entry below the time at which it was written', () => {
    const entry = '<p>Power fails in about sixty houses on the quay.</p>';
    const times = ['19:40', '20:10', '21:05'];
    expect(
      kinds(times.map((time) => `<div>${time}</div>${entry}`).join('')).filter(
        ([kind]) => kind === 'heading',
      ),
    ).toEqual(times.map((time) => ['heading', time]));
  });
});

it('asks the same certainty of what is named by its shape as of all else', async () => {
  const sure = await nameBlocks.create(
    nameBlocks.options.parse({ min_heading: 1, min_list_item: 1 }),
    openResources(),
  );
  const entry = 'Power fails in about sixty houses on the quay.';
  const log = ['19:40', '20:10', '21:05'].flatMap((time) => [time, entry]);
  const document = documentOf(['Ingredients', '200 g barley', '2 carrots', ...log].join('\n'));
  expect(sure(document)).toEqual(document);
  expect(name(document)).not.toEqual(document);
});
