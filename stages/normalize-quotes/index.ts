/**
 * Makes quotation marks and apostrophes uniform: straight as ftfy's uncurl_quotes does, or typographic by language and
 * nesting. Each change is an edit with the name of its rule.
 */
import { z } from 'zod';
import { type Block, type Change, createBlock, type Document, rewrite } from '../../pipeline/document.js';
import { defineStage } from '../../pipeline/stage.js';
import { outsideProtected } from '../../text/protected-spans.js';
import {
  findAccentApostrophes,
  findAccentQuotations,
  findDoubledDoubles,
  findDoubledSingles,
  findEscaped,
  findLatex,
} from './artifacts.js';
import { type Convention, findCurly, findGuillemets, findPrimes, findTypographic } from './glyphs.js';
import { DOUBLE_MARKS, SINGLE_MARKS } from './marks.js';
import {
  holdsOtherHalf,
  looksLikeTitle,
  removal,
  unmatchedMark,
  without,
  withoutOuter,
} from './unmatched.js';

const NAME = 'normalize-quotes';

const pair = z.tuple([z.string(), z.string()]);
const lexicon = z.strictObject({
  default: z.string(),
  languages: z.record(
    z.string(),
    z.strictObject({ outer: pair, inner: pair, space: z.string().default('') }),
  ),
  elisions: z.array(z.string()),
});

const options = z.strictObject({
  style: z
    .enum(['straight', 'typographic', 'preserve'])
    .default('straight')
    .describe('Straight marks, marks by the convention of the language, or the marks as they are'),
  language: z
    .string()
    .default('auto')
    .describe(
      'Convention for typographic marks, such as de or fr-ch; auto takes the language of the document',
    ),
  apostrophes: z.boolean().default(true).describe('Write apostrophes in the style, too'),
  guillemets: z.boolean().default(true).describe('Write pairs of guillemets in the style, too'),
  primes: z
    .enum(['keep', 'straight', 'typographic'])
    .default('keep')
    .describe('How feet, inches, minutes and seconds are written'),
  doubled_accents: z
    .boolean()
    .default(false)
    .describe('Take two grave or acute accents around words for a quotation mark; ftfy leaves them, too'),
  artifacts: z
    .boolean()
    .default(true)
    .describe(
      'Read doubled, escaped and LaTeX quotation marks, and accents used as marks, as what they stand for',
    ),
  unmatched: z
    .boolean()
    .default(true)
    .describe('Remove a quotation mark that opens or closes a title and has no other half'),
});
type Options = z.output<typeof options>;

type Find = (text: string) => Change[];

/** Text without any of these needs no work in the style `straight`. */
const NOT_STRAIGHT = /[`´ʹʼ‘-‟′″«»‹›❛-❠⹂〝-〟＂＇｀\\\u{1f676}-\u{1f678}]|''|""/u;
const ANY_MARK = new RegExp(`[${DOUBLE_MARKS}${SINGLE_MARKS}«»‹›\`´′″]`, 'u');
const OUTER_MARK = new RegExp(`^[${DOUBLE_MARKS}‘❛‚]|[${DOUBLE_MARKS}]$`, 'u');

function artifactFinders(on: Options): Find[] {
  if (!on.artifacts) return [];
  const finders: Find[] = [findEscaped, findLatex, findDoubledSingles, findDoubledDoubles];
  if (on.apostrophes) finders.push(findAccentApostrophes);
  finders.push((text) => findAccentQuotations(text, on.doubled_accents));
  return finders;
}

function findersFor(on: Options, convention: Convention, elisions: ReadonlySet<string>): Find[] {
  if (on.style === 'preserve') return [];
  const finders = artifactFinders(on);
  if (on.primes === 'typographic') finders.push((text) => findPrimes(text, 'typographic', elisions));
  if (on.style === 'straight') {
    if (on.guillemets) finders.push(findGuillemets);
    finders.push((text) => findCurly(text, on.apostrophes));
  } else {
    const keep = { apostrophes: !on.apostrophes, guillemets: !on.guillemets };
    finders.push((text) => findTypographic(text, convention, elisions, keep));
  }
  if (on.primes === 'straight') finders.push((text) => findPrimes(text, 'straight', elisions));
  return finders;
}

function isCode({ place }: Block): boolean {
  return place.part !== 'removed' && place.kind === 'code';
}

function isTitle({ place }: Block): boolean {
  if (place.part === 'removed') return place.label === 'duplicate-title';
  return place.kind === 'title' || place.kind === 'heading';
}

/** One change can uncover the need for another; then it settles. */
const MAX_ROUNDS = 6;

/** Marks so tangled that they never settle stay as they are. */
function normalize(source: string, block: Block, finders: readonly Find[], concerned: RegExp): Block {
  let normalized = block;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = normalized;
    if (!concerned.test(before.text)) return before;
    for (const find of finders) {
      const { text } = normalized;
      normalized = rewrite(source, normalized, NAME, outsideProtected(text, find(text)));
    }
    if (normalized.text === before.text) return before;
  }
  return block;
}

/** Takes marks off titles and title-like lines that have no other half here or in the neighbour. */
function dropUnmatched(document: Document, elisions: ReadonlySet<string>): Block[] {
  const { source, blocks } = document;
  let texts: Set<string> | null = null;
  const stands = (text: string) => {
    texts ??= new Set(blocks.map((b) => b.text));
    return texts.has(text);
  };
  return blocks.map((block, i) => {
    const { text } = block;
    if (isCode(block) || !OUTER_MARK.test(text)) return block;
    // To read the marks of a long text takes longer than to see that it is no title.
    const likeTitle = isTitle(block) || looksLikeTitle(text);
    if (!likeTitle && !withoutOuter(text).some(stands)) return block;
    const mark = unmatchedMark(text, elisions);
    if (!mark || (!likeTitle && !stands(without(text, mark)))) return block;
    const neighbour = blocks[mark.role === 'open' ? i + 1 : i - 1];
    if (neighbour && holdsOtherHalf(neighbour.text, mark, elisions)) return block;
    return rewrite(source, block, NAME, [removal(mark)]);
  });
}

function dropUnmatchedIn(title: string, elisions: ReadonlySet<string>): string {
  const mark = OUTER_MARK.test(title) ? unmatchedMark(title, elisions) : null;
  return mark ? without(title, mark) : title;
}

export const normalizeQuotes = defineStage({
  name: NAME,
  summary: 'Makes quotation marks and apostrophes uniform: straight, or typographic by language',
  settles: true,
  options,
  create(on, resources) {
    const { languages, default: fallback, elisions: words } = lexicon.parse(resources.lexicon('quotes'));
    const elisions = new Set(words);
    if (on.language !== 'auto' && !languages[on.language.toLowerCase()]) {
      throw new Error(
        `language "${on.language}" has no quotation marks; known: auto, ${Object.keys(languages).join(', ')}`,
      );
    }
    const conventionOf = (language: string | null): Convention => {
      const name = (on.language === 'auto' ? (language ?? fallback) : on.language).toLowerCase();
      return languages[name] ?? languages[name.split('-')[0]!] ?? languages[fallback]!;
    };
    const concerned = on.style === 'straight' ? NOT_STRAIGHT : ANY_MARK;
    return (document: Document): Document => {
      const { source, metadata } = document;
      const finders = findersFor(on, conventionOf(metadata.language), elisions);
      const apply = (of: string, block: Block): Block =>
        isCode(block) ? block : normalize(of, block, finders, concerned);
      const applyToString = (text: string | null): string | null =>
        text && apply(text, createBlock(text, { start: 0, end: text.length }, ARTICLE)).text;
      const blocks = on.unmatched ? dropUnmatched(document, elisions) : document.blocks;
      const title =
        metadata.title && on.unmatched ? dropUnmatchedIn(metadata.title, elisions) : metadata.title;
      return {
        ...document,
        blocks: blocks.map((block) => apply(source, block)),
        metadata: { ...metadata, title: applyToString(title), author: applyToString(metadata.author) },
      };
    };
  },
});

const ARTICLE = { part: 'article', kind: 'paragraph' } as const;
