import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertCover } from '../../pipeline/cover.js';
import {
  type Block,
  type Change,
  joinBlocks,
  layOutLines,
  relabel,
  rewrite,
  splitBlock,
} from '../../pipeline/document.js';
import { documentOf } from '../documents.js';
import { anyText } from './text.js';

const evidence = { stage: 'test', rule: 'random', score: 0.5 };

/** One operation; numbers choose the block and the place in it. */
const operation = fc.record({
  kind: fc.constantFrom('split', 'join', 'rewrite', 'relabel'),
  at: fc.nat(),
  offsets: fc.array(fc.nat(), { maxLength: 4 }),
  text: fc.constantFrom('', ' ', 'x', '"', '😀', 'two words', '\n'),
});

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** Sorted changes from pairs of offsets, with no two that overlap. */
function changesOf({ text }: Block, { offsets, text: given }: Operation): Change[] {
  const places = offsets.map((o) => o % (text.length + 1)).sort((a, b) => a - b);
  const changes: Change[] = [];
  for (let i = 0; i + 1 < places.length; i += 2) {
    changes.push({ start: places[i]!, end: places[i + 1]!, text: given, rule: 'random' });
  }
  return changes;
}

function apply(source: string, blocks: readonly Block[], operation: Operation): Block[] {
  if (blocks.length === 0) return [];
  const index = operation.at % blocks.length;
  const block = blocks[index]!;
  const changed = (() => {
    switch (operation.kind) {
      case 'split':
        return splitBlock(
          source,
          block,
          operation.offsets.map((o) => o % (block.text.length + 1)),
          evidence,
        );
      case 'join':
        return [joinBlocks(source, blocks.slice(index, index + 2), operation.text, evidence)];
      case 'rewrite':
        return [rewrite(source, block, 'test', changesOf(block, operation))];
      default:
        return [relabel(block, { part: 'removed', label: 'other' }, evidence)];
    }
  })();
  const used = operation.kind === 'join' ? 2 : 1;
  return [...blocks.slice(0, index), ...changed, ...blocks.slice(index + used)];
}

/** The source of the span with the edits put in, one after the other from the last. */
function readThrough(source: string, { start, end, edits }: Block): string {
  let text = source.slice(start, end);
  for (const edit of [...edits].reverse()) {
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  }
  return text;
}

it('no sequence of operations loses a character, or an edit', () => {
  fc.assert(
    fc.property(anyText, fc.array(operation, { maxLength: 12 }), (source, operations) => {
      let blocks: readonly Block[] = layOutLines(source);
      for (const one of operations) {
        blocks = apply(source, blocks, one);
        assertCover({ ...documentOf(source), blocks });
        for (const block of blocks) {
          expect(block.text).toBe(readThrough(source, block));
          let at = block.start;
          for (const edit of block.edits) {
            expect(edit.start).toBeGreaterThanOrEqual(at);
            expect(edit.end).toBeGreaterThanOrEqual(edit.start);
            at = edit.end;
          }
          expect(at).toBeLessThanOrEqual(block.end);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

it('a rewritten block reads as the changes say', () => {
  fc.assert(
    fc.property(anyText, fc.array(operation, { maxLength: 5 }), (source, operations) => {
      for (const line of layOutLines(source)) {
        let block = line;
        let text = line.text;
        for (const one of operations) {
          const changes = changesOf(block, one);
          for (const { start, end, text: given } of [...changes].reverse()) {
            text = text.slice(0, start) + given + text.slice(end);
          }
          block = rewrite(source, block, 'test', changes);
          expect(block.text).toBe(text);
        }
      }
    }),
    { numRuns: 1000 },
  );
});
