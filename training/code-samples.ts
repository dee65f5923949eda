/**
 * Puts labels, buttons and line numbers to the code samples of a page, as the scripts of many sites do: the pages to learn from
 * show too few of them.
 */
import type { Page, PageElement, PageToken } from './page.js';
import { below, chance, pick, type Random } from './random.js';

const LANGUAGES =
  'bash c cpp css go html http java javascript js json jsx kotlin php python ruby rust sh shell sql swift ts typescript xml yaml'.split(
    ' ',
  );
const BUTTONS = ['Copy', 'Copy code', 'Copied!', 'Copy to clipboard', 'Run', 'Try it', 'Edit', 'Download'];
const FILES = ['main', 'index', 'App', 'server', 'config', 'example', 'Dockerfile', 'package.json'];
const ENDINGS = ['.js', '.py', '.ts', '.go', '.java', '.yaml', '.html', '.css'];

const EDGE: PageToken = { type: 'edge', tag: 'div', block: true, opens: true };

/** The tokens of an element, each of its code samples with a label before it or numbers before its lines; null without samples. */
export function labelSamples(page: Page, { from, to }: PageElement, random: Random): Page | null {
  const samples = new Map<number, number>();
  for (const e of page.elements)
    if (e.tag === 'pre' && e.from >= from && e.to <= to) samples.set(e.from, e.to);
  if (samples.size === 0) return null;
  const isNumbered = chance(random, 0.4);
  const hasLabels = !isNumbered || chance(random, 0.5);
  const parts = pickParts(random);
  const tokens: PageToken[] = [];
  for (let i = from; i < to; i++) {
    const end = samples.get(i);
    if (end !== undefined && end <= to) {
      if (hasLabels) for (const part of parts()) tokens.push(EDGE, text(part), EDGE);
      const sample = page.tokens.slice(i, end);
      tokens.push(...(isNumbered ? numberLines(sample) : sample));
      i = end - 1;
    } else tokens.push(page.tokens[i]!);
  }
  return { tokens, elements: [] };
}

/** Gives the labels of one sample after another; those of one page are of a kind. */
function pickParts(random: Random): () => string[] {
  const language = pick(LANGUAGES, random);
  const form = pick<(name: string) => string>(
    [
      (name) => name,
      (name) => name,
      (name) => name[0]!.toUpperCase() + name.slice(1),
      (name) => name.toUpperCase(),
    ],
    random,
  );
  const button = pick(BUTTONS, random);
  const kind = below(random, 6);
  return () => {
    const label = form(chance(random, 0.7) ? language : pick(LANGUAGES, random));
    const name = pick(FILES, random) + pick(ENDINGS, random);
    return [[label], [label], [label, button], [button], [name], [name, button]][kind]!;
  };
}

function text(value: string): PageToken {
  return { type: 'text', text: value, block: 'div' };
}

/** A number, an element of its own, before each line. */
function numberLines(sample: readonly PageToken[]): PageToken[] {
  let number = 1;
  const tokens: PageToken[] = [EDGE, text(`${number}`), EDGE];
  for (const token of sample) {
    if (token.type === 'edge') {
      tokens.push(token);
      continue;
    }
    const [first = '', ...lines] = token.text.split('\n');
    tokens.push({ ...token, text: first });
    for (const line of lines) {
      number++;
      tokens.push({ ...token, text: '\n' }, EDGE, text(`${number}`), EDGE, { ...token, text: line });
    }
  }
  return tokens;
}
