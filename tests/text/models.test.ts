import { describe, expect, it } from 'vitest';
import { openResources } from '../../pipeline/resources.js';
import { LINE_FEATURES } from '../../stages/name-blocks/line-features.js';
import { openModel, openTrees } from '../../text/models.js';

const resources = openResources();

describe('models', () => {
  it('are the bytes of their file', () => {
    expect(openModel(resources, 'headings.json')).toEqual(resources.model('headings.json'));
  });

  it('say how to make them where they are missing', () => {
    expect(() => openModel(resources, 'none.json')).toThrow(
      'config/models/none.json is missing: make it with',
    );
  });

  it('are refused where the code computes other features, be it in another order', () => {
    expect(openTrees(resources, 'headings.json', LINE_FEATURES).features).toEqual(LINE_FEATURES);
    for (const features of [LINE_FEATURES.slice(1), LINE_FEATURES.toReversed()]) {
      expect(() => openTrees(resources, 'headings.json', features)).toThrow('made for other features');
    }
  });
});
