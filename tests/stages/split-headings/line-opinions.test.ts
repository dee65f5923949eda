import { describe, expect, it } from 'vitest';
import { layOutLines } from '../../../pipeline/document.js';
import { openResources } from '../../../pipeline/resources.js';
import { readLines } from '../../../stages/split-headings/line-features.js';
import { SECOND_LINE_FEATURES, secondRows } from '../../../stages/split-headings/line-opinions.js';
import { openWordTable } from '../../../stages/split-headings/models.js';

const table = openWordTable(openResources());
const SOURCE = `How the Mill Was Saved
The council bought it for one crown, and forty people came on Saturdays to mend the roof.
Where the Wheel Turns Now
It runs again since May. Nobody grinds corn with it, but it lights the street as far as the bridge.
`;

/** A feature of each line of the text, given what the first judge says of the lines. */
function feature(name: string, margins: readonly number[]): number[] {
  const reading = readLines(SOURCE, layOutLines(SOURCE), null, table);
  const rows = secondRows(reading, Float32Array.from(margins));
  const at = SECOND_LINE_FEATURES.indexOf(name);
  return margins.map((_, i) => rows[i * SECOND_LINE_FEATURES.length + at]!);
}

describe('what the second judge of headings sees', () => {
  it('is how the lines were judged that are made alike', () => {
    const [first, , third] = feature('form: mean', [3, -6, 0, -6]);
    expect(first).toBeCloseTo(0.5);
    expect(third).toBeCloseTo(1 / (1 + Math.exp(-3)));
  });

  it('is how far the last probable heading is', () => {
    expect(feature('lines since heading', [3, -6, 0, -6])).toEqual([0, 0, 1, 2]);
  });

  it('is which share of the lines is likelier', () => {
    expect(feature('likelier lines', [3, -6, 0, -7])).toEqual([0, 0.5, 0.25, 0.75]);
  });
});
