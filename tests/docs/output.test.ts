/** The fields that docs/output.md names are those that a run writes, in their order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { relabel } from '../../pipeline/document.js';
import { REASONS } from '../../stages/read/failure.js';
import { toRecords } from '../../stages/write/records.js';
import { documentOf } from '../documents.js';
import { pages, run, workplace } from '../pipeline/runs.js';
import { readTables } from './tables.js';

const namesBelow = readTables('output.md');

/** A document with a story, and a line that was removed when its text was cleaned again. */
function recordsOf() {
  const document = documentOf('Own text.\nOther text.\nHome');
  const [own, other, menu] = document.blocks;
  const because = { stage: 'test', rule: 'because', score: 1, again: true } as const;
  return toRecords({
    ...document,
    blocks: [
      own!,
      relabel(other!, { part: 'story', story: 0, kind: 'paragraph' }, because),
      relabel(menu!, { part: 'removed', label: 'navigation' }, because),
    ],
    stories: [{ title: null, truncated: false, score: 1 }],
  });
}

it('names the fields of documents, stories and removed spans', () => {
  const { document, stories, removed } = recordsOf();
  expect(namesBelow('## documents.jsonl')).toEqual(Object.keys(document));
  expect(namesBelow('## stories.jsonl')).toEqual(Object.keys(stories[0]!));
  expect(namesBelow('## removed.jsonl')).toEqual(Object.keys(removed.spans[0]!));
});

it('names the columns of the CSV file, the fields of a reject and those of the report', async () => {
  const place = workplace({ ...pages(1), 'blank.txt': ' ' });
  await run(place);
  const read = (name: string) => readFileSync(join(place.out, name), 'utf8');
  expect(namesBelow('## documents.csv')).toEqual(read('documents.csv').split('\n')[0]!.split(','));
  const fields = Object.keys(JSON.parse(read('rejects.jsonl')));
  expect(namesBelow('## rejects.jsonl').slice(0, fields.length)).toEqual(fields);
  expect(namesBelow('## report.json')).toEqual(Object.keys(JSON.parse(read('report.json'))));
});

it('names the reasons of rejects', () => {
  const named = namesBelow('## rejects.jsonl');
  expect(named.slice(named.indexOf('detail') + 1)).toEqual([...REASONS, 'stage-failed', 'timeout', 'crash']);
});
