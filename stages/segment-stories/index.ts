/**
 * segment-stories: finds where the page's own story ends and gives each other story behind it a place of its own.
 *
 * Every gap between blocks of content is weighed by a trained judge (`end.ts` has what it looks at), the likeliest
 * gaps are compared by a second one (`choice.ts`), and what follows the best is cut into stories by a third
 * (`starts.ts`). Stories between paragraphs of the main one are taken out where that is sure (`embedded.ts`).
 */
import { z } from 'zod';
import type { Document } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { openModel } from '../../text/models.js';
import { readProfile } from '../../text/profile.js';
import { findEmbedded } from './embedded.js';
import { type End, readJudge } from './judge.js';
import { languageModel } from './language-model.js';
import { readMarks } from './marks.js';
import { reclaim } from './memory.js';
import { readOpenings } from './openings.js';
import { findLeftovers, type Piece, place, removeLeftovers, removePointers } from './place.js';
import { readRarity } from './rarity.js';
import { isLabelBetween } from './removed.js';
import { firstUnits, readTail, readUnits, type Units } from './units.js';

const NAME = 'segment-stories';

export const segmentStories = defineStage({
  name: NAME,
  summary: 'Finds where the own story of a page ends and cuts what follows into stories',
  settles: true,
  options: z.strictObject({
    keep: z
      .enum(['separate', 'drop', 'inline'])
      .default('separate')
      .describe('Other stories become records of their own, are removed, or stay in the text'),
    min_score: z
      .number()
      .min(0)
      .max(1)
      .default(0.56)
      .describe('Least probability that another story begins at a place for the text to be cut there'),
    profile: z
      .string()
      .nullable()
      .default(null)
      .describe('A file that "winnow profile" made: what other pages of the site show is another story'),
  }),
  create: ({ keep, min_score, profile }, resources) => {
    const marks = readMarks(resources.lexicon(NAME));
    const rarity = readRarity(
      openModel(resources, 'stories-rarity.json'),
      resources.lexicon('function-words'),
    );
    const knowledge = {
      marks,
      rarity,
      openings: readOpenings(openModel(resources, 'stories-openings.json')),
      profile: profile === null ? null : readProfile(resources.file(profile)),
    };
    const judge = readJudge(resources, languageModel(rarity));
    /** The stories behind the main one; the first begins at a block or behind it. */
    const cutTail = (document: Document, from: number, end: End): Piece[] => {
      const tail = readTail(document, from, knowledge);
      const starts = judge.stories(tail, end);
      return starts.map(({ unit, score }, i) => {
        const units = tail.units.slice(unit, starts[i + 1]?.unit);
        return { units, score, rule: 'trailing-story' };
      });
    };
    return (given) => {
      if (keep === 'inline') return given;
      reclaim();
      const all = readUnits(given, knowledge);
      const leftovers = findLeftovers(given, all.units);
      const cleared = removeLeftovers(given, leftovers);
      const units = leftovers.length === 0 ? all : firstUnits(all, all.units.length - leftovers.length);
      const between = findEmbedded(cleared, units.units);
      const within = new Set(between.map((piece) => piece.units[0]!.block));
      const end = judge.end(units, min_score, (last, next) => {
        const isWithin = within.has(next.block);
        return !isWithin && isLabelBetween(cleared.blocks, last.block + 1, next.block, marks);
      });
      const own = units.units.slice(0, end?.unit);
      // What was between two paragraphs may now stand at the end.
      const inside = end ? findEmbedded(cleared, own) : between;
      const embedded = inside.filter(({ score }) => score >= min_score);
      const trailing = end ? cutTail(cleared, tailStart(units, end), end) : [];
      const pieces = [...embedded, ...trailing];
      const document = removePointers(cleared, own);
      return pieces.length === 0 ? document : place(document, pieces, keep, marks);
    };
  },
});

/** The block that a tail begins with: a label over its stories, else the first behind the main one, though an earlier stage took it away. */
function tailStart({ units }: Units, { unit, labelled }: End): number {
  return labelled ? units[unit]!.block : units[unit - 1]!.block + 1;
}
