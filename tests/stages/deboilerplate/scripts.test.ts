import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { LINE_FEATURES } from '../../../stages/deboilerplate/features.js';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';
import { readFeatures, readLines } from '../../../stages/deboilerplate/lines.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const folder = join(import.meta.dirname, 'scripts');
const pages = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const clean = await createTransform(deboilerplate);

/** The lines of a page, and what they are: "+" for the article, "-" for what stands around it. */
function readPage(name: string): { sign: string; text: string }[] {
  const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
  return lines.map((line) => ({ sign: line[0]!, text: line.slice(2) }));
}

describe.each([
  ['single line breaks', '\n'],
  ['blank lines', '\n\n'],
])('with %s', (_, between) => {
  it.each(pages)('the article of %s is kept, and the page around it is not', (name) => {
    const page = readPage(name);
    const { blocks } = clean(documentOf(page.map(({ text }) => text).join(between)));
    const kept = new Set(blocks.filter(({ place }) => place.part === 'article').map(({ text }) => text));
    expect(page.filter(({ sign, text }) => sign === '+' && !kept.has(text))).toEqual([]);
    expect(page.filter(({ sign, text }) => sign === '-' && kept.has(text))).toEqual([]);
  });
});

it('a line says the same in letters without case as in capitals or small letters, but for its capitals', () => {
  const lexicon = readLexicon(openResources());
  const latin =
    'Xqor vlim 3 trosk\n\nXqor plest druvi, nolk vrems trosk bru vlim. Zent vlim gro plest?\nXqor: 12';
  const read = (text: string) => {
    const reading = readLines(documentOf(text), lexicon);
    return readFeatures(reading, new Float32Array(reading.lines.count), true);
  };
  const hebrew = latin.replace(/[a-z]/gi, (letter) =>
    String.fromCharCode(0x5d0 + (letter.toLowerCase().charCodeAt(0) % 26)),
  );
  const rows = read(latin);
  const others = read(hebrew);
  const differing = LINE_FEATURES.filter((_, column) =>
    [0, 1, 2].some(
      (line) => rows[line * LINE_FEATURES.length + column] !== others[line * LINE_FEATURES.length + column],
    ),
  );
  expect(differing.filter((name) => !/^(capitals|first)/.test(name))).toEqual([]);
});
