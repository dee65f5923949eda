/** Pieces of texts that stories behind a page are made of. */
import { below, chance, pick, type Random } from './random.js';
import type { WcxbPage } from './wcxb.js';

/** What of a page the samples are made of. */
export type Text = Pick<WcxbPage, 'gold' | 'title' | 'type'> & {
  /** What the page says of itself to those who link to it. */
  readonly summary?: string;
};

export function paragraphs(t: Text): string[] {
  return t.gold
    .split(/\n+/)
    .map((p) => p.trim())
    .filter((p) => p.length > 0);
}

/** The title, without the name of the site behind it. */
export function headlineOf(t: Text): string {
  const title = t.title ?? paragraphs(t)[0] ?? '';
  return title
    .split(/ [|–—] /)[0]!
    .trim()
    .slice(0, 150);
}

export function bodyOf(t: Text): string {
  return t.gold.replace(/\s+/g, ' ').trim();
}

/** A line that heads or lists something, rather than telling it. */
export function isShortLine(line: string): boolean {
  return line.length <= 70 && !/[.!?…]["”’)]?$/.test(line);
}

export function firstParagraph(t: Text): string {
  return paragraphs(t).find((p) => p.length > 80) ?? bodyOf(t).slice(0, 200);
}

/** What a page says of itself, else its first sentence. */
export function summaryOf(t: Text): string {
  return t.summary ?? sentencesOf(t, 1);
}

/** The first sentences of a text: so many of them, or as many as fit. */
export function sentencesOf(t: Text, count: number): string {
  const text = firstParagraph(t);
  const ends = [...text.matchAll(/[.!?]["”’)]?(?=\s|$)/g)].map((m) => m.index + m[0].length);
  return ends.length > 0 ? text.slice(0, ends[Math.min(count, ends.length) - 1]) : text;
}

/** Cuts texts at about one length, in mid-sentence or behind a sentence, with or without dots. */
export function cutter(random: Random): (text: string) => string {
  const least = pick([60, 90, 120, 160, 200, 280, 350, 500, 650], random);
  const spread = pick([0, 40, 200, 350], random);
  const dots = pick(['', '', '', '...', '…', ' ...', ' […]', '[...]', '..'], random);
  const whole = dots === '' && chance(random, 0.25);
  return (text) => {
    const length = least + below(random, spread + 1);
    if (text.length <= length) return text;
    if (whole) {
      const end = text.slice(0, length).search(/[.!?]["”’)]?\s[^.!?]*$/);
      if (end > 40) return text.slice(0, end + 1);
    }
    const cut = text.slice(0, length);
    const space = cut.lastIndexOf(' ');
    return (space > 20 ? cut.slice(0, space) : cut).replace(/[.,;:\s]+$/, '') + dots;
  };
}
