/** What became of one document, for a person: a view of it, and the view as lines for a terminal. */
import type { createColors } from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Block, Document, Evidence } from '../document.js';
import type { Edit } from '../edits.js';
import type { DocumentRecord, Records } from '../output.js';
import { count, printable, printableLines } from './printable.js';

/** A block of a document, in whatever place. */
export interface Part {
  readonly start: number;
  readonly place: 'kept' | 'cut' | 'story';
  /** The kind of what is kept, the label of what is cut. */
  readonly name: string;
  /** Number of the story, from 1; null outside of stories. */
  readonly story: number | null;
  readonly text: string;
  readonly stage: string | null;
  readonly rule: string | null;
  readonly score: number | null;
  /** Whether the rule says so of the text alone, when that was cleaned again. */
  readonly again: boolean;
  /** Changes of characters, each as `before → after`, with how often. */
  readonly edits: readonly string[];
}

export interface Explanation {
  readonly document: DocumentRecord;
  /** In source order. */
  readonly parts: readonly Part[];
}

/** From a document that was just cleaned: with all its evidence and edits. */
export function explainDocument(document: Document, record: DocumentRecord): Explanation {
  return { document: record, parts: document.blocks.map((block) => toPart(document.source, block)) };
}

/** From what a run wrote: that holds the evidence of what was cut only, and no edits. */
export function explainRecords({ document, stories, removed }: Records): Explanation {
  const unknown = { stage: null, rule: null, score: null, again: false, edits: [] };
  const parts: Part[] = [
    ...document.blocks.map((b) => ({ ...b, ...unknown, place: 'kept' as const, name: b.kind, story: null })),
    ...stories.flatMap((s, n) =>
      s.blocks.map((b) => ({
        ...b,
        ...unknown,
        place: 'story' as const,
        name: b.kind,
        story: n + 1,
        score: s.score,
      })),
    ),
    ...removed.spans.map(({ again = false, ...s }) => ({
      ...s,
      again,
      place: 'cut' as const,
      name: s.label,
      story: null,
      edits: [],
    })),
  ];
  return { document, parts: parts.sort((a, b) => a.start - b.start) };
}

function toPart(source: string, block: Block): Part {
  const { place, start, text } = block;
  const last: Evidence | undefined = block.evidence.at(-1);
  return {
    start,
    place: place.part === 'article' ? 'kept' : place.part === 'removed' ? 'cut' : 'story',
    name: place.part === 'removed' ? place.label : place.kind,
    story: place.part === 'story' ? place.story + 1 : null,
    text,
    stage: last?.stage ?? null,
    rule: last?.rule ?? null,
    score: last?.score ?? null,
    again: last?.again ?? false,
    edits: summarize(source, block.edits),
  };
}

/** Equal edits together, the most frequent first. */
function summarize(source: string, edits: readonly Edit[]): string[] {
  const counts = new Map<string, number>();
  for (const edit of edits) {
    const change = `${show(source.slice(edit.start, edit.end))} → ${show(edit.text)} (${edit.rule})`;
    counts.set(change, (counts.get(change) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([change, count]) => (count === 1 ? change : `${change} ×${count}`));
}

/** The characters of an edit; white space other than a plain space is named, since it cannot be seen. */
function show(text: string): string {
  if (text === '') return 'nothing';
  return printable(clip(text, 40)).replace(
    /[^\S ]/gu,
    (c) => `<U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}

export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colors: ReturnType<typeof createColors>;
  /** Characters of each block that are shown. */
  readonly limit: number;
}

/** Sign, kind or label, and score stand in this many columns before the text. */
const HEAD = 26;
const MAX_EDITS = 6;

/** The view as text for a terminal. No character of the document reaches the terminal that it would act on. */
export function renderExplanation({ document, parts }: Explanation, options: RenderOptions): string {
  const { bold, dim } = options.colors;
  const { provenance } = document;
  const field = (name: string, value: string | number | null) =>
    value === null ? [] : [`${dim(name.padEnd(HEAD))}${bold(printable(String(value)))}`];
  const origin = `record ${provenance.record}, ${provenance.format}, ${provenance.encoding}, ${provenance.bytes} bytes`;
  return [
    `${bold(printable(document.source))} ${dim(printable(origin))}`,
    ...field('id', document.id),
    ...field('url', provenance.url),
    ...field('title', document.title),
    ...field('author', document.author),
    ...field('published', document.published),
    ...field('language', document.language),
    ...field('confidence', document.confidence),
    '',
    ...parts.flatMap((part) => renderPart(part, options)),
    '',
    dim(total(parts)),
    '',
  ].join('\n');
}

function renderPart(part: Part, options: RenderOptions): string[] {
  const { dim, green, red, yellow, cyan } = options.colors;
  const { sign, color } = {
    kept: { sign: '+', color: green },
    cut: { sign: '-', color: red },
    story: { sign: '>', color: yellow },
  }[part.place];
  const name = part.story === null ? part.name : `story ${part.story} ${part.name}`;
  const score = part.score === null ? '' : part.score.toFixed(2);
  const head = `${sign} ${name.padEnd(HEAD - 8)} ${score.padEnd(4)} `;
  const reason =
    part.rule === null ? '' : printable(`[${part.stage}/${part.rule}${part.again ? ', cleaned again' : ''}]`);
  const text = `${printableLines(clip(part.text, options.limit))} ${reason}`;
  const columns = Math.max(20, options.width - HEAD);
  const lines = wrap(text, columns).map((line) => (part.place === 'cut' ? dim(line) : line));
  const last = lines.length - 1;
  if (reason !== '') lines[last] = lines[last]!.replace(reason, () => dim(reason));
  const shown = part.edits.slice(0, MAX_EDITS);
  if (part.edits.length > MAX_EDITS) shown.push(count(part.edits.length - MAX_EDITS, 'other change'));
  const changes = shown.flatMap((edit) => wrap(edit, columns).map(cyan));
  return [...lines, ...changes].map((line, i) => (i === 0 ? color(head) : ' '.repeat(HEAD)) + line);
}

/** Lines of at most so many columns; the indentation of the text's own lines stays. */
function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((line) => {
    const [first = '', ...rest] = wrapAnsi(line, columns, { hard: true, trim: false }).split('\n');
    return [first.trimEnd(), ...rest.map((l) => l.trim())];
  });
}

function total(parts: readonly Part[]): string {
  const sum = (place: Part['place']) => {
    const of = parts.filter((p) => p.place === place);
    const characters = of.reduce((n, p) => n + p.text.length, 0);
    return `${of.length} of ${count(parts.length, 'block')}, ${count(characters, 'character')}`;
  };
  const stories = new Set(parts.map((p) => p.story).filter((n) => n !== null)).size;
  return `+ kept: ${sum('kept')}    - cut: ${sum('cut')}    > other stories: ${stories} (${sum('story')})`;
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}… (${count(text.length - limit, 'more character')})`;
}
