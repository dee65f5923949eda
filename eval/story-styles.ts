/**
 * Tails in styles, labels and phrases that training does not make: what a site might do that nobody thought of. Each is
 * written here from scratch, so that nothing is shared with what the models learnt from but the texts themselves.
 */
import type { Text } from '../training/story-text.js';
import type { StoryCase } from './stories.js';

/** What stands behind a main text: pieces, each with the lines of one story, and a label above them. */
interface Tail {
  readonly label?: string;
  /** Whether the pieces are headlines only, which are no stories. */
  readonly lists?: boolean;
  readonly stories: readonly (readonly string[])[];
}

/** Makes a tail of other texts; `n` numbers the page, so that pages differ. */
type Style = (others: readonly Text[], n: number) => Tail;

const WRITERS = ['Imogen Vale', 'Rafael Quint', 'Dora Lindqvist', 'Kofi Asante-Bell', 'Staff and wires'];
const PLACES = ['GENEVA', 'Auckland', 'São Paulo', 'NAIROBI', 'Halifax, N.S.'];
const FOREIGN_LABELS = [
  'Ebenfalls lesenswert',
  'Das könnte Ihnen gefallen',
  'Vous avez aimé cet article ?',
  'Dans l’actualité',
  'Otras historias',
  'Además en portada',
  'Da leggere',
  'Outros destaques do dia',
  'Verder in het nieuws',
  'Warto przeczytać',
];
const LABELS = [
  'Dig deeper',
  'Now trending on the site',
  'Hand-picked for you',
  'Also making news',
  'The latest',
];
const GO_ON = ['Keep on reading →', 'Go to article', '(more…)', 'Read on »', 'View post'];

const STYLES: Readonly<Record<string, Style>> = {
  'most read, numbered': (others, n) => ({
    label: ['Most read this week', 'Top 5', 'What people are reading'][n % 3]!,
    lists: true,
    stories: others
      .slice(0, 5)
      .map((t, i) => (n % 2 ? [String(i + 1), title(t)] : [`${i + 1}. ${title(t)}`])),
  }),
  'headlines with comments': (others) => ({
    lists: true,
    stories: others.slice(0, 6).map((t, i) => [`${title(t)} (${3 + i * 7} comments)`]),
  }),
  'date-led teasers': (others, n) => ({
    stories: others.slice(0, 3).map((t, i) => [`${date(n + i)} – ${cut(body(t), 240, '')}`]),
  }),
  'cards with author and length': (others, n) => ({
    ...(n % 2 ? { label: LABELS[n % LABELS.length]! } : {}),
    stories: others
      .slice(0, 3)
      .map((t, i) => [title(t), sentence(t), `${WRITERS[(n + i) % 5]} · ${2 + i} min`]),
  }),
  'cards with a time behind': (others, n) => ({
    stories: others.slice(0, 4).map((t, i) => [title(t), sentence(t), `${(n % 9) + i + 1}h ago`]),
  }),
  'teasers that lead on': (others, n) => ({
    stories: others.slice(0, 3).map((t) => [title(t), cut(body(t), 300, '…'), GO_ON[n % 5]!]),
  }),
  'headline and teaser in one line': (others, n) => ({
    stories: others
      .slice(0, 4)
      .map((t) => [`${title(t)}${[': ', ' – ', '. ', ' '][n % 4]}${cut(body(t), 150, '...')}`]),
  }),
  'label in another language': (others, n) => ({
    label: FOREIGN_LABELS[n % FOREIGN_LABELS.length]!,
    stories: others.slice(0, 3).map((t) => [title(t), cut(body(t), 200, '')]),
  }),
  'article with byline and place': (others, n) => ({
    stories: others.slice(0, 1).map((t) => {
      const [first = '', ...rest] = paragraphs(t).slice(0, 12);
      return [title(t), `By ${WRITERS[n % 5]}`, date(n), `${PLACES[n % 5]} — ${first}`, ...rest];
    }),
  }),
  'long article without a headline': (others) => ({
    stories: others.slice(0, 1).map((t) => paragraphs(t)),
  }),
  'one teaser': (others) => ({ stories: others.slice(0, 1).map((t) => [cut(body(t), 280, '')]) }),
  'eight teasers': (others) => ({ stories: others.slice(0, 8).map((t) => [title(t), sentence(t)]) }),
};

/**
 * One case for each page and style, and for each page its whole text and its first paragraphs without a tail. Other
 * stories are the pages that follow in the list; in every third case those that share most words with the main text.
 */
export function styleCases(pages: readonly Text[]): StoryCase[] {
  const texts = pages.filter((page) => page.type === 'article' && paragraphs(page).length >= 4);
  const names = Object.keys(STYLES);
  return texts.flatMap((page, n) => {
    const others = Array.from({ length: 8 }, (_, i) => texts[(n + 1 + i * 7) % texts.length]!);
    if (n % 3 === 0) others.sort((a, b) => shared(page, b) - shared(page, a));
    const line = n % 2 ? '\n' : '\n\n';
    const name = names[n % names.length]!;
    const main = paragraphs(page).join(line);
    const brief = opening(page).join(line);
    const tail = STYLES[name]!(others, n);
    return [
      withTail(main, tail, line, name),
      withTail(brief, tail, line, 'short main text'),
      withTail(main, { stories: [] }, line, 'nothing behind'),
      withTail(brief, { stories: [] }, line, 'short, nothing behind'),
    ];
  });

  function withTail(main: string, { label, stories, lists }: Tail, line: string, style: string): StoryCase {
    let text = label === undefined ? main : `${main}${line}${label}`;
    const spans = stories.map((lines) => {
      const start = text.length + line.length;
      text += line + lines.join(line);
      return { start, end: text.length };
    });
    return { text, mainEnd: main.length, stories: lists ? null : spans, style };
  }
}

/** The first paragraphs, three or more, up to one that ends a sentence. */
function opening(page: Text): string[] {
  const lines = paragraphs(page);
  const end = lines.findIndex((line, i) => i >= 2 && /[.!?]["”’)]?$/.test(line) && line.length > 60);
  return end < 0 ? lines : lines.slice(0, end + 1);
}

function title(t: Text): string {
  return (t.title ?? paragraphs(t)[0] ?? '')
    .split(/ [|–—] /)[0]!
    .trim()
    .slice(0, 140);
}

function sentence(t: Text): string {
  const text = paragraphs(t).find((line) => line.length > 80) ?? body(t);
  return /^.{40,260}?[.!?]["”’)]?(?= |$)/.exec(text)?.[0] ?? cut(text, 180, '');
}

function body(t: Text): string {
  return t.gold.replace(/\s+/g, ' ').trim();
}

function paragraphs(t: Text): string[] {
  return t.gold
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function cut(text: string, length: number, mark: string): string {
  if (text.length <= length) return text;
  return text.slice(0, text.lastIndexOf(' ', length)).replace(/[.,;:\s]+$/, '') + mark;
}

function date(n: number): string {
  const day = 1 + (n % 28);
  return [
    `${day} October 2023`,
    `Oct ${day}, 2023`,
    `${day}/10/2023`,
    `2023-10-${String(day).padStart(2, '0')}`,
  ][n % 4]!;
}

function shared(a: Text, b: Text): number {
  const words = (t: Text) =>
    new Set(`${t.title} ${t.gold.slice(0, 400)}`.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  const mine = words(a);
  return [...words(b)].filter((word) => mine.has(word)).length;
}
