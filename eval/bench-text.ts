/** Text to measure speed on: pages put together from the samples, and texts made to be hard. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../pipeline/resources.js';

interface Answer {
  readonly title: string | null;
  readonly blocks: readonly { readonly text: string }[];
}

const NOISE = [
  'Home',
  'Sign in',
  'Share on Facebook',
  'Photo: R. Quill',
  'Read more: Trams return to Ostra Street',
];

/** Paragraphs and headings of the sample articles, in order. */
const passages: readonly string[] = Object.values(
  JSON.parse(readFileSync(join(packageRoot, 'data/gold/gold.json'), 'utf8')) as Record<string, Answer>,
).flatMap((answer) => [answer.title ?? '', ...answer.blocks.map((b) => b.text)].filter((t) => t !== ''));

/** A page of about so many characters: passages of the samples from the given one on, a line of page noise now and then. */
export function page(characters: number, from: number): string {
  const lines: string[] = [];
  for (let i = from, length = 0; length < characters; i++) {
    const line = i % 7 === 0 ? NOISE[i % NOISE.length]! : passages[i % passages.length]!;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

/** Many pages of different lengths, together about so many characters. */
export function pages(characters: number): string[] {
  const result: string[] = [];
  for (let i = 0, length = 0; length < characters; i++) {
    const next = page(1000 + ((i * 7919) % 9000), i * 13);
    result.push(next);
    length += next.length;
  }
  return result;
}

/** Texts that are hard for one reason or another; `scale` 10 is ten times the text of `scale` 1, which is what the name says. */
export const HARD: Readonly<Record<string, (scale: number) => string>> = {
  'one page of 1 MB': (scale) => page(scale * 1_000_000, 0),
  'one line of 1 MB': (scale) => page(scale * 1_000_000, 0).replaceAll('\n', ' '),
  'one glued line of 1 MB': (scale) => page(scale * 1_000_000, 0).replaceAll('\n', ''),
  '10,000 lines of one word': (scale) => 'word\n'.repeat(scale * 10_000),
  '100,000 quotes': (scale) => '"'.repeat(scale * 100_000),
  '100,000 words in quotes': (scale) => '“word” '.repeat(scale * 100_000),
  '100,000 capital letters': (scale) => 'A'.repeat(scale * 100_000),
  '100,000 changes of case': (scale) => 'aB'.repeat(scale * 50_000),
  '50,000 quotes on letters': (scale) => '"a'.repeat(scale * 50_000),
  '50,000 glued sentences': (scale) => 'I saw.He saw.'.repeat(scale * 25_000),
  '100,000 ampersands': (scale) => '&amp'.repeat(scale * 100_000),
  '100,000 lines of mojibake': (scale) => 'â€™Ã©\n'.repeat(scale * 100_000),
};
