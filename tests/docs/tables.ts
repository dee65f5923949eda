/** The tables in the pages of `docs/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/resources.js';

/** Gives the names in the first column of the tables below a heading of a page, up to the next of its level or a higher one. */
export function readTables(page: string): (heading: string) => string[] {
  const text = readFileSync(join(packageRoot, 'docs', page), 'utf8');
  return (heading) => {
    const level = heading.split(' ')[0]!;
    const section = text.split(`\n${heading}\n`)[1]!.split(new RegExp(`\n#{2,${level.length}} `))[0]!;
    return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]!);
  };
}
