/**
 * Real pages as segment-stories gets them: after the stages before it have had their say. What those stages leave of
 * a page's own text are gaps at which no story ends.
 */
import { join } from 'node:path';
import { composeOnce } from '../pipeline/compose.js';
import { loadConfig, stepsOf } from '../pipeline/config/config.js';
import type { Document } from '../pipeline/document.js';
import type { Transform } from '../pipeline/stage.js';
import { documentOf } from './documents.js';
import { flatten } from './flatten.js';
import { foldResources } from './fold-resources.js';
import { readPage } from './page.js';
import { FOLDS, type WcxbPage } from './wcxb.js';

/**
 * Lays out a page's HTML as lines and takes it through the stages before segment-stories, with the models of its fold
 * as far as a folder of folds has them: what they leave is then what they leave of pages that they never saw.
 */
export async function openPages(folds: string): Promise<(page: WcxbPage, fold: number) => Document> {
  const config = await loadConfig({ set: ['stages=[repair-text, split-headings, deboilerplate]'] });
  const steps = await stepsOf(config);
  const transforms: Transform[] = [];
  for (let k = 0; k < FOLDS; k++)
    transforms.push(await composeOnce(steps, foldResources(join(folds, String(k)))));
  return ({ html, title }, fold) => transforms[fold]!(documentOf(flatten(readPage(html), title, 'lines')));
}

/** Index of the last block of the article that is in the page's main content; -1 where none is. */
export function lastOwnBlock({ blocks }: Document, gold: string): number {
  const own = squash(gold);
  return blocks.findLastIndex(({ place, text }) => place.part === 'article' && own.includes(squash(text)));
}

/** Letters and digits only: what layouts of the same text have in common. */
function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
