import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { readNames } from '../../../stages/split-headings/lexicon.js';
import { findLineStarts } from '../../../stages/split-headings/line-starts.js';
import { readPage } from '../../../text/page.js';
import { openWordTable } from '../../../text/word-table.js';
import { withBars } from './bars.js';

const resources = openResources();
const table = openWordTable(resources);
const { codeLabels } = readNames(resources.lexicon('split-headings'));

/** The lines with a bar behind each label and each number that is found. */
function mark(...lines: string[]): string[] {
  const page = readPage(lines);
  const found = [...findLineStarts(page, codeLabels, table).keys()];
  return lines.map((line, t) => {
    const cuts = found.map((at) => at - page.starts[t]!).filter((at) => at > 0 && at < line.length);
    return withBars(line, cuts);
  });
}

describe('labels of code samples', () => {
  it.each([
    ['jsconst total = 1;', 'js|const total = 1;'],
    ['html<header>', 'html|<header>'],
    ['Copy>>> import json', 'Copy|>>> import json'],
    ['pythonCopyimport json', 'python|Copy|import json'],
    ['css.box > p {', 'css|.box > p {'],
  ])('%s starts with some', (line, parts) => {
    expect(mark(line)).toEqual([parts]);
  });

  it.each(['good news', 'textures of the wall', 'json, then', 'Go on', 'the css.box', 'html'])(
    '%s starts with none',
    (line) => {
      expect(mark(line)).toEqual([line]);
    },
  );
});

describe('line numbers', () => {
  it('end where the lines count on', () => {
    expect(mark('1import json', '2', '3# reads it', '4}')).toEqual([
      '1|import json',
      '2',
      '3|# reads it',
      '4|}',
    ]);
  });

  it.each([
    ['3rd grade', '4th grade'],
    ['1. Search', '2. Links'],
    ['8/1/2013', '9/1/2013'],
    ['3 trams', '4 trams'],
    ['2trams', '4trams'],
  ])('are none in %j and %j', (...lines) => {
    expect(mark(...lines)).toEqual(lines);
  });
});
