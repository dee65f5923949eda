/**
 * Edits: changes to the characters of a span that leave the source as it is. Every edit says what it replaces, so each
 * can be shown and undone, and any offset in the edited text leads back to the source.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One change to the characters of a block: source offsets, what stands there now, and who changed it. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly stage: string;
  readonly rule: string;
}

/** A change a stage asks for: offsets in the block's `text`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly rule: string;
  /** Who asks for it, where it is not the stage that makes the change. */
  readonly stage?: string;
}

/** What edits apply to: a span of the source and the text that it reads as. */
export interface EditedSpan extends Span {
  /** The source of the span with the edits applied. */
  readonly text: string;
  /** Sorted by `start`, never overlapping. */
  readonly edits: readonly Edit[];
}

/** Pieces that are joined at a time: a chain of all of a long text's would keep memory busy. */
const PIECES = 256;

/** The source of a span with edits that lie inside it. */
export function applyEdits(source: string, span: Span, edits: readonly Edit[]): string {
  if (edits.length === 0) return source.slice(span.start, span.end);
  let text = '';
  let pieces: string[] = [];
  let at = span.start;
  for (const edit of edits) {
    pieces.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
    if (pieces.length < PIECES) continue;
    text += pieces.join('');
    pieces = [];
  }
  return text + pieces.join('') + source.slice(at, span.end);
}

/** Between the rules of an edit that several changes made. */
const RULES = ' + ';

/** Puts changes (in the span's text) over its edits: what touches becomes one edit that names the rules of all. */
export function addChanges(
  source: string,
  block: EditedSpan,
  stage: string,
  changes: readonly Change[],
): Edit[] {
  return block.edits.length === 0 ? shift(block, stage, changes) : merge(source, block, stage, changes);
}

function shift(block: EditedSpan, stage: string, changes: readonly Change[]): Edit[] {
  return changes.map((change) => ({
    start: change.start + block.start,
    end: change.end + block.start,
    text: change.text,
    stage: change.stage ?? stage,
    rule: change.rule,
  }));
}

function merge(source: string, block: EditedSpan, stage: string, changes: readonly Change[]): Edit[] {
  const result: Edit[] = [];
  let c = 0;
  let e = 0;
  /** Source offset minus text offset, behind the old edits passed so far. */
  let delta = block.start;
  const textStart = (edit: Edit) => edit.start - delta;
  while (c < changes.length || e < block.edits.length) {
    const edit = block.edits[e];
    const change = changes[c];
    if (edit && (!change || textStart(edit) + edit.text.length <= change.start)) {
      result.push(edit);
      delta += edit.end - edit.start - edit.text.length;
      e++;
      continue;
    }
    if (!change) break;
    if (!edit || change.end <= textStart(edit)) {
      const { start, end, text, rule } = change;
      const by = change.stage ?? stage;
      result.push({ start: start + delta, end: end + delta, text, stage: by, rule });
      c++;
      continue;
    }
    // They touch: take in every change and edit that reaches into the growing text range.
    const from = Math.min(change.start, textStart(edit));
    const sourceStart = Math.min(change.start + delta, edit.start);
    let to = from;
    const taken: Change[] = [];
    const rules = new Set<string>();
    for (;;) {
      const nextEdit = block.edits[e];
      const nextChange = changes[c];
      if (nextChange && (nextChange.start < to || taken.length === 0)) {
        taken.push(nextChange);
        to = Math.max(to, nextChange.end);
        c++;
      } else if (nextEdit && textStart(nextEdit) < to) {
        for (const part of nextEdit.rule.split(RULES)) rules.add(part);
        to = Math.max(to, textStart(nextEdit) + nextEdit.text.length);
        delta += nextEdit.end - nextEdit.start - nextEdit.text.length;
        e++;
      } else break;
    }
    let text = '';
    let at = from;
    for (const t of taken) {
      text += block.text.slice(at, t.start) + t.text;
      at = t.end;
    }
    text += block.text.slice(at, to);
    const end = to + delta;
    if (text !== source.slice(sourceStart, end)) {
      for (const { rule } of taken) rules.add(rule);
      const by = taken[0]!.stage ?? stage;
      result.push({ start: sourceStart, end, text, stage: by, rule: [...rules].join(RULES) });
    }
  }
  return result;
}

/** Source offsets for sorted offsets in the block's text; one inside an edit maps to the edit's end. */
export function toSourceOffsets(block: EditedSpan, textOffsets: readonly number[]): number[] {
  const result: number[] = [];
  let e = 0;
  /** Add to a text offset to get the source offset, behind the edits passed so far. */
  let delta = block.start;
  for (const offset of textOffsets) {
    let mapped: number | null = null;
    while (e < block.edits.length) {
      const edit = block.edits[e]!;
      const textStart = edit.start - delta;
      if (offset <= textStart) break;
      const textEnd = textStart + edit.text.length;
      if (offset < textEnd) {
        mapped = edit.end;
        break;
      }
      delta += edit.end - edit.start - edit.text.length;
      e++;
    }
    result.push(mapped ?? offset + delta);
  }
  return result;
}
