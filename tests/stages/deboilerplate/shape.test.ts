import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';
import { readLines } from '../../../stages/deboilerplate/lines.js';
import { weighShapes } from '../../../stages/deboilerplate/shape.js';
import { documentOf } from '../../documents.js';

const lexicon = readLexicon(openResources());

/** Which lines are still likely content where all were. */
function likely(lines: readonly string[]): boolean[] {
  const document = documentOf(lines.join('\n'));
  const content = new Float32Array(lines.length).fill(0.9);
  weighShapes(readLines(document, lexicon), content);
  return Array.from(content, (p) => p > 0.5);
}

const NOTICE = 'We rank what is shown here by how often it was seen, and by what we know of you.';

describe('weighShapes', () => {
  it('leaves the first of repeated paragraphs alone', () => {
    expect(likely([NOTICE, 'a', NOTICE, 'b', NOTICE])).toEqual([true, true, false, true, false]);
  });

  it('takes two of a kind for text, and short lines however often they stand', () => {
    expect(likely([NOTICE, NOTICE, 'yes', 'yes', 'yes'])).toEqual(Array(5).fill(true));
  });

  it('takes hundreds of words without a sentence for choices that lost their line breaks', () => {
    const towns = Array.from({ length: 200 }, (_, i) => `Harbour${i}ton`).join(' ');
    expect(likely([towns, `${NOTICE} `.repeat(20)])).toEqual([false, true]);
  });

  it('takes a row of letters for an index, in scripts that have a case', () => {
    expect(
      likely(['A B C D E F G H I J', 'А Б В Г Д Е Ж З И', '猫 狗 马 牛 羊 鸟 鱼 虫 鼠', 'I a b']).map(Number),
    ).toEqual([0, 0, 1, 1]);
  });
});
