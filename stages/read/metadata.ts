/** Dates, languages and what else a record or a page may say of itself. */
import { eld } from 'eld/extrasmall';
import type { Block } from '../../pipeline/document.js';

/** What a record or a page says of itself; null where it does not. */
export interface PageMetadata {
  readonly title: string | null;
  readonly author: string | null;
  /** ISO 8601 date or date-time. */
  readonly published: string | null;
  /** ISO 639-1 code. */
  readonly language: string | null;
  readonly url: string | null;
}

export const NO_PAGE_METADATA: PageMetadata = {
  title: null,
  author: null,
  published: null,
  language: null,
  url: null,
};

const SAMPLE_CHARACTERS = 200;

/** A date or date-time that is written as ISO 8601 says, else null. */
export function isoDate(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const date = value.trim();
  const isIso = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(date);
  return isIso && !Number.isNaN(Date.parse(date)) ? date.replace(' ', 'T') : null;
}

/** The ISO 639-1 code that a language tag such as `de-AT` begins with, else null. */
export function languageCode(tag: unknown): string | null {
  const code = typeof tag === 'string' ? /^\s*([a-z]{2})(?:[-_]|\s*$)/i.exec(tag) : null;
  return code ? code[1]!.toLowerCase() : null;
}

/**
 * The language of the longest block, as far as its beginning tells; null where that is not reliable.
 * Method: character n-gram frequencies (ELD, github.com/nitotm/efficient-language-detector-js).
 */
export function detectLanguage(source: string, blocks: readonly Block[]): string | null {
  let longest: Block | null = null;
  for (const block of blocks) {
    if (longest === null || block.end - block.start > longest.end - longest.start) longest = block;
  }
  if (longest === null) return null;
  const result = eld.detect(
    source.slice(longest.start, Math.min(longest.end, longest.start + SAMPLE_CHARACTERS)),
  );
  return result.isReliable() ? result.language : null;
}
