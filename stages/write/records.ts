/** A document as the records of the output contract. */
import type { Block, Document, Evidence, Kind } from '../../pipeline/document.js';
import {
  type BlockRecord,
  bodyText,
  type Records,
  type RemovedSpan,
  type StoryRecord,
} from '../../pipeline/output.js';
import { codePointCounter } from './code-points.js';

/** A block that is kept, its offsets in code points. */
interface Kept {
  readonly block: Block;
  readonly record: BlockRecord;
}

/** Sorts the blocks of a document into what is written where. Every block comes out exactly once. */
export function toRecords(document: Document): Records {
  const { origin, metadata } = document;
  const article: BlockRecord[] = [];
  const stories: Kept[][] = document.stories.map(() => []);
  const spans: RemovedSpan[] = [];
  const count = codePointCounter(document.source);
  for (const block of document.blocks) {
    const start = count(block.start);
    const end = count(block.end);
    const { place } = block;
    if (place.part === 'removed') spans.push(toSpan(block, place.label, start, end));
    else if (block.text === '') spans.push(toSpan(block, 'other', start, end));
    else {
      const record = toBlock(block, place.kind, start, end);
      if (place.part === 'article') article.push(record);
      else stories[place.story]!.push({ block, record });
    }
  }
  const shown = stories.flatMap((kept, index) => (kept.length > 0 ? [{ kept, index }] : []));
  const storyId = (n: number) => `${origin.id}#${n + 1}`;
  return {
    document: {
      id: origin.id,
      text: bodyText(article),
      source: origin.path,
      title: article.find((b) => b.kind === 'title')?.text ?? metadata.title,
      author: metadata.author,
      published: metadata.published,
      language: metadata.language,
      blocks: article,
      stories: shown.map((_, n) => storyId(n)),
      confidence: round(metadata.confidence),
      provenance: {
        record: origin.record,
        format: origin.format,
        encoding: origin.encoding,
        bytes: origin.bytes,
        sha256: origin.sha256,
        url: origin.url,
      },
    },
    stories: shown.map(({ kept, index }, n) => toStory(document, index, kept, storyId(n))),
    removed: { id: origin.id, source: origin.path, spans },
  };
}

function toBlock(block: Block, kind: Kind, start: number, end: number): BlockRecord {
  const record = { kind, text: block.text, start, end };
  return kind === 'heading' ? { ...record, level: block.level } : record;
}

/** The last evidence is what made the block what it is. */
function toSpan(block: Block, label: string, start: number, end: number): RemovedSpan {
  const evidence: Evidence | undefined = block.evidence.at(-1);
  return {
    start,
    end,
    label,
    stage: evidence?.stage ?? null,
    rule: evidence?.rule ?? null,
    score: round(evidence?.score ?? null),
    ...(evidence?.again && { again: true }),
    text: block.text,
  };
}

function toStory(document: Document, index: number, kept: readonly Kept[], id: string): StoryRecord {
  const { title, truncated, score } = document.stories[index]!;
  const blocks = kept.map((k) => k.record);
  return {
    id,
    parent: document.origin.id,
    title: title && titleText(document.source, kept, title.start, title.end),
    text: bodyText(blocks),
    blocks,
    truncated,
    start: blocks[0]!.start,
    end: blocks.at(-1)!.end,
    score: round(score)!,
  };
}

/** The title as its block reads, where it is a whole block; else as the source has it. */
function titleText(source: string, kept: readonly Kept[], start: number, end: number): string {
  const whole = kept.find(({ block }) => block.start === start && block.end === end);
  return whole ? whole.block.text : source.slice(start, end);
}

/** Probabilities to four places: more would be noise. */
function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10_000) / 10_000;
}
