/**
 * Reads the Web Content eXtraction Benchmark in its public layout (Murrough Foley 2026, CC-BY-4.0,
 * github.com/Murrough-Foley/web-content-extraction-benchmark): `html/NNNN.html.gz` and `ground-truth/NNNN.json`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';

export interface WcxbPage {
  readonly id: string;
  readonly url: string;
  /** `article`, `documentation`, `product`, ... */
  readonly type: string;
  readonly html: string;
  readonly title: string | null;
  readonly author: string | null;
  /** The annotated main content: headings on lines of their own, blank lines between paragraphs. */
  readonly gold: string;
}

export const FOLDS = 5;

/** The fold of a page: all pages of one registered domain are in one fold. */
export function foldOf(url: string): number {
  const domain = getDomain(url) ?? url;
  let hash = 2166136261;
  for (let i = 0; i < domain.length; i++) hash = Math.imul(hash ^ domain.charCodeAt(i), 16777619) >>> 0;
  return hash % FOLDS;
}

/** The pages of a split (`.../dev`), in order of id; a page at a time, since the HTML of all would be large. */
export function* readWcxb(folder: string): Generator<WcxbPage> {
  for (const name of readdirSync(join(folder, 'ground-truth')).sort()) {
    const id = name.replace(/\.json$/, '');
    const row = JSON.parse(readFileSync(join(folder, 'ground-truth', name), 'utf8'));
    yield {
      id,
      url: row.url ?? '',
      type: row._internal.page_type.primary,
      html: readHtml(folder, id),
      title: row.ground_truth.title ?? null,
      author: row.ground_truth.author ?? null,
      gold: row.ground_truth.main_content ?? '',
    };
  }
}

/** The HTML of one page of a split. */
export function readHtml(folder: string, id: string): string {
  return gunzipSync(readFileSync(join(folder, 'html', `${id}.html.gz`))).toString('utf8');
}
