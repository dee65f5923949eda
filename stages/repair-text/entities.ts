/** HTML entities that a scraper left in the text. */
import { decodeHTMLStrict } from 'entities';
import type { Change } from '../../pipeline/document.js';

/** Entity names by how little of them must be left to be sure. */
export interface EntityNames {
  /** Read without their semicolon: names that are no English words and no parameters of URLs. */
  readonly bare: ReadonlySet<string>;
  /** Read without their semicolon even where letters follow. */
  readonly glued: readonly string[];
}

/** `&amp;amp;lt;` is one entity, encoded three times. */
const ENTITY = /&(?:amp;)*(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31})(;?)/gi;
const WORD_CHARACTER = /[\p{L}\p{N}=]/u;

/**
 * Finds entities and what they stand for. As in ftfy, names in capitals count as the capital letter (`&EACUTE;`).
 * Without a semicolon only names from `names` and numbers count.
 */
export function findEntities(text: string, names: EntityNames): Change[] {
  if (!text.includes('&')) return [];
  const changes: Change[] = [];
  for (const match of text.matchAll(ENTITY)) {
    const start = match.index;
    const end = start + match[0].length;
    const name = match[1]!;
    if (match[2]) {
      const decoded = decode(name);
      if (decoded !== null) changes.push({ start, end, text: decoded, rule: 'html-entity' });
      continue;
    }
    const glued = names.glued.find((g) => name.startsWith(g));
    const bare = glued ?? name;
    const next = glued ? '' : text.slice(end, end + 1);
    if (!glued && !(name.startsWith('#') ? isPrintable(name) : names.bare.has(name))) continue;
    if (WORD_CHARACTER.test(next)) continue;
    const decoded = decode(bare);
    if (decoded === null) continue;
    changes.push({ start, end: end - name.length + bare.length, text: decoded, rule: 'html-entity' });
  }
  return changes;
}

function decode(name: string): string | null {
  const entity = `&${name};`;
  const decoded = decodeHTMLStrict(entity);
  if (decoded !== entity) return decoded;
  if (name !== name.toUpperCase()) return null;
  const lower = entity.toLowerCase();
  const decodedLower = decodeHTMLStrict(lower);
  return decodedLower === lower ? null : decodedLower.toUpperCase();
}

function isPrintable(number: string): boolean {
  const code = /^#x/i.test(number) ? Number.parseInt(number.slice(2), 16) : Number(number.slice(1));
  return code >= 0x20;
}
