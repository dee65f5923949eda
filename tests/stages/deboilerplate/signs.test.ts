import { expect, it } from 'vitest';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { layOutHtml } from '../../../stages/read/html.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const clean = await createTransform(deboilerplate);

const TITLE = 'A Kettle That Takes Its Time';
const STORY = [
  'We used the kettle every day for six weeks, in two kitchens, and measured it against four of its rivals.',
  'The base is glossy, and that is a pity. After a week ours had the fine scratches of an old watch.',
  'It took the kettle more than five minutes to bring a litre to the boil. No other one was as slow as that.',
  'Pouring is where it shines. The stream can be as thin as a shoelace without ever breaking off.',
];

/** The part of the page that a line in the middle of the text is found to be in. */
function partOf(line: string, story: readonly string[] = STORY, title = TITLE): string {
  const [first, second, ...rest] = story;
  const lines = [title, first, second, line, ...rest];
  const { blocks } = clean(documentOf(lines.join('\n')));
  return blocks.find(({ text }) => text === line)!.place.part;
}

it.each(['Performance', 'Disclaimer', 'YouTube', 'Discussion'])(
  'what is a button elsewhere is a heading between two paragraphs: %s',
  (line) => expect(partOf(line)).toBe('article'),
);

it.each(['Advertisement', 'Read more', 'Subscribe now', 'Comments'])(
  'a button between two paragraphs is none: %s',
  (line) => expect(partOf(line)).toBe('removed'),
);

it.each([
  ['Then day returns.', 'article'],
  ['30-day returns.', 'removed'],
])('the end of a day is no advert, but how long goods may be sent back is: %s', (line, part) =>
  expect(partOf(line)).toBe(part),
);

it('the phrase of a notice above the notice is no heading', () => {
  const notice =
    'Performance cookies are cookies that tell us which pages are read. You can change your consent.';
  expect(partOf('Performance', [STORY[0]!, STORY[1]!, notice, STORY[2]!, STORY[3]!])).toBe('removed');
});

it('a link within brackets and behind speaks for no line below it', () => {
  const story = [
    '北沢町の旧小学校の校庭に、週末の夜だけ小さな明かりがともる。閉校した校舎を使った「夜の天文台」だ。望遠鏡も自分たちで作った。',
    '昨年度の来場者は3千人を超えた。町の人口の2倍近い。隣の市から来た女性は「土星の輪を自分の目で見たのは初めて」と話した。',
    '月に一度は、町の子どもたちが案内役を務める。小学5年の児童は「コツを教えるのが楽しい」と話す。説明の原稿は自分で書く。',
    '住民は「星は遠くの都会の人のものだと思っていた」と笑う。次の目標は、車いすのまま見られる接眼部を作ることだ。',
  ];
  const [first, second, third, fourth] = story;
  const lines = [
    '夜の天文台、住民が案内',
    first,
    second,
    '【関連記事】廃線の駅舎が図書館に',
    '子どもが先生に',
    third,
    fourth,
  ];
  const { blocks } = clean(documentOf(lines.join('\n')));
  expect(blocks.slice(3, 5).map(({ place }) => place.part)).toEqual(['removed', 'article']);
});

it('a heading of the page’s own markup is no link below a list of links', () => {
  const [first, second, third, fourth] = STORY.map((text) => `<p>${text}</p>`);
  const html = `<main><h1>${TITLE}</h1>${first}${second}<aside><h3>Related stories</h3><ul><li><a href="/a">How to clean
    a kettle with lemons</a></li><li><a href="/b">Tea towels that last</a></li></ul></aside><h2>What happens next</h2>
    ${third}${fourth}</main>`;
  const { source, blocks, metadata } = layOutHtml(html);
  const cleaned = clean({ ...documentOf(''), source, blocks, metadata: { ...metadata, confidence: null } });
  const placeOf = (text: string) => cleaned.blocks.find((block) => block.text === text)!.place;
  expect(placeOf('What happens next')).toEqual({ part: 'article', kind: 'heading' });
  expect(placeOf('Tea towels that last').part).toBe('removed');
});
