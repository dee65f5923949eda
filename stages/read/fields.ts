/** Takes text, id, URL and title out of a parsed record. */
import { ReadError } from './failure.js';
import type { ReadOptions } from './options.js';
import type { Fields } from './record.js';

/** Throws a ReadError where the record has no text or its text is no string. */
export function readFields(value: unknown, options: ReadOptions): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new ReadError('no-text', `the record is ${nameOf(value)}, not an object`);
  }
  const text = lookUp(value, options.text_field);
  if (text === undefined || text === null) {
    throw new ReadError('no-text', `no field ${JSON.stringify(options.text_field)} in the record`);
  }
  if (typeof text !== 'string') {
    throw new ReadError('text-not-a-string', `${JSON.stringify(options.text_field)} is ${nameOf(text)}`);
  }
  return {
    text,
    id: scalar(lookUp(value, options.id_field)),
    url: scalar(lookUp(value, options.url_field)),
    title: scalar(lookUp(value, options.title_field)),
  };
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

/** A non-empty string or a number as a string, else null. */
function scalar(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
