/**
 * Repairs what encodings, HTML and copy-and-paste broke. Each change is an edit with the name of its rule, so the
 * source and the way back to it stay. The repairs and most defaults are ftfy's (Robyn Speer, "ftfy: fixes text for
 * you", 2019, github.com/rspeer/python-ftfy); the code and the measure of broken text are Winnow's own.
 */
import { z } from 'zod';
import {
  type Block,
  type Change,
  createBlock,
  type Document,
  relabel,
  rewrite,
  splitBlock,
  trimBlock,
} from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { outsideProtected } from '../../text/protected-spans.js';
import {
  findBidi,
  findC1Controls,
  findControls,
  findDecomposed,
  findLigatures,
  findLineBreaks,
  findLoneSurrogates,
  findNoBreakSpaces,
  findOddSpaces,
  findSoftHyphens,
  findTerminalEscapes,
  findWidths,
  findZeroWidth,
  NO_BREAK_SPACE,
} from './characters.js';
import { type EntityNames, findEntities } from './entities.js';
import { createLikely, likelySchema } from './likelihood.js';
import { findMojibake, type MojibakeMeasures } from './mojibake.js';
import { createOddness, oddnessSchema } from './oddness.js';

const NAME = 'repair-text';

const lexicon = z.strictObject({
  entities: z.strictObject({ bare: z.array(z.string()), glued: z.array(z.string()) }),
  oddness: oddnessSchema,
  likely: likelySchema,
});

const options = z.strictObject({
  html_entities: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe('Decode HTML entities; auto leaves a line alone that has a < in it, since it may be HTML'),
  mojibake: z.boolean().default(true).describe('Repair UTF-8 that was read in a single-byte code page'),
  c1_controls: z.boolean().default(true).describe('Read C1 controls as windows-1252'),
  terminal_escapes: z.boolean().default(true).describe('Remove escape sequences of terminals'),
  ligatures: z.boolean().default(true).describe('Take Latin ligatures and digraphs apart'),
  character_width: z
    .boolean()
    .default(true)
    .describe('Give fullwidth Latin and halfwidth kana their usual width'),
  line_breaks: z.boolean().default(true).describe('Make every line break \\n'),
  surrogates: z.boolean().default(true).describe('Replace lone surrogates by U+FFFD'),
  control_characters: z.boolean().default(true).describe('Remove control characters and byte order marks'),
  zero_width: z.boolean().default(true).describe('Remove zero-width characters where no script needs them'),
  bidi_controls: z.boolean().default(true).describe('Remove direction marks from left-to-right text'),
  soft_hyphens: z.boolean().default(true).describe('Remove soft hyphens'),
  odd_spaces: z.boolean().default(true).describe('Turn spaces of unusual width into plain ones'),
  no_break_spaces: z.boolean().default(false).describe('Turn no-break spaces into plain ones'),
  nfc: z.boolean().default(true).describe('Compose characters (Unicode NFC)'),
});

type Find = (text: string) => Change[];
/** Repairs that uncover the need for one another: they go on until none of them finds anything. */
interface Group {
  /** Matches every text that the group may change. */
  readonly suspect: RegExp;
  readonly finders: readonly Find[];
}

/** Text of these characters alone needs no repair, whatever the options. */
const SUSPECT = /[^\t\n -%'-~\u2010-\u2027]/;
/** Text of these alone needs no repair of single characters. */
const SUSPECT_CHARACTER =
  /[^\t\n -~\xa0-\xac\xae-\u0131\u0134-\u0148\u014a-\u01c3\u0400-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2122]/;
/** More rounds than any text needs that was not made to need them. */
const MAX_ROUNDS = 16;

/** The bytes come first: to take a soft hyphen out of mojibake would break it for good. */
function groupsFor(on: z.output<typeof options>, names: EntityNames, measures: MojibakeMeasures): Group[] {
  const findDecodable: Find = (text) =>
    on.html_entities === 'auto' && text.includes('<') ? [] : findEntities(text, names);
  const bytes: [boolean, Find][] = [
    [on.html_entities !== 'never', findDecodable],
    [on.mojibake, (text) => findMojibake(text, measures)],
  ];
  const characters: [boolean, Find][] = [
    [on.terminal_escapes, findTerminalEscapes],
    [on.c1_controls, findC1Controls],
    [on.ligatures, findLigatures],
    [on.character_width, findWidths],
    [on.line_breaks, findLineBreaks],
    [on.surrogates, findLoneSurrogates],
    [on.control_characters, findControls],
    [on.zero_width, findZeroWidth],
    [on.bidi_controls, findBidi],
    [on.soft_hyphens, findSoftHyphens],
    [on.odd_spaces, findOddSpaces],
    [on.nfc, findDecomposed],
  ];
  const wanted = (all: readonly [boolean, Find][]) => all.filter(([on]) => on).map(([, find]) => find);
  return [
    { suspect: SUSPECT, finders: wanted(bytes) },
    { suspect: SUSPECT_CHARACTER, finders: wanted(characters) },
    { suspect: NO_BREAK_SPACE, finders: wanted([[on.no_break_spaces, findNoBreakSpaces]]) },
  ];
}

function repairBlock(source: string, block: Block, groups: readonly Group[]): Block {
  return untilStable(block, (b) =>
    groups.reduce((x, group) => untilStable(x, (y) => applyFinders(source, y, group)), b),
  );
}

function applyFinders(source: string, block: Block, { suspect, finders }: Group): Block {
  if (!suspect.test(block.text)) return block;
  return finders.reduce((b, find) => rewrite(source, b, NAME, outsideProtected(b.text, find(b.text))), block);
}

function untilStable(block: Block, step: (block: Block) => Block): Block {
  let stable = block;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = step(stable);
    if (next.text === stable.text) return stable;
    stable = next;
  }
  return stable;
}

/** A repaired block; one with no text left is no content, and one that turns out to be several lines is several blocks. */
function layOut(source: string, repaired: Block): Block[] {
  const block = trimBlock(source, repaired);
  if (block.text === '') {
    return [
      relabel(block, { part: 'removed', label: 'other' }, { stage: NAME, rule: 'invisible', score: 1 }),
    ];
  }
  const isOneLine = !source.slice(block.start, block.end).includes('\n');
  const breaks = isOneLine ? [...block.text.matchAll(/\n/g)].map(({ index }) => index + 1) : [];
  return splitBlock(source, block, breaks, { stage: NAME, rule: 'line-break', score: 1 });
}

export const repairText = defineStage({
  name: NAME,
  summary: 'Repairs mojibake, HTML entities left over, invisible characters, odd spaces and line endings',
  settles: true,
  options,
  create(on, resources) {
    const { entities, oddness, likely } = lexicon.parse(resources.lexicon(NAME));
    const measures = {
      oddness: createOddness(oddness),
      likely: createLikely(likely),
      spaced: oddness.spaced,
      aGraveEndings: likely.a_grave_endings,
    };
    const groups = groupsFor(on, { bare: new Set(entities.bare), glued: entities.glued }, measures);
    const repair = (source: string, block: Block): Block =>
      SUSPECT.test(block.text) && !isCode(block) ? repairBlock(source, block, groups) : block;
    const repairString = (text: string | null): string | null =>
      text && trimBlock(text, repair(text, createBlock(text, { start: 0, end: text.length }, ARTICLE))).text;
    const repairLine = (source: string, block: Block): Block[] => {
      const repaired = repair(source, block);
      return repaired === block ? [block] : layOut(source, repaired);
    };
    return (document: Document): Document => ({
      ...document,
      blocks: document.blocks.flatMap((block) => repairLine(document.source, block)),
      metadata: {
        ...document.metadata,
        title: repairString(document.metadata.title),
        author: repairString(document.metadata.author),
      },
    });
  },
});

const ARTICLE = { part: 'article', kind: 'paragraph' } as const;

function isCode({ place }: Block): boolean {
  return place.part !== 'removed' && place.kind === 'code';
}
