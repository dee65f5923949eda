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
export const FEWEST_PAGES = 3;
/** What a counter holds at most, so that its memory is bounded. */
interface Limits {
  /** Sites that come first; pages of others are not counted. */
  readonly sites: number;
  /** Lines of one site. */
  readonly siteLines: number;
  /** Lines of all sites together. */
  readonly lines: number;
}
/** The lines take about 200 MB at most. */
const LIMITS: Limits = { sites: 20_000, siteLines: 50_000, lines: 2_000_000 };

/** The share of a site's pages that show a line, in [0, 1]; 0 where the site or the line is not known. */
export type Profile = (site: string, line: string) => number;

/** Reads a profile from the bytes of its file; throws where it is not one. */
export function readProfile(bytes: Uint8Array): Profile {
  const { sites } = parseFile(bytes);
  const known = new Map(
    Object.entries(sites).map(([site, { pages, lines }]) => [
      site,
      new Map(Object.entries(lines).map(([line, n]) => [line, n / pages])),
    ]),
  );
  return (site, line) => known.get(site)?.get(fingerprint(line)) ?? 0;
}

function parseFile(bytes: Uint8Array): z.infer<typeof file> {
  try {
    return file.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new Error('the profile is not one that "winnow profile" made', { cause: error });
  }
}

interface SiteLines {
  pages: number;
  /** No line is on more pages than its count says, and none on fewer than its count less `forgotten`. */
  readonly counts: Map<string, number>;
  /** Lines may have been forgotten after so many pages. */
  forgotten: number;
}

/**
 * Counts lines page by page. The same pages in the same order give the same profile. Where a site has too many lines, or
 * all sites together do, those seen least are forgotten, on the site that has most (lossy counting, G. S. Manku and
 * R. Motwani 2002); pages that may have been missed do not count.
 */
export class ProfileCounter {
  private readonly sites = new Map<string, SiteLines>();
  /** Of all sites. */
  private lines = 0;

  constructor(private readonly limits: Limits = LIMITS) {}

  addPage(site: string, lines: Iterable<string>): void {
    if (!this.sites.has(site) && this.sites.size >= this.limits.sites) return;
    const found = this.sites.get(site) ?? { pages: 0, counts: new Map(), forgotten: 0 };
    this.sites.set(site, found);
    found.pages++;
    const { counts } = found;
    const before = counts.size;
    for (const key of new Set([...lines].map(fingerprint))) {
      counts.set(key, (counts.get(key) ?? found.forgotten) + 1);
    }
    this.lines += counts.size - before;
    while (counts.size > this.limits.siteLines) this.forget(found);
    while (this.lines > this.limits.lines) this.forget(this.largest());
  }

  /** The profile, and how many lines are in it. */
  finish(): { readonly profile: ProfileFile; readonly lines: number } {
    const sites: [string, ProfileFile['sites'][string]][] = [];
    let lines = 0;
    for (const [site, { pages, counts, forgotten }] of [...this.sites].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const frequent = [...counts]
        .map(([line, n]): [string, number] => [line, n - forgotten])
        .filter(([, n]) => n >= FEWEST_PAGES)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      if (frequent.length > 0) sites.push([site, { pages, lines: Object.fromEntries(frequent) }]);
      lines += frequent.length;
    }
    return { profile: { format: FORMAT, sites: Object.fromEntries(sites) }, lines };
  }

  /** Forgets the lines of a site that were seen least. */
  private forget(site: SiteLines): void {
    const { counts } = site;
    const before = counts.size;
    let least = Number.POSITIVE_INFINITY;
    for (const n of counts.values()) least = Math.min(least, n);
    site.forgotten = least;
    for (const [key, n] of counts) if (n <= least) counts.delete(key);
    this.lines -= before - counts.size;
  }

  /** The site with most lines, the first of them where several have. */
  private largest(): SiteLines {
    let largest: SiteLines = { pages: 0, counts: new Map(), forgotten: 0 };
    for (const site of this.sites.values()) if (site.counts.size > largest.counts.size) largest = site;
    return largest;
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
