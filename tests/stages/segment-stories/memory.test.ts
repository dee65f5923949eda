import { beforeEach, describe, expect, it } from 'vitest';
import { float32, float64, int32, reclaim, uint8 } from '../../../stages/segment-stories/memory.js';

describe('arrays for the time of one document', () => {
  beforeEach(reclaim);

  it('are zeroed, whatever stood there before', () => {
    float64(1000).fill(7);
    reclaim();
    expect([uint8(3), int32(5), float32(7), float64(9)].flatMap((array) => [...array])).toEqual(
      new Array(24).fill(0),
    );
  });

  it('do not share memory', () => {
    const arrays = [uint8(3), int32(5), uint8(1), float32(7), float64(9)];
    arrays.forEach((array, i) => {
      array.fill(i + 1);
    });
    expect(arrays.map((array) => new Set(array))).toEqual([1, 2, 3, 4, 5].map((n) => new Set([n])));
  });

  it('may be longer than all the memory that is kept', () => {
    expect(float64(1_000_000)).toHaveLength(1_000_000);
    expect(int32(4)).toHaveLength(4);
  });
});
