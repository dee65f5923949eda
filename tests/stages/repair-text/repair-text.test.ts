import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCover } from '../../../pipeline/cover.js';
import { applyEdits } from '../../../pipeline/edits.js';
import { repairText } from '../../../stages/repair-text/index.js';
import { documentOf } from '../../documents.js';
import { createTransform, oneBlock, readCases } from '../cases.js';

const cases = readCases(new URL('cases.jsonl', import.meta.url));
const repair = await createTransform(repairText);

describe('repair-text', () => {
  it.each(cases)('$what', async ({ options, before, after }) => {
    const transform = options ? await createTransform(repairText, options) : repair;
    const [block] = transform(oneBlock(before)).blocks;
    expect(block!.text).toBe(after);
    expect(transform(oneBlock(after)).blocks[0]!.text).toBe(after);
  });

  it('repairs title and author, too', () => {
    const document = documentOf('text');
    const metadata = { ...document.metadata, title: 'CafÃ© &amp; Bar', author: 'RenÃ©e' };
    expect(repair({ ...document, metadata }).metadata).toMatchObject({
      title: 'Café & Bar',
      author: 'Renée',
    });
  });

  it('leaves code alone', () => {
    const document = oneBlock('a &amp; b\u200b');
    const code = { ...document.blocks[0]!, place: { part: 'article', kind: 'code' } as const };
    expect(repair({ ...document, blocks: [code] }).blocks).toEqual([code]);
  });

  it('names the rule and the place of each change', () => {
    const [block] = repair(oneBlock('Un cafÃ© &amp; eau')).blocks;
    expect(block!.edits).toEqual([
      { start: 6, end: 8, text: 'é', stage: 'repair-text', rule: 'mojibake-windows-1252' },
      { start: 9, end: 14, text: '&', stage: 'repair-text', rule: 'html-entity' },
    ]);
  });

  it('removes a line that shows nothing', () => {
    const [first, second] = repair(documentOf('\u200b\u200b\nText')).blocks;
    expect(first).toMatchObject({ place: { part: 'removed', label: 'other' }, text: '', start: 0, end: 2 });
    expect(second!.place.part).toBe('article');
  });
});

/** Text that is likely to need repair. */
const broken = fc.array(
  fc.oneof(
    fc.constantFrom(...cases.map((c) => c.before)),
    fc.constantFrom(
      '&amp;',
      '&',
      'amp;',
      '<',
      'Ã',
      'Â',
      '\u0301',
      '\ud83d',
      '\u200d',
      'Ð',
      '¿',
      '\u00a0',
      ' ',
      'a',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  ),
  { maxLength: 8 },
);

describe('whatever the text', () => {
  it('a second repair finds nothing', () => {
    fc.assert(
      fc.property(broken, (parts) => {
        const once = repair(oneBlock(`x${parts.join('')}x`)).blocks[0]!.text;
        expect(repair(oneBlock(once)).blocks[0]!.text).toBe(once);
      }),
    );
  });

  it('the blocks cover the source, and their texts are the source with the edits applied', () => {
    fc.assert(
      fc.property(broken, (parts) => {
        const repaired = repair(oneBlock(`x${parts.join('')}x`));
        assertCover(repaired);
        for (const block of repaired.blocks) {
          expect(applyEdits(repaired.source, block, block.edits)).toBe(block.text);
        }
      }),
    );
  });

  it('no block has a line break in its text where the source is one line', () => {
    fc.assert(
      fc.property(broken, (parts) => {
        const { source, blocks } = repair(oneBlock(`x${parts.join('')}x`));
        fc.pre(!source.includes('\n'));
        for (const { text } of blocks) expect(text).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
      }),
    );
  });

  it('the text has no lone surrogate left', () => {
    fc.assert(
      fc.property(broken, (parts) => {
        for (const { text } of repair(oneBlock(`x${parts.join('')}x`)).blocks) {
          expect(text).not.toMatch(/[\ud800-\udfff]/u);
        }
      }),
    );
  });
});
