/** How probably each line is content: what the trained models say, moved by the rules that know better. */
import type { Label } from '../../pipeline/document.js';
import type { Profile } from '../../text/profile.js';
import { type Boxes, findBoxes, weighBoxes } from './boxes.js';
import { weighEnds } from './ends.js';
import type { Naming } from './labels.js';
import type { Lexicon } from './lexicon.js';
import type { Reading } from './lines.js';
import { weighMarkup } from './markup.js';
import type { LineModel } from './model.js';
import { weighRows } from './rows.js';
import { weighShapes } from './shape.js';
import { weighSigns } from './signs.js';
import { weighProfile } from './site-lines.js';

/** A page that is an article less probably is read as any page. */
const HARDLY = 0.05;

/** What is thought of each line. */
export interface Judgement {
  /** How probably it is content. */
  readonly content: Float32Array;
  /** What its phrases say it is. */
  readonly signs: readonly (Label | null)[];
  readonly boxes: Boxes;
}

export type Judge = (reading: Reading) => Judgement;

/** `page` is what pages are taken for; `auto` weighs both readings by how probably a page is an article. */
export function createJudge(
  model: LineModel,
  lexicon: Lexicon,
  profile: Profile | null,
  page: 'article' | 'any' | 'auto',
): Judge {
  const judgeAs = (reading: Reading, article: boolean): Judgement => {
    const content = model.judge(reading, article);
    const boxes = findBoxes(reading, lexicon, article);
    weighBoxes(content, boxes.names);
    weighShapes(reading, content);
    weighMarkup(reading, content, article);
    if (profile) weighProfile(reading, content, profile);
    if (!article) return { content, signs: [], boxes };
    weighRows(reading, content);
    const weighed = weighSigns(reading, content, lexicon);
    weighEnds(reading, weighed.content);
    return { ...weighed, boxes };
  };
  return (reading) => {
    if (page === 'article') return judgeAs(reading, true);
    const any = judgeAs(reading, false);
    const p = page === 'any' ? 0 : model.articleProbability(reading, any.content);
    if (p < HARDLY) return any;
    const article = judgeAs(reading, true);
    const content = any.content.map((q, line) => p * article.content[line]! + (1 - p) * q);
    return { ...(p < 0.5 ? any : article), content };
  };
}

/** What lines are by their form or their phrases. */
export function formsOf({ signs, boxes }: Judgement): (Naming | null)[] {
  return boxes.names.map((box, line) => {
    const sign = signs[line];
    return box ?? (sign ? { label: sign, rule: `phrase-${sign}` } : null);
  });
}
