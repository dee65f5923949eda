import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCover } from '../../../pipeline/cover.js';
import { type Document, relabel } from '../../../pipeline/document.js';
import { openResources } from '../../../pipeline/resources.js';
import { segmentStories } from '../../../stages/segment-stories/index.js';
import { ProfileCounter, siteOf } from '../../../text/profile.js';
import { documentOf } from '../../documents.js';

const resources = openResources();
const stageWith = (options: object) =>
  segmentStories.create(segmentStories.options.parse(options), resources);
const segment = (await stageWith({})) as (document: Document) => Document;

interface Sample {
  readonly name: string;
  readonly text: string;
}
const samples = (folder: string): Sample[] => {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path).map((name) => ({ name, text: readFileSync(join(path, name), 'utf8').trim() }));
};
const textOf = (document: Document, part: string) =>
  document.blocks.filter((b) => b.place.part === part).map((b) => b.text);

describe('texts without another story behind them', () => {
  it.each(samples('whole'))('keeps all of $name', ({ text }) => {
    const document = segment(documentOf(text));
    expect(document.blocks.filter((b) => b.place.part !== 'article').map((b) => b.text)).toEqual([]);
  });

  it('leaves a single block alone', () => {
    const document = documentOf('ON ALERT: A line that is cut off in the middle of what it');
    expect(segment(document)).toEqual(document);
  });
});

describe('texts with other stories behind them', () => {
  it.each(samples('trailing'))('ends the main story of $name where it ends', ({ text }) => {
    const [main] = text.split(/\n+~~~\n+/);
    const label = /\n[^\n.!]{3,40}$/.exec(main!)?.[0].trim();
    const own = main!.split(/\n+/).filter((line) => line !== label);
    expect(textOf(segment(documentOf(text.replaceAll('~~~\n', ''))), 'article')).toEqual(own);
  });

  it.each(samples('trailing'))('counts the stories behind that of $name', ({ name, text }) => {
    const stories = text.split(/\n+~~~\n+/).slice(1);
    const document = segment(documentOf(text.replaceAll('~~~\n', '')));
    expect(document.stories).toHaveLength(name.startsWith('list') ? 0 : stories.length);
  });

  it('takes the headline of a story for its title, and knows that a teaser is cut off', () => {
    const { text } = samples('trailing').find(({ name }) => name === 'german-teasers.txt')!;
    const document = segment(documentOf(text.replaceAll('~~~\n', '')));
    const titles = document.stories.map(
      ({ title }) => title && document.source.slice(title.start, title.end),
    );
    expect(titles).toEqual([
      'Feuerwehr rettet Katze aus Orgelpfeife',
      'Handballerinnen steigen in die zweite Liga auf',
      'Bäckerei schließt nach 130 Jahren',
    ]);
    expect(document.stories.every((story) => story.truncated)).toBe(true);
  });
});

it('the title of a story below its section is the headline, not the section', () => {
  const { text } = samples('trailing').find(({ name }) => name === 'german-teasers.txt')!;
  const sections = ['Weiherbach', 'Handball in Weiherbach', 'Wirtschaft vor Ort'];
  const [main, ...stories] = text.split(/\n+~~~\n+/);
  const page = [main, ...stories.map((story, i) => `${sections[i]}\n${story}`)].join('\n');
  const document = segment(documentOf(page));
  const titles = document.stories.map(({ title }) => title && page.slice(title.start, title.end));
  expect(titles).toEqual(stories.map((story) => story.split('\n')[0]));
});

describe('links to other stories between paragraphs', () => {
  const paragraph =
    'The birds, which weigh no more than a sparrow, were found by a crew that had come to cut off the crane.';

  it.each([
    'READ MORE: Puffins return to the Farrow Islands after rat cull',
    'Lesen Sie auch: Papageitaucher kehren nach Farrow zurück',
    '>> Related reading: Puffins return to the Farrow Islands',
  ])('removes %j', (link) => {
    const document = segment(documentOf(`${paragraph}\n${link}\n${paragraph}`));
    expect(textOf(document, 'removed')).toEqual([link]);
  });

  it.each(['Read more: it makes you sleep better, doctors say.', 'Most of it: feathers'])(
    'keeps %j',
    (line) => {
      const document = segment(documentOf(`${paragraph}\n${line}\n${paragraph}`));
      expect(textOf(document, 'article')).toHaveLength(3);
    },
  );

  it('keeps one that ends the text', () => {
    const document = segment(documentOf(`${paragraph}\n${paragraph}\nRead more: Puffins return to Farrow`));
    expect(document.blocks.at(-1)!.evidence.map((e) => e.rule)).not.toContain('link-within');
  });
});

describe('links that an earlier stage took away at the end', () => {
  const main = samples('whole').find(({ name }) => name === 'feature.txt')!.text;
  const links = [
    'More stories',
    'Puffins return to Farrow',
    'Why do owls sleep?',
    'Trams come back to Ostra',
  ];
  const page = documentOf([main, ...links].join('\n'));
  const removed = { part: 'removed', label: 'related-links' } as const;
  const evidence = { stage: 'deboilerplate', rule: 'below-related-links', score: 0.9 };
  const blocks = page.blocks.map((block) =>
    links.includes(block.text) && !block.text.endsWith('?') ? relabel(block, removed, evidence) : block,
  );

  it('take what is left between them with them, and nothing of the story', () => {
    const document = segment({ ...page, blocks });
    expect(textOf(document, 'removed')).toEqual(links);
    expect(textOf(document, 'article')).toEqual(main.split(/\n+/));
  });
});

describe('a profile of the site', () => {
  const { text } = samples('trailing').find(({ name }) => name === 'german-teasers.txt')!;
  const page = documentOf(text.replaceAll('~~~\n', ''));
  const teasers = text.split('~~~').slice(1).join('').split(/\n+/);
  const others = new ProfileCounter();
  for (let n = 0; n < 5; n++) others.addPage(siteOf(page.origin.url, page.origin.path), teasers);
  const profiled = {
    ...resources,
    file: () => new TextEncoder().encode(JSON.stringify(others.finish().profile)),
  };
  const score = async (profile: string | null) => {
    const options = segmentStories.options.parse({ profile, min_score: 0 });
    const { blocks } = (await segmentStories.create(options, profiled))(page);
    return blocks.find(({ place }) => place.part !== 'article')!.evidence.at(-1)!.score;
  };

  it('makes what other pages show, too, likelier to be another story', async () => {
    expect(await score('site.json')).toBeGreaterThan(await score(null));
  });
});

describe('the option keep', () => {
  const text = samples('trailing')
    .find(({ name }) => name === 'german-teasers.txt')!
    .text.replaceAll('~~~\n', '');

  it('drop removes the stories and keeps none', async () => {
    const document = (await stageWith({ keep: 'drop' }))(documentOf(text));
    expect(document.stories).toEqual([]);
    expect(textOf(document, 'removed').join('\n')).toContain('Bäckerei');
    expect(textOf(document, 'article')).toEqual(textOf(segment(documentOf(text)), 'article'));
  });

  it('inline leaves everything where it is', async () => {
    expect((await stageWith({ keep: 'inline' }))(documentOf(text))).toEqual(documentOf(text));
  });
});

describe('any text', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom('Read more', 'NEWS: A thing', 'By Ada Marsh', '—', '3 hours ago', '関連記事', '\u0000'),
    fc.lorem({ maxCount: 60 }),
  );

  it('stays covered, and says the same twice', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const document = documentOf(lines.join('\n'));
        const once = segment(document);
        assertCover(once);
        expect(segment(document)).toEqual(once);
        expect(once.blocks.map((b) => [b.start, b.end])).toEqual(
          document.blocks.map((b) => [b.start, b.end]),
        );
      }),
    );
  });
});
