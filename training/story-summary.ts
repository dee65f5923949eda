/** What a page says of itself in its head, for search engines and for sites that link to it: a teaser that people wrote. */
import { Parser } from 'htmlparser2';

const NAMES = new Set(['description', 'og:description', 'twitter:description']);
/** Shorter ones say nothing. */
const LEAST = 40;

/** The first description in a page's HTML, on one line; null where it has none. */
export function summaryIn(html: string): string | null {
  const head = html.slice(0, Math.max(0, html.search(/<body/i)) || html.length);
  const found: string[] = [];
  const parser = new Parser({
    onopentag(tag, { name, property, content }) {
      if (tag === 'meta' && content && NAMES.has((name ?? property ?? '').toLowerCase())) found.push(content);
    },
  });
  parser.end(head);
  return found.map((text) => text.replace(/\s+/g, ' ').trim()).find((text) => text.length >= LEAST) ?? null;
}
