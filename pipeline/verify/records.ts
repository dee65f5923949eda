/** What must be true of the records of one document. */
import { type Document, trimSpan } from '../document.js';
import { bodyText, type DocumentRecord, type RemovedRecord, type StoryRecord } from '../output.js';

/** The first thing that is not as it should be, in one line. */
export class Difference extends Error {}

/** The records that were written of one document. */
export interface Written {
  readonly document: DocumentRecord;
  readonly stories: readonly StoryRecord[];
  readonly removed: RemovedRecord;
}

/** Throws a Difference where the records are not those of the document that was read. */
export function verifyRecords({ origin, source }: Document, { document, stories, removed }: Written): void {
  const fail = (what: string): never => {
    throw new Difference(
      `${origin.path}: record ${origin.record} (id ${JSON.stringify(document.id)}): ${what}`,
    );
  };
  if (!isIdOf(document.id, origin.id)) fail(`the id should be ${JSON.stringify(origin.id)}`);
  for (const key of ['record', 'format', 'encoding', 'bytes', 'sha256', 'url'] as const) {
    const [is, was] = [origin[key], document.provenance[key]];
    if (is !== was)
      fail(`${key} is ${JSON.stringify(is)} in the input, but ${JSON.stringify(was)} in the output`);
  }
  if (removed.id !== document.id || removed.source !== origin.path)
    fail('removed.jsonl has another document here');
  if (document.text !== bodyText(document.blocks)) fail('the text is not that of its blocks');
  stories.forEach((story, n) => {
    if (story.id !== document.stories[n])
      fail(`stories.jsonl has ${JSON.stringify(story.id)} in the place of a story`);
    if (story.text !== bodyText(story.blocks)) fail(`the text of ${story.id} is not that of its blocks`);
  });
  const spans = [...document.blocks, ...stories.flatMap((s) => s.blocks), ...removed.spans];
  const wrong = findUncovered(source, spans);
  if (wrong) fail(wrong);
}

/** `ID~2`, `ID~3` ... where the id was taken. */
function isIdOf(written: string, own: string): boolean {
  return (
    written === own || (written.startsWith(`${own}~`) && /^[1-9]\d*$/.test(written.slice(own.length + 1)))
  );
}

interface CodePointSpan {
  readonly start: number;
  readonly end: number;
}

/** What is wrong where the spans do not cover every character of the source but white space exactly once, else null. */
function findUncovered(source: string, spans: readonly CodePointSpan[]): string | null {
  const toUnits = codePointReader(source);
  let end = 0;
  let endUnits = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < end) return `characters ${span.start} to ${Math.min(end, span.end)} are in two spans`;
    const startUnits = toUnits(span.start);
    if (trimSpan(source, endUnits, startUnits))
      return `characters between ${end} and ${span.start} are in no span`;
    end = span.end;
    endUnits = toUnits(end);
    if (span.end <= span.start || endUnits > source.length)
      return `the span ${span.start} to ${end} is not in the source`;
  }
  return trimSpan(source, endUnits, source.length) ? `characters behind ${end} are in no span` : null;
}

/** Turns offsets in code points, never falling from call to call, into UTF-16 units; beyond the end, a larger one. */
function codePointReader(source: string): (offset: number) => number {
  let points = 0;
  let units = 0;
  return (offset) => {
    for (; points < offset && units < source.length; points++)
      units += source.codePointAt(units)! > 0xffff ? 2 : 1;
    return points < offset ? source.length + 1 : units;
  };
}
