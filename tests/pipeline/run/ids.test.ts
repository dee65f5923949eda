import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdTable } from '../../../pipeline/run/ids.js';

describe('ids', () => {
  it('stay as they are until they come again', () => {
    const ids = new IdTable();
    expect(['a', 'b', 'a', 'a', 'b'].map((id) => ids.claim(id))).toEqual(['a', 'b', 'a~2', 'a~3', 'b~2']);
  });

  it('do not take one that a record has of its own', () => {
    const ids = new IdTable();
    expect(['a', 'a~2', 'a', 'a~2'].map((id) => ids.claim(id))).toEqual(['a', 'a~2', 'a~3', 'a~2~2']);
  });

  it('are never given twice', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab](~[23])?$/)), (own) => {
        const ids = new IdTable();
        const given = own.map((id) => ids.claim(id));
        expect(new Set(given).size).toBe(own.length);
      }),
    );
  });

  it('are found again among many', () => {
    const ids = new IdTable();
    for (let i = 0; i < 20_000; i++) expect(ids.claim(`${i}`)).toBe(`${i}`);
    expect(ids.claim('777')).toBe('777~2');
  });
});
