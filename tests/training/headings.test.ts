import { describe, expect, it } from 'vitest';
import { findHeadings, placeHeadings } from '../../training/headings.js';
import { readPage } from '../../training/page.js';

const page = readPage(
  '<ul><li><a>Soil</a></li><li><a>Seed</a></li></ul><h2><span>Soil</span></h2><p>Dig.</p><h2>Seed</h2><p>Sow.</p>',
);
const places = placeHeadings(page, (text) => text);

describe('headings of a page', () => {
  it('are told from a table of contents with the same words', () => {
    expect(findHeadings(['Soil', 'Seed', 'Soil', 'Dig.', 'Seed', 'Sow.'], places)).toEqual([
      ...[false, false],
      ...[true, false, true, false],
    ]);
  });

  it('are found where the table of contents is missing', () => {
    expect(findHeadings(['Soil:', 'Dig.', 'Seed', 'Sow.'], places)).toEqual([true, false, true, false]);
  });

  it('are none of the lines that the page does not have', () => {
    expect(findHeadings(['Water'], places)).toEqual([false]);
  });
});
