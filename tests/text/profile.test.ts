import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProfileCounter, readProfile } from '../../text/profile.js';

type Page = readonly [site: string, lines: readonly string[]];

function count(pages: readonly Page[], ...limits: ConstructorParameters<typeof ProfileCounter>): string {
  const counter = new ProfileCounter(...limits);
  for (const [site, lines] of pages) counter.addPage(site, lines);
  return JSON.stringify(counter.finish().profile);
}

const shares = (text: string) => readProfile(new TextEncoder().encode(text));
const TIGHT = { sites: 3, siteLines: 6, lines: 12 };
const letters = 'abcdefghijklm'.split('');
const somePages = fc.array(
  fc.tuple(fc.constantFrom('one', 'two', 'three', 'four'), fc.uniqueArray(fc.constantFrom(...letters))),
  { maxLength: 60 },
);

it('says on which share of a site the lines stand, whatever their digits', () => {
  const share = shares(count(['Page 1', 'page 2', 'Page 3', 'Other'].map((line) => ['site', [line]])));
  expect([share('site', 'PAGE 17'), share('site', 'Other'), share('elsewhere', 'Page 1')]).toEqual([
    0.75, 0, 0,
  ]);
});

it('counts a line once a page, and a site whatever it is called', () => {
  const pages = Array.from({ length: 3 }, (): Page => ['__proto__', ['a', 'a']]);
  expect(Object.getOwnPropertyDescriptor(JSON.parse(count(pages)).sites, '__proto__')!.value.pages).toBe(3);
});

it('counts the first sites only, once there are too many', () => {
  const pages = ['a', 'b', 'c', 'd', 'e'].flatMap((site): Page[] => Array(4).fill([site, ['Menu']]));
  expect(Object.keys(JSON.parse(count(pages, TIGHT)).sites)).toEqual(['a', 'b', 'c']);
});

it('holds no more lines than it may, and never counts more pages than there are', () => {
  fc.assert(
    fc.property(somePages, (pages) => {
      const text = count(pages, TIGHT);
      const { sites } = JSON.parse(text) as { sites: Record<string, { lines: Record<string, number> }> };
      const held = Object.values(sites).map(({ lines }) => Object.keys(lines).length);
      expect(Math.max(0, ...held)).toBeLessThanOrEqual(TIGHT.siteLines);
      expect(held.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(TIGHT.lines);
      for (const site of Object.keys(sites)) {
        const own = pages.filter(([name]) => name === site);
        for (const letter of letters) {
          const truth = own.filter(([, lines]) => lines.includes(letter)).length / own.length;
          expect(shares(text)(site, letter)).toBeLessThanOrEqual(truth);
        }
      }
    }),
  );
});

it('keeps what stands on every page, however many lines stand on one', () => {
  const pages = Array.from(
    { length: 40 },
    (_, i): Page => ['site', ['Menu', ...letters.slice(i % 12, (i % 12) + 2)]],
  );
  expect(shares(count(pages, TIGHT))('site', 'Menu')).toBeGreaterThan(0.5);
});

it.each(['', '{}', '[1', '{"format":"another"}'])('says in one line that %j is no profile', (text) => {
  expect(() => shares(text)).toThrow(/^the profile is not one that "winnow profile" made$/);
});
