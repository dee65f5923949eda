import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { nameLines } from '../../../stages/deboilerplate/labels.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';
import { readLines } from '../../../stages/deboilerplate/lines.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const clean = await createTransform(deboilerplate);

/** What the lines stand around: two sentences of news, in a script of their own where the language has one. */
const STORIES: Readonly<Record<string, readonly string[]>> = {
  latin: [
    'The harbour master closed the eastern pier on Monday after divers found cracks in four of its pillars.',
    'Repairs will take until the autumn, she said, and the boats have moved to the old basin.',
  ],
  ru: [
    'Начальник порта закрыла восточный причал в понедельник, после того как водолазы нашли трещины в опорах.',
    'Ремонт продлится до осени, сказала она, а рыбацкие лодки пока перешли в старую гавань.',
  ],
  ar: [
    'أغلقت مديرة الميناء الرصيف الشرقي يوم الاثنين بعد أن وجد الغواصون شقوقا في أربعة من أعمدته.',
    'وقالت إن الإصلاح سيستمر حتى الخريف، وإن قوارب الصيد انتقلت إلى الحوض القديم.',
  ],
  ko: [
    '항만청장은 월요일에 잠수부들이 네 개의 기둥에서 균열을 발견한 뒤 동쪽 부두를 닫았다.',
    '수리는 가을까지 걸릴 예정이며 그동안 고깃배들은 옛 부두를 쓴다고 그는 말했다.',
  ],
  ja: [
    '港長は月曜日、潜水士が四本の柱にひびを見つけたことを受けて、東の桟橋を閉鎖した。',
    '修理は秋までかかる見込みで、漁船はその間、古い船だまりを使うという。',
  ],
  zh: [
    '周一，港务局长关闭了东码头，因为潜水员在四根柱子上发现了裂缝。',
    '她说，修复工作将持续到秋天，渔船已经搬到旧的泊位。',
  ],
};

/** Language, label and line: what pages of that language say; written for this test. */
const rows = readFileSync(new URL('labels.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((row) => row !== '')
  .map((row) => row.split('\t') as [string, string, string]);

/** What a line behind a story is called; navigation stands above it. */
function labelOf([language, label, line]: (typeof rows)[number]): string {
  const [first = '', second = ''] = STORIES[language] ?? STORIES.latin!;
  const story = [first, second, `${second} ${first}`, `${first} ${second}`];
  const isAbove = label === 'navigation';
  const source = (isAbove ? [line, ...story] : [...story, line]).join('\n');
  const { place } = clean(documentOf(source)).blocks.at(isAbove ? 0 : -1)!;
  return place.part === 'removed' ? place.label : place.part;
}

it.each([...new Set(rows.map(([language]) => language))])(
  'names boilerplate of every kind in %s',
  (language) => {
    const own = rows.filter((row) => row[0] === language);
    expect(own.map((row) => [labelOf(row), row[2]])).toEqual(own.map(([, label, line]) => [label, line]));
  },
);

it('the last line below a button, right above text, is no part of its box, but may be of a list', () => {
  const [first = '', second = ''] = STORIES.latin!;
  const labelBelow = (head: string) => {
    const document = documentOf([first, head, 'Your name', 'What the divers saw', second].join('\n'));
    const kept = [true, false, false, false, true];
    const forms = kept.map(() => null);
    const reading = readLines(document, readLexicon(openResources()));
    return nameLines(reading, kept, forms, [0, 5], null)
      .slice(1, 4)
      .map((name) => name?.label);
  };
  expect(labelBelow('Subscribe now')).toEqual(['newsletter', 'newsletter', 'other']);
  expect(labelBelow('Related stories')).toEqual(Array(3).fill('related-links'));
});
