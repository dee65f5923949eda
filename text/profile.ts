/** Corpus profiles: how many pages of a site show a line. What stands on many pages is not the article. */
import { z } from 'zod';

const FORMAT = 'winnow-profile/1';

const file = z.object({
  format: z.literal(FORMAT),
  sites: z.record(
    z.string(),
    z.object({
      pages: z.int().positive(),
      /** Pages that show a line, by the line's fingerprint; lines of few pages are left out. */
      lines: z.record(z.string(), z.int().positive()),
    }),
  ),
});
type ProfileFile = z.output<typeof file>;

/** A line must stand on so many pages to be in a profile. */
const FEWEST_PAGES = 3;
/** Lines counted a site; beyond, those seen least are forgotten (lossy counting, G. S. Manku and R. Motwani 2002). */
const MOST_LINES = 50_000;

/** The share of a site's pages that show a line, in [0, 1]; 0 where the site or the line is not known. */
export type Profile = (site: string, line: string) => number;

/** Reads a profile from the bytes of its file; throws where it is not one. */
export function readProfile(bytes: Uint8Array): Profile {
  const { sites } = file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const known = new Map(
    Object.entries(sites).map(([site, { pages, lines }]) => [
      site,
      new Map(Object.entries(lines).map(([line, n]) => [line, n / pages])),
    ]),
  );
  return (site, line) => known.get(site)?.get(fingerprint(line)) ?? 0;
}

/** Counts lines page by page. The same pages in the same order give the same profile. */
export class ProfileCounter {
  private readonly sites = new Map<string, { pages: number; lines: Map<string, number>; least: number }>();

  addPage(site: string, lines: Iterable<string>): void {
    const counts = this.sites.get(site) ?? { pages: 0, lines: new Map<string, number>(), least: 1 };
    this.sites.set(site, counts);
    counts.pages++;
    for (const key of new Set([...lines].map(fingerprint))) {
      counts.lines.set(key, (counts.lines.get(key) ?? counts.least - 1) + 1);
    }
    while (counts.lines.size > MOST_LINES) {
      for (const [key, n] of counts.lines) if (n <= counts.least) counts.lines.delete(key);
      counts.least++;
    }
  }

  /** The profile as the text of its file. */
  toString(): string {
    const sites: ProfileFile['sites'] = {};
    for (const [site, { pages, lines }] of [...this.sites].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const frequent = [...lines].filter(([, n]) => n >= FEWEST_PAGES).sort(([a], [b]) => (a < b ? -1 : 1));
      if (frequent.length > 0) sites[site] = { pages, lines: Object.fromEntries(frequent) };
    }
    return `${JSON.stringify({ format: FORMAT, sites } satisfies ProfileFile)}\n`;
  }
}

/** The site of a page: the host of its URL, else the folder of its input. */
export function siteOf(url: string | null, path: string): string {
  const host = url !== null && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
  return host !== '' ? host : path.replace(/[^/]*$/, '') || '.';
}

/** Lines that differ in case, digits or white space alone have the same fingerprint. */
function fingerprint(line: string): string {
  const text = line.toLowerCase().replace(/\d+/g, '0').replace(/\s+/g, ' ').trim();
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return ((high >>> 0) * 0x100000 + (low >>> 12)).toString(36);
}
