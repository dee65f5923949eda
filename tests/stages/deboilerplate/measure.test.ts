import { expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';
import { COUNT, COUNTS, measure } from '../../../stages/deboilerplate/measure.js';

const lexicon = readLexicon(openResources());

it.each([
  ['English', 'The boats have moved to the old basin in the meantime.', 'Politics Business Sport Culture'],
  [
    'Korean, where function words end other words',
    '수리는 가을까지 걸릴 예정이며 고깃배들은 옛 부두를 쓴다고 그는 말했다.',
    '정치 경제 사회 국제 문화 스포츠',
  ],
])('finds the function words of running text in %s', (_, prose, menu) => {
  const { counts, wordStart } = measure([prose, menu], lexicon);
  const share = (line: number) =>
    counts[line * COUNTS + COUNT.functionWords]! / (wordStart[line + 1]! - wordStart[line]!);
  expect(share(0)).toBeGreaterThan(0.4);
  expect(share(1)).toBeLessThan(0.2);
});
