import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCover } from '../../../pipeline/cover.js';
import { split, splitText } from './stage.js';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const gold = JSON.parse(read('data/gold/gold.json')) as Record<string, { blocks: { text: string }[] }>;
/** Quotation marks are another stage's business. */
const plain = (text: string) => text.replace(/[“”„«»]/g, '"').replace(/[’‘]/g, "'");

const GLUED = ['bridge-glued', 'orchard-keywords', 'kloster-glued-de', 'glued-page', 'all-one-line'];

describe('glued samples', () => {
  it.each(GLUED)('%s falls into its headings and paragraphs', (name) => {
    const { blocks } = splitText(read(`data/raw/${name}.txt`));
    const texts = blocks.map((block) => plain(block.text));
    for (const { text } of gold[`${name}.txt`]!.blocks) expect(texts).toContain(text);
  });
});

describe('text whose blocks stand on one line', () => {
  it.each(['   ', '\u00a0 \u00a0'])('falls into them where wide gaps (%j) are between', (gap) => {
    const texts = gold['bridge-glued.txt']!.blocks.map((block) => block.text);
    expect(splitText(texts.join(gap)).blocks.map((block) => block.text)).toEqual(texts);
  });
});

describe('text that is not glued', () => {
  const whole = read('tests/stages/split-headings/whole.txt').trim().split('\n').slice(1);

  it.each(whole)('stays whole: %s', (line) => {
    expect(splitText(line).blocks.map((block) => block.text)).toEqual([line]);
  });

  it('stays as it is within a document', () => {
    expect(splitText(whole.join('\n')).blocks.map((block) => block.text)).toEqual(whole);
  });

  it.each(['glacier-clean', 'interview', 'mulino-it', 'ja-ferry', 'ru-lake'])(
    'sample %s comes out untouched',
    (name) => {
      const { source, blocks } = splitText(read(`data/raw/${name}.txt`));
      expect(blocks.map((b) => b.text)).toEqual(
        source
          .split('\n')
          .map((l) => l.trim())
          .filter(Boolean),
      );
    },
  );
});

describe('any text', () => {
  const character = fc.constantFrom(...'abcXYZ19.?!:,;)("“”\'’-—•$%#😀é中\u200b \n');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(character, { maxLength: 300 }).map((characters) => characters.join('')),
    fc
      .array(fc.constantFrom(...'The alliance However. GitHub in A end.In 3 times'.split(' '), ' '), {
        maxLength: 80,
      })
      .map((w) => w.join('')),
  );

  it('keeps every character in one block, and no block is cut inside a character', () => {
    fc.assert(
      fc.property(text, (source) => {
        const document = splitText(source);
        assertCover(document);
        for (const { start } of document.blocks) {
          const cut =
            /[\ud800-\udbff]/.test(source[start - 1] ?? '') && /[\udc00-\udfff]/.test(source[start]!);
          expect(cut).toBe(false);
        }
      }),
    );
  });

  it('is not split any further the second time', () => {
    fc.assert(
      fc.property(text, (source) => {
        const once = splitText(source);
        expect(split(once).blocks).toEqual(once.blocks);
      }),
    );
  });
});
