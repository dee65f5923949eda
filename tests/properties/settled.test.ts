import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { textOf, titleOf } from '../../pipeline/body.js';
import { compose } from '../../pipeline/compose.js';
import { type ConfigSource, loadConfig, stepsOf } from '../../pipeline/config/config.js';
import { assertCover } from '../../pipeline/cover.js';
import { NO_METADATA } from '../../pipeline/document.js';
import { applyEdits } from '../../pipeline/edits.js';
import { openResources, packageRoot } from '../../pipeline/resources.js';
import type { Transform } from '../../pipeline/stage.js';
import { stages } from '../../stages/index.js';
import { layOutHtml } from '../../stages/read/html.js';
import { documentOf } from '../documents.js';
import { anyText } from './text.js';

const names = stages.map(({ name }) => name);
const SOURCES: ConfigSource[] = [
  {},
  { set: ['deboilerplate.page=auto'] },
  { set: ['deboilerplate.favour=precision', 'normalize-quotes.style=typographic'] },
  { stages: names.toReversed() },
  ...names.map((name) => ({ stages: [name] })),
];
const cleaners: Transform[] = [];

beforeAll(async () => {
  for (const source of SOURCES) {
    cleaners.push(await compose(await stepsOf(await loadConfig(source)), openResources()));
  }
});

/** Lines of all samples: text, and everything that stands around it. */
const folder = join(packageRoot, 'data/raw');
const lines = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  .filter((line) => line.trim() !== '');

/** Stretches of the samples, thrown together. */
const mixedPage = fc
  .array(fc.tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 5 })
  .map((stretches) => stretches.flatMap(([from, count]) => lines.slice(from, from + count)).join('\n'));

const asText = (page: fc.Arbitrary<string>) => page.map((source) => documentOf(source));

/** Such stretches as HTML, each line in an element. Code is left out: its text comes back as prose. */
const TAGS = ['p', 'div', 'h1', 'h2', 'li', 'blockquote', 'nav', 'aside', 'table'] as const;
const htmlPage = fc
  .array(fc.tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 8 }), fc.constantFrom(...TAGS)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((stretches) => {
    const html = stretches.map(([from, count, tag]) => {
      const texts = lines.slice(from, from + count).map((line) => line.replaceAll(/[<&]/g, ''));
      if (tag !== 'table') return texts.map((text) => `<${tag}>${text}</${tag}>`).join('');
      return `<table>${texts.map((text) => `<tr><td></td><th>${text}</th><td>${from}</td></tr>`).join('')}</table>`;
    });
    const { source, blocks, metadata } = layOutHtml(`<title>${lines[0]}</title>${html.join('')}`);
    const { title, language } = metadata;
    return { ...documentOf(source), blocks, metadata: { ...NO_METADATA, title, language } };
  });

// With every character of the source still there, and edits that make of it what the blocks say.
it.each([
  ['pages of any lines', asText(mixedPage), 150],
  ['any text at all', asText(anyText), 300],
  ['HTML', htmlPage, 100],
])('cleaning cleaned text changes nothing: %s', (_, pages, numRuns) => {
  fc.assert(
    fc.property(pages, fc.nat(SOURCES.length - 1), (document, k) => {
      const clean = cleaners[k]!;
      const cleaned = clean(document);
      assertCover(cleaned);
      for (const block of cleaned.blocks) {
        expect(applyEdits(document.source, block, block.edits)).toBe(block.text);
      }
      const text = textOf(cleaned);
      const again = documentOf(text);
      expect(textOf(clean(again))).toBe(text);
      const titled = { ...again.metadata, title: titleOf(cleaned) };
      expect(textOf(clean({ ...again, metadata: titled }))).toBe(text);
    }),
    { numRuns },
  );
});
