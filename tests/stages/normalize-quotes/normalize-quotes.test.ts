import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, type Place, splitBlock } from '../../../pipeline/document.js';
import { applyEdits } from '../../../pipeline/edits.js';
import { normalizeQuotes } from '../../../stages/normalize-quotes/index.js';
import { repairText } from '../../../stages/repair-text/index.js';
import { documentOf } from '../../documents.js';
import { createTransform, oneBlock, readCases } from '../cases.js';

const cases = readCases(new URL('cases.jsonl', import.meta.url));
const straight = await createTransform(normalizeQuotes);
const repair = await createTransform(repairText);
const languages = ['en', 'en-gb', 'de', 'fr', 'sv', 'pl', 'hu', 'da', 'ru'];
const typographic = await Promise.all(
  languages.map((language) =>
    createTransform(normalizeQuotes, { style: 'typographic', language, primes: 'typographic' }),
  ),
);

const textOf = (document: Document) => document.blocks.map((block) => block.text).join('\n');

describe('normalize-quotes', () => {
  it.each(cases)('$what', async ({ options, before, after }) => {
    const transform = await createTransform(normalizeQuotes, { ...options, unmatched: false });
    expect(textOf(transform(oneBlock(before)))).toBe(after);
    expect(textOf(transform(oneBlock(after)))).toBe(after);
  });

  it('takes the convention from the language of the document', async () => {
    const auto = await createTransform(normalizeQuotes, { style: 'typographic' });
    const document = oneBlock('"Ja"');
    const german = { ...document, metadata: { ...document.metadata, language: 'de' } };
    expect(textOf(auto(german))).toBe('„Ja“');
    expect(textOf(auto(document))).toBe('“Ja”');
  });

  it('names the languages it knows where one is wrong', async () => {
    await expect(createTransform(normalizeQuotes, { language: 'xx' })).rejects.toThrow(/"xx".*known: auto,/);
  });

  it('leaves code and addresses alone', async () => {
    const document = oneBlock('print(‘a’)');
    const code = { ...document.blocks[0]!, place: { part: 'article', kind: 'code' } as const };
    expect(straight({ ...document, blocks: [code] }).blocks).toEqual([code]);
    const [english] = typographic;
    expect(textOf(english!(oneBlock("see https://example.com/it's, it's here")))).toBe(
      "see https://example.com/it's, it’s here",
    );
  });
});

describe('unmatched marks', () => {
  const place = (document: Document, ...places: Place[]): Document => ({
    ...document,
    blocks: document.blocks.map((block, i) => ({ ...block, place: places[i] ?? block.place })),
  });
  const title: Place = { part: 'article', kind: 'title' };

  it('a title loses a mark that it never closes, with evidence', () => {
    const [block] = straight(place(documentOf('“Minister resigns\nThe minister resigned.'), title)).blocks;
    expect(block!.text).toBe('Minister resigns');
    expect(block!.edits).toMatchObject([{ start: 0, end: 1, text: '', rule: 'unmatched-quote' }]);
  });

  it('a title loses a mark that it never opened', () => {
    const document = documentOf('Minister resigns”\nThe minister resigned.');
    expect(straight(place(document, title)).blocks[0]!.text).toBe('Minister resigns');
  });

  it('a sentence loses its mark where the same line stands elsewhere without it', () => {
    const document = documentOf('It was over.\n“It was over.\nText.');
    expect(straight(document).blocks[1]!.text).toBe('It was over.');
  });

  it.each([
    ['a title that closes it', '“Minister resigns” at last'],
    ['paragraphs of a long quotation', '“It was long.\n“And it went on.\n“Then it ended.”'],
    ['a quotation that goes on in the next block', '“We will win\nand nobody will stop us,” she said.'],
    ['a title that begins with an apostrophe', '’90s stars reunite'],
    ['a title with inches', 'The best 24" screens'],
  ])('stay in %s', async (_, source) => {
    const keepAll = await createTransform(normalizeQuotes, { style: 'preserve' });
    expect(textOf(keepAll(documentOf(source)))).toBe(source);
  });

  it('the metadata title loses it, too', () => {
    const document = documentOf('Text.');
    const metadata = { ...document.metadata, title: '“Minister resigns' };
    expect(straight({ ...document, metadata }).metadata.title).toBe('Minister resigns');
  });
});

const quoted = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...`"'“”‘’„‚«»‹›\`´′″ʼ\\.,-(a1 é\u00a0`,
      "''",
      '""',
      's ',
      ' 90s',
      "rock 'n' ",
      '&quot;',
      'Ã©',
    ),
    fc.constantFrom(...cases.map((c) => c.before)),
  ),
  { maxLength: 24 },
);

const lettersAndDigits = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').replace(/ʼ/g, '');

describe('whatever the text', () => {
  it.each([['straight', straight], ...languages.map((l, i) => [l, typographic[i]!] as const)] as const)(
    'a second run finds nothing (%s)',
    (_, transform) => {
      fc.assert(
        fc.property(quoted, (parts) => {
          const once = textOf(transform(oneBlock(`x ${parts.join('')} x`)));
          expect(textOf(transform(oneBlock(once)))).toBe(once);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('no letter and no digit is lost', () => {
    fc.assert(
      fc.property(quoted, fc.constantFrom(straight, ...typographic), (parts, transform) => {
        const source = `x${parts.join('')}x`;
        expect(lettersAndDigits(textOf(transform(oneBlock(source))))).toBe(lettersAndDigits(source));
      }),
      { numRuns: 300 },
    );
  });

  it('offsets stay true after repair, a split and quotes', () => {
    fc.assert(
      fc.property(
        quoted,
        fc.array(fc.nat(60)),
        fc.constantFrom(straight, ...typographic),
        (parts, cuts, quotes) => {
          const repaired = repair(oneBlock(`x${parts.join('')}x`));
          const { source } = repaired;
          const blocks = repaired.blocks.flatMap((block) => splitBlock(source, block, cuts));
          for (const block of quotes({ ...repaired, blocks }).blocks) {
            expect(applyEdits(source, block, block.edits)).toBe(block.text);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
