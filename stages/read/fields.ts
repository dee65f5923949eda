/** Takes text, id, URL and the like out of a parsed record. */
import { ReadError } from './failure.js';
import { isoDate, languageCode, type PageMetadata } from './metadata.js';
import type { ReadOptions } from './options.js';

/** The text of a record and what the record says of it. */
export interface Fields extends PageMetadata {
  readonly text: string;
  readonly isHtml: boolean;
  readonly id: string | null;
}

/** Throws a ReadError where the record has no text or its text is no string. */
export function readFields(value: unknown, options: ReadOptions): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new ReadError('no-text', `the record is ${nameOf(value)}, not an object`);
  }
  const text = lookUp(value, options.text_field);
  const field = JSON.stringify(options.text_field);
  if (text === undefined) {
    const keys = pathsIn(value).join(', ');
    throw new ReadError(
      'no-text',
      `no ${field} in the record; set read.text_field to one of its keys: ${keys}`,
    );
  }
  if (text === null) throw new ReadError('no-text', `${field} is null`);
  if (typeof text !== 'string') throw new ReadError('text-not-a-string', `${field} is ${nameOf(text)}`);
  return {
    text,
    isHtml: options.html === 'always' || (options.html === 'auto' && isMarkup(text)),
    id: scalar(lookUp(value, options.id_field)),
    url: scalar(lookUp(value, options.url_field)),
    title: scalar(lookUp(value, options.title_field)),
    author: scalar(lookUp(value, options.author_field)),
    published: isoDate(lookUp(value, options.published_field)),
    language: languageCode(lookUp(value, options.language_field)),
  };
}

/** Text that is HTML from end to end: text that only mentions tags is not. */
function isMarkup(text: string): boolean {
  const head = text.slice(0, 1000).trimStart();
  const tail = text.slice(-1000).trimEnd();
  return (
    /^<(?:!doctype\s+html|!--|[a-z][a-z0-9]*[\s>/])/i.test(head) && /<\/[a-z][a-z0-9]*\s*>$|-->$/i.test(tail)
  );
}

/** The key itself where it is there, else the path of keys that its dots make. */
function lookUp(value: object, path: string): unknown {
  if (Object.hasOwn(value, path)) return (value as Record<string, unknown>)[path];
  let at: unknown = value;
  for (const key of path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** Keys in an error message, and how deep they are looked for. */
const MOST_PATHS = 10;
const DEEPEST = 4;

/** The first keys of an object that hold no further ones, as paths. */
function pathsIn(value: object, prefix = '', depth = 1): string[] {
  const paths: string[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (paths.length >= MOST_PATHS) break;
    const isObject = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
    const path = prefix + key;
    paths.push(...(isObject && depth < DEEPEST ? pathsIn(inner, `${path}.`, depth + 1) : [path]));
  }
  return paths.slice(0, MOST_PATHS);
}

/** A string that is not blank, or a number as a string; else null. */
function scalar(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
