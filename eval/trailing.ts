/** The section on trailing stories of `eval/RESULTS.md`. */
import type { Transform } from '../pipeline/stage.js';
import { documentOf } from '../training/documents.js';
import { FOLDS, foldOf, readWcxb } from '../training/wcxb.js';
import type { BodyPage } from './corpora.js';
import { table } from './markdown.js';
import { openFolds } from './pipelines.js';
import { realCase, type StoryCase, scoreStories } from './stories.js';
import { styleCases } from './story-styles.js';

/** A case and the fold of the page whose main text it has. */
type Folded = readonly [StoryCase, number];

/**
 * Figures on trailing stories, each text judged by models that did not see its page: the corpus `texts`, alone and
 * through the whole pipeline `folds`; styles that training does not make; main contents with nothing behind them; and,
 * where a folder of WCXB is given, real cards behind real pages.
 */
export async function storySections(
  texts: readonly StoryCase[],
  pages: readonly BodyPage[],
  folds: readonly Transform[],
  wcxb: string | undefined,
): Promise<string[]> {
  const alone = await openFolds(['stages=[segment-stories]']);
  const known = withFolds(texts, pages);
  const styles = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) =>
    styleCases(pages.filter(({ url }) => foldOf(url) === fold)).map((text): Folded => [text, fold]),
  );
  const whole = pages.map(
    ({ gold, type, url }): Folded => [
      { text: gold, mainEnd: gold.length, stories: [], style: type },
      foldOf(url),
    ],
  );
  const sections = [
    '### Trailing stories',
    'Main contents with other stories behind them. `boundary`: the main text ends exactly where it should; `count`: stories ' +
      'counted right; `lost`: texts whose main text lost more than 1.5 % of its words; Pk and WindowDiff over blocks.',
    'The stage alone, on texts in the styles of `stories-dev`:',
    figures(known, alone),
    'The same texts through the whole pipeline, where earlier stages take titles, bylines and the like:',
    figures(known, folds),
    'Styles, labels and phrases that training does not make, the stage alone:',
    figures(styles, alone),
    'Whole main contents with nothing behind them, by type of page, the stage alone:',
    figures(whole, alone),
  ];
  if (wcxb === undefined) return sections;
  const real = [...readWcxb(wcxb)].flatMap((page): Folded[] => {
    const text = page.type === 'article' ? realCase(page) : null;
    return text ? [[text, foldOf(page.url)]] : [];
  });
  return [
    ...sections,
    'Real pages: their own cards behind their main content (what their HTML shows to be a headline that links, with some ' +
      'text), the stage alone:',
    figures(real, alone),
  ];
}

/**
 * Texts of the corpus do not say which page they are from; the beginning of the page's main content does. Throws where
 * no page begins like a text.
 */
function withFolds(texts: readonly StoryCase[], pages: readonly BodyPage[]): Folded[] {
  const beginnings = pages.map(({ gold, url }) => ({ start: beginning(gold), url }));
  return texts.map((text) => {
    const own = beginning(text.text.slice(0, text.mainEnd));
    const page = beginnings.find(({ start }) => start.startsWith(own));
    if (!page) throw new Error(`no page begins with "${own}"`);
    return [text, foldOf(page.url)];
  });
}

function beginning(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, '').slice(0, 100);
}

function figures(cases: readonly Folded[], folds: readonly Transform[]): string {
  const scores = scoreStories(
    cases.map(([text, fold]) => [text, folds[fold]!(documentOf(text.text))] as const),
  );
  return table(
    ['style', 'texts', 'boundary', 'count', 'main F1', 'lost', 'Pk', 'WindowDiff'],
    Object.entries(scores).map(([style, { cases: n, boundary, count, mainF1, lost, pk, windowDiff }]) => [
      style,
      String(n),
      ...[boundary, count, mainF1, lost, pk, windowDiff].map((x) => x.toFixed(3)),
    ]),
  );
}
