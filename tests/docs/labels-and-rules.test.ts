/** The list of labels and rules is that of the code. */
import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { KINDS, LABELS } from '../../pipeline/document.js';
import { packageRoot } from '../../pipeline/resources.js';
import { normalizeQuotes } from '../../stages/normalize-quotes/index.js';
import { repairText } from '../../stages/repair-text/index.js';
import { createTransform, oneBlock, readCases } from '../stages/cases.js';
import { readTables } from './tables.js';

const namesBelow = readTables('labels-and-rules.md');
/** The stages that name blocks. */
const STAGES = 'stages/{read,split-headings,deboilerplate,name-blocks,segment-stories}/*.ts';
const codeOf = (pattern: string) =>
  globSync(pattern, { cwd: packageRoot, absolute: true })
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
const code = codeOf(STAGES);

it('names the labels and kinds', () => {
  expect(namesBelow('## Labels')).toEqual([...LABELS]);
  expect(namesBelow('## Kinds')).toEqual([...KINDS]);
});

it('names the rules', () => {
  const named = namesBelow('## Rules');
  const isNamed = (rule: string) =>
    named.includes(rule) || [/[^:]*$/, /[^-]*$/].some((part) => named.includes(rule.replace(part, '*')));
  // `rule: 'list-marker'`, or with a part that varies: `rule: \`below-${above}\``.
  const given = [...code.matchAll(/\brule:? [=|'`a-z-]*?['`]([a-z:-]+)(\$\{)?/g)].map(
    ([, rule, varies]) => `${rule}${varies ? '*' : ''}`,
  );
  expect(given.length).toBeGreaterThan(30);
  expect(given.filter((rule) => !isNamed(rule))).toEqual([]);
});

it('names no rule that is gone', () => {
  const own = namesBelow('## Rules').filter((rule) => !namesBelow('### repair-text').includes(rule));
  const names = own.map((rule) => rule.replace(/[-:]\*$/, ''));
  expect(names.filter((name) => !new RegExp(`['\`]${name}[-:'\`]`).test(code))).toEqual([]);
});

it.each([repairText, normalizeQuotes])('names the edits of $name', async (stage) => {
  const named = namesBelow(`### Edits of ${stage.name}`);
  const given = new Set<string>();
  for (const { options, before } of readCases(
    new URL(`../stages/${stage.name}/cases.jsonl`, import.meta.url),
  )) {
    const { blocks } = (await createTransform(stage, options))(oneBlock(before));
    for (const { rule } of blocks.flatMap(({ edits }) => edits)) {
      for (const part of rule.split(' + ')) given.add(part.replace(/^mojibake-.*/, 'mojibake-*'));
    }
  }
  expect(given.size).toBeGreaterThan(5);
  expect([...given].filter((rule) => !named.includes(rule))).toEqual([]);
  const code = codeOf(`{stages/${stage.name},pipeline}/*.ts`);
  expect(named.filter((rule) => !new RegExp(`['\`]${rule.replace('*', '')}['\`$]`).test(code))).toEqual([]);
});
