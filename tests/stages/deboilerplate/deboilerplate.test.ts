import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../pipeline/compose.js';
import { loadConfig, stepsOf } from '../../../pipeline/config/config.js';
import { assertCover } from '../../../pipeline/cover.js';
import { openResources } from '../../../pipeline/resources.js';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const clean = await createTransform(deboilerplate);

/** What each line became: a kind, or a label with a minus sign in front. */
function places(source: string): string[] {
  return clean(documentOf(source)).blocks.map(({ place }) =>
    place.part === 'removed' ? `-${place.label}` : place.part === 'article' ? place.kind : place.part,
  );
}

const STORY = [
  'The harbour master closed the eastern pier on Monday after divers found cracks in four of its pillars.',
  'Repairs will take until the autumn, she said, and the fishing boats have moved to the old basin in the meantime.',
  'The town expects the work to cost about two million, half of which the insurance is going to pay.',
];

describe('deboilerplate', () => {
  it('keeps every character of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) =>
        assertCover(clean(documentOf(text))),
      ),
    );
  });

  it('leaves prose alone', () => {
    expect(places(STORY.join('\n\n'))).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });

  it('takes the first of repeated titles for the title, with a stray quotation mark or without', () => {
    const title = 'Cracks Close the Eastern Pier';
    const document = clean(documentOf([`"${title}`, title, ...STORY].join('\n')));
    expect(document.blocks.slice(0, 2).map((b) => b.place)).toEqual([
      { part: 'article', kind: 'title' },
      { part: 'removed', label: 'duplicate-title' },
    ]);
    expect(document.metadata.title).toBe(`"${title}`);
  });

  it('takes a single word for the title where it stands twice above the text, or came with the page', () => {
    const document = documentOf(['Pillars', 'Pillars', ...STORY].join('\n'));
    const given = { ...document, metadata: { ...document.metadata, title: 'Pillars' } };
    for (const { blocks, metadata } of [clean(document), clean(given)]) {
      expect(metadata.title).toBe('Pillars');
      expect(blocks[1]!.place).toEqual({ part: 'removed', label: 'duplicate-title' });
    }
    expect(clean(documentOf(['Pillars', ...STORY].join('\n'))).metadata.title).toBeNull();
  });

  it.each([
    'Dear readers of the Harbour Gazette,',
    'What the divers of the harbour found:',
    'Divers found cracks in the eastern pier.',
  ])('takes no greeting, lead-in or sentence for a title: %s', (line) => {
    expect(clean(documentOf([line, ...STORY].join('\n\n'))).metadata.title).toBeNull();
  });

  it('takes the title that came with the page, and no other', async () => {
    const given = 'Cracks Close the Eastern Pier';
    const document = documentOf(['Old Basin Fills Up With Boats', given, ...STORY].join('\n'));
    const steps = await stepsOf(await loadConfig({ stages: ['deboilerplate'] }));
    const settled = await compose(steps, openResources());
    const titled = settled({
      ...document,
      metadata: { ...document.metadata, title: `${given} - Harbour Gazette` },
    });
    expect(titled.blocks.find(({ place }) => place.part === 'article' && place.kind === 'title')?.text).toBe(
      given,
    );
    const absent = clean({
      ...document,
      metadata: { ...document.metadata, title: 'Tram Line Nine Returns' },
    });
    expect(absent.metadata.title).toBe('Tram Line Nine Returns');
  });

  it.each([
    'The goods are (a) new, (b) whole and (c) fit for the use that the buyer named',
    'The harbour master may close a pier under section 12 (c) of the act',
  ])('takes no point of a list for a credit: %s', (line) => {
    expect(places([...STORY, line, ...STORY].join('\n\n'))[STORY.length]).not.toBe('-caption');
  });

  it('keeps a first paragraph that begins with the title', () => {
    const title = 'Council agrees to rebuild the old swing bridge';
    const first = `${title}, and the work is to begin in the spring.`;
    expect(places([title, first, ...STORY].join('\n\n'))).toEqual(['title', ...Array(4).fill('paragraph')]);
  });

  it('takes a name alone on its line for the author where a credit names it again', () => {
    const page = (name: string) => ['Cracks Close the Eastern Pier', name, '2 417', ...STORY].join('\n');
    expect(clean(documentOf(`${page('Jorun Vale')}\nPhoto: Jorun Vale`)).metadata.author).toBe('Jorun Vale');
    expect(clean(documentOf(`${page('Eastern Quarter')}\nPhoto: Jorun Vale`)).metadata.author).toBeNull();
  });

  it('takes a name beside a date for the author, but no rubric: the page has its words in small letters', () => {
    const page = (name: string) => [
      'Cracks Close the Eastern Pier',
      name,
      '4 May 2030',
      ...STORY,
      'Boats lie at the eastern quarters.',
    ];
    const authorOf = (name: string) => clean(documentOf(page(name).join('\n'))).metadata.author;
    expect(authorOf('Jorun Vale')).toBe('Jorun Vale');
    expect(authorOf('Eastern Quarter')).toBeNull();
    expect(authorOf('Eastern Vale')).toBe('Eastern Vale');
  });

  it('leaves a heading in the text that looks like a name and a date', () => {
    const lines = ['Cracks Close the Eastern Pier', STORY[0]!, 'Storm Wanda 4 May 2030', ...STORY.slice(1)];
    expect(places(lines.join('\n\n'))[2]).toBe('paragraph');
  });

  it('finds no title on a page without text', () => {
    const page = readFileSync(new URL('../../../data/raw/sitemap-no-article.txt', import.meta.url), 'utf8');
    const document = clean(documentOf(page));
    expect(document.blocks.every(({ place }) => place.part === 'removed')).toBe(true);
    expect(document.metadata.title).toBeNull();
  });

  it('names author boxes, and takes the author from one where no byline does', () => {
    const box = ['Avatar', 'Jorun Vale', 'Editor', 'Jorun walks the coast with a dog that fears the sea.'];
    const document = clean(documentOf([...STORY, ...box].join('\n\n')));
    expect(places(document.source).slice(STORY.length)).toEqual(Array(4).fill('-author-bio'));
    expect(document.metadata.author).toBe('Jorun Vale');
  });

  it.each([
    ['stars', '★ ★ ★ ★ ★'],
    ['the label of a form field', 'Website'],
  ])('keeps the text below %s', (_, line) => {
    const review = `Vale Divers is a small firm that has looked after piers along this coast for thirty years.`;
    expect(places([...STORY, line, review, ...STORY].join('\n')).slice(-4)).toEqual(
      Array(4).fill('paragraph'),
    );
  });

  it.each([
    ['en', 'Photo: Harbour Press', '-caption'],
    ['de', 'Foto: Hafenpresse', '-caption'],
    [
      'any language',
      'Die Taucherin am Pfeiler des Ostkais, kurz bevor sie den Riss fand. © Hafenpresse / Jo Lane',
      '-caption',
    ],
    [
      'a long caption',
      'Four of the pillars that carry the eastern pier are cracked from the waterline to the bed of the harbour, and two more are to be looked at in the spring. (Photo: Jo Lane)',
      '-caption',
    ],
    ['fr', 'Partager sur Facebook', '-share'],
    ['any language', '© 2030 Głos Portowy', '-copyright'],
    ['es', 'Todos los derechos reservados', '-copyright'],
    ['it', 'Potrebbe interessarti anche', '-related-links'],
    ['pt', 'Deixe um comentário', '-comments'],
    ['nl', 'Wij gebruiken cookies om deze website te verbeteren.', '-cookie-notice'],
    ['pl', 'Tagi: port, molo, remont', '-keywords'],
    ['ru', 'Подписывайтесь на наш канал, чтобы не пропустить новости порта', '-newsletter'],
    ['ar', 'اشترك في نشرتنا البريدية ليصلك كل جديد', '-newsletter'],
    ['ko', '뉴스레터를 구독하고 매주 새 소식을 받아 보세요', '-newsletter'],
    ['ja', 'この記事は有料記事です。残り512文字', '-paywall'],
    ['zh', '长按识别二维码关注我们', '-share'],
    ['a link’s line', 'READ MORE: Puffins return to the islands after the rat cull', '-related-links'],
    [
      'a box of one line',
      'About the author: Jorun Vale walks the coast, and has opinions on kelp.',
      '-author-bio',
    ],
  ])('names boilerplate in %s', (_, line, name) => {
    expect(places([...STORY, line].join('\n')).at(-1)).toBe(name);
  });

  it.each([
    [
      'Chinese',
      '周一，港务局长关闭了东码头，因为潜水员在四根柱子上发现了裂缝。修复工作将持续到秋天。',
      '评论',
    ],
    [
      'Korean',
      '항만청장은 월요일에 잠수부들이 네 개의 기둥에서 균열을 발견한 뒤 동쪽 부두를 닫았다.',
      '관련기사',
    ],
    [
      'Russian',
      'Начальник порта закрыла восточный причал, после того как водолазы нашли трещины в опорах.',
      'Поделиться',
    ],
    [
      'Arabic',
      'أغلقت مديرة الميناء الرصيف الشرقي يوم الاثنين بعد أن وجد الغواصون شقوقا في أربعة من أعمدته.',
      'مشاركة',
    ],
  ])('keeps prose in %s and drops the phrase below it', (_, prose, phrase) => {
    const found = places([prose, prose.slice(3), phrase].join('\n'));
    expect(found.slice(0, 2)).toEqual(['paragraph', 'paragraph']);
    expect(found[2]).toMatch(/^-/);
  });

  it.each([
    ['ja', 'プロフィール', 'ハル。駅から徒歩五分の部屋に住んでいます。散歩とパンが好きです。'],
    ['ru', 'Об авторе: Тимофей Сорин', 'Живу между городом и огородом, пишу о том, что растёт само.'],
  ])('takes the lines below the head of an author box for its life in %s', (_, head, life) => {
    expect(places([...STORY, head, life].join('\n')).slice(-2)).toEqual(['-author-bio', '-author-bio']);
  });

  it('keeps the heading below a link between paragraphs', () => {
    const link = 'Lesen Sie auch: Warum die Eishalle abgerissen wird';
    const lines = [...STORY.slice(0, 2), link, 'What happens next', ...STORY.slice(2)];
    expect(places(lines.join('\n')).slice(2, 4)).toEqual(['-related-links', 'paragraph']);
  });

  it('tells a trail above the text from a path in it', () => {
    const trail = 'Harbour > News > Repairs';
    const found = places([trail, ...STORY, trail, ...STORY].join('\n'));
    expect(found[0]).toBe('-navigation');
    expect(found[4]).not.toMatch(/^-navigation/);
  });

  it('gives every removed block a probability', () => {
    const { blocks } = clean(documentOf(['Home', 'Menu', ...STORY, 'All rights reserved'].join('\n')));
    for (const { place, evidence } of blocks) {
      if (place.part !== 'removed') continue;
      expect(evidence.at(-1)!.score).toBeGreaterThanOrEqual(0);
      expect(evidence.at(-1)!.score).toBeLessThanOrEqual(1);
    }
  });
});

describe('a title with a heading below it', () => {
  const title = 'Cracks Close the Eastern Pier of the Harbour';
  const heading = 'What the Divers Found Below the Pillars of the Pier';
  const page = [title, heading, ...STORY];

  it('stays in the text, so that the heading is not taken for the title of the cleaned text', () => {
    const document = clean(documentOf(page.join('\n\n')));
    expect(document.metadata.title).toBe(title);
    expect(places(page.join('\n\n'))).toEqual(['heading', ...Array(4).fill('paragraph')]);
  });

  it('stands in the text once', () => {
    expect(places([title, ...page].join('\n\n')).slice(0, 3)).toEqual([
      'heading',
      '-duplicate-title',
      'paragraph',
    ]);
  });
});
