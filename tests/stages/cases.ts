/** Test cases that are data: one JSON object a line. */
import { readFileSync } from 'node:fs';
import { createBlock, type Document, NO_METADATA } from '../../pipeline/document.js';
import { openResources } from '../../pipeline/resources.js';
import type { Stage, Transform } from '../../pipeline/stage.js';
import { documentOf } from '../documents.js';

export interface Case {
  readonly what: string;
  /** Where the text comes from. */
  readonly from: string;
  readonly options?: Record<string, unknown>;
  readonly before: string;
  readonly after: string;
}

export function readCases(url: URL): Case[] {
  const lines = readFileSync(url, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

export async function createTransform(
  stage: Stage,
  options: Record<string, unknown> = {},
): Promise<Transform> {
  return stage.create(stage.options.parse(options), openResources());
}

/** A document whose one block is the whole source, whatever its lines. */
export function oneBlock(source: string): Document {
  const block = createBlock(source, { start: 0, end: source.length }, { part: 'article', kind: 'paragraph' });
  return { ...documentOf(''), source, blocks: [block], metadata: NO_METADATA };
}
