import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { compose } from '../../pipeline/compose.js';
import { loadConfig, stepsOf } from '../../pipeline/config/config.js';
import { openResources } from '../../pipeline/resources.js';
import type { Transform } from '../../pipeline/stage.js';
import { stages, writer } from '../../stages/index.js';
import { documentOf } from '../documents.js';
import { anyText } from './text.js';

const single = new Map<string, Transform>();

beforeAll(async () => {
  const steps = await stepsOf(await loadConfig({ stages: stages.map((s) => s.name) }));
  for (const step of steps) single.set(step.stage.name, await compose([step], openResources()));
});

/** Any of the stages, in any order, some left out. */
const order = fc.shuffledSubarray(stages.map((s) => s.name));

const isSpace = (c: string) => /\s/.test(c) && c !== '\ufeff';

it('no order of the stages loses or doubles a character, and the output says where each is', () => {
  fc.assert(
    fc.property(anyText, order, (source, names) => {
      // Each transform checks the cover itself, and throws.
      const document = names.reduce((d, name) => single.get(name)!(d), documentOf(source));
      const records = writer.toRecords(document);
      const spans = [
        records.document.blocks,
        ...records.stories.map((s) => s.blocks),
        records.removed.spans,
      ].flat();
      const characters = [...source];
      const seen = new Uint8Array(characters.length);
      for (const { start, end } of spans) for (let i = start; i < end; i++) seen[i]!++;
      for (const [i, c] of characters.entries()) {
        expect(seen[i], JSON.stringify(c)).toBeLessThanOrEqual(1);
        if (!isSpace(c)) expect(seen[i], JSON.stringify(c)).toBe(1);
      }
    }),
    { numRuns: 300 },
  );
});

it('the stages give the same for the same document, whatever came between', () => {
  fc.assert(
    fc.property(anyText, anyText, order, (source, other, names) => {
      const clean = (text: string) => {
        const document = names.reduce((d, name) => single.get(name)!(d), documentOf(text));
        return JSON.stringify(writer.toRecords(document));
      };
      const first = clean(source);
      clean(other);
      expect(clean(source)).toBe(first);
    }),
    { numRuns: 100 },
  );
});
