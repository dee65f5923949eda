import { describe, expect, it } from 'vitest';
import { pipeline } from '../../pipeline/index.js';
import { fixture } from './runs.js';

const cut = fixture('cut-home.js');

describe('the library', () => {
  it('cleans a text with the stages that are asked for', async () => {
    const { clean } = await pipeline({ stages: [cut, 'normalize-quotes'] });
    const { document, removed } = clean('Home\nShe said “yes”.');
    expect(document.text).toBe('She said "yes".');
    expect(removed.spans).toMatchObject([{ label: 'navigation', text: 'Home' }]);
  });

  it('takes what is known of a page', async () => {
    const { clean } = await pipeline({ stages: [] });
    const known = { id: 'a', url: 'https://example.com/a', title: 'A title' };
    const { document } = clean({ text: '<p>One.</p><p>Two.</p>', format: 'html', ...known });
    expect(document).toMatchObject({ id: 'a', title: 'A title', provenance: { url: known.url } });
    expect(document.blocks.map((b) => b.text)).toEqual(['One.', 'Two.']);
  });

  it.each([
    [{ sett: ['a=b'] }, /^pipeline: unknown key sett; did you mean set\?$/],
    [{ set: 'a=b' }, /^pipeline: set is "a=b"; allowed: a list of a string$/],
    ['config.yaml', /^pipeline: the config is "config.yaml"; allowed: a section of keys and values$/],
  ])('names an option that is none: %j', async (options, message) => {
    const error = await pipeline(options as object).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(message);
  });

  it.each([null, undefined, 7, {}, { text: null }])('says what it takes when it gets %j', async (page) => {
    const { clean } = await pipeline({ stages: [] });
    expect(() => clean(page as never)).toThrow(/^clean takes a text, or an object whose text is a string/);
  });

  it('throws where there is no text', async () => {
    const { clean } = await pipeline({ stages: [] });
    expect(() => clean(' \n ')).toThrow(RangeError);
  });
});
