/** `report.json`: what a run did, and how that compares with the last run. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Totals } from '../engine.js';
import { version } from '../resources.js';
import { type SiteCounts, sum } from './counts.js';

export interface Site {
  readonly documents: number;
  /** The share of characters kept in the article. */
  readonly kept_share: number;
  readonly stories: number;
}

/** Two figures of one site, last run and this. */
export interface SiteMove {
  readonly site: string;
  readonly documents: readonly [last: number, now: number];
  readonly kept_share: readonly [last: number, now: number];
}

export interface Comparison {
  /** The run that this one is compared with. */
  readonly run: string;
  readonly documents: readonly [last: number, now: number];
  readonly reject_ratio: readonly [last: number, now: number];
  readonly kept_share: readonly [last: number, now: number];
  readonly stories: readonly [last: number, now: number];
  readonly confidence: readonly [last: number | null, now: number | null];
  /** Sites whose kept share or number of pages is far from what it was, the farthest first. */
  readonly moved_sites: readonly SiteMove[];
}

/** A gate that did not hold. */
export interface GateFailure {
  readonly gate: string;
  readonly limit: number;
  readonly value: number;
  readonly message: string;
}

export interface Hidden {
  readonly total: number;
  readonly first: readonly string[];
}

export interface Report {
  readonly run: string;
  readonly version: string;
  readonly started: string;
  readonly seconds: number;
  readonly inputs: readonly string[];
  /** The number of documents that it was to stop after; null where it was to take all. */
  readonly limit: number | null;
  readonly documents: number;
  readonly stories: number;
  /** Documents whose id was taken, and what the first of them are called now. */
  readonly renamed_ids: { readonly total: number; readonly first: readonly string[] };
  /** Files and folders, also in archives, that were passed over since their names begin with a dot, and the first of them. */
  readonly hidden: Hidden;
  readonly rejects: {
    readonly total: number;
    readonly reasons: Readonly<Record<string, number>>;
    /** By stage, the detail of the first reject that it gave. */
    readonly first: Readonly<Record<string, string>>;
  };
  readonly reject_ratio: number;
  readonly batches: { readonly computed: number; readonly copied: number };
  readonly bytes: number;
  readonly megabytes_per_second: number;
  readonly characters: {
    readonly kept: number;
    readonly stories: number;
    readonly cut: Readonly<Record<string, number>>;
  };
  readonly kept_share: number;
  /** Mean over the documents that have one. */
  readonly confidence: number | null;
  /** Blocks by the rule that decided last, `stage/rule`. */
  readonly rules: Readonly<Record<string, number>>;
  /** Milliseconds of work by stage in this run, over all threads. */
  readonly ms: Readonly<Record<string, number>>;
  /** Sites with enough pages to be compared. */
  readonly sites: Readonly<Record<string, Site>>;
  readonly compared: Comparison | null;
  readonly failed_gates: readonly GateFailure[];
}

/** The figures of a run, before they are compared. */
export type Figures = Omit<Report, 'compared' | 'failed_gates'>;

export interface RunFacts {
  readonly run: string;
  readonly inputs: readonly string[];
  readonly hidden: Hidden;
  /** Infinite where all were asked for. */
  readonly limit: number;
  readonly started: Date;
  readonly seconds: number;
  /** Pages that a site must have to be listed. */
  readonly sitePages: number;
}

export function figuresOf({ counts, renamed, batches, ms }: Totals, facts: RunFacts): Figures {
  const { characters, confidence } = counts;
  const rejects = sum(counts.rejects);
  const all = characters.kept + characters.stories + sum(characters.cut);
  const sites = Object.entries(counts.sites).filter(([, site]) => site.documents >= facts.sitePages);
  return {
    run: facts.run,
    version,
    started: facts.started.toISOString(),
    seconds: round(facts.seconds, 3),
    inputs: facts.inputs,
    limit: Number.isFinite(facts.limit) ? facts.limit : null,
    documents: counts.documents,
    stories: counts.stories,
    renamed_ids: renamed,
    hidden: facts.hidden,
    rejects: { total: rejects, reasons: sorted(counts.rejects), first: counts.first_rejects },
    reject_ratio: share(rejects, rejects + counts.documents),
    batches,
    bytes: counts.bytes,
    megabytes_per_second: round(counts.bytes / 1e6 / Math.max(facts.seconds, 0.001), 2),
    characters: { ...characters, cut: sorted(characters.cut) },
    kept_share: share(characters.kept, all),
    confidence: confidence.documents === 0 ? null : share(confidence.sum, confidence.documents),
    rules: sorted(counts.rules),
    ms: Object.fromEntries(Object.entries(ms).map(([stage, took]) => [stage, round(took, 1)])),
    sites: Object.fromEntries(sites.map(([name, site]) => [name, describeSite(site)])),
  };
}

/** How far a site's kept share must move, or its pages fall, to be named. */
const MOVED_SHARE = 0.15;
const MOVED_PAGES = 0.5;

export function compare(now: Figures, last: LastReport): Comparison {
  const moved: (SiteMove & { readonly by: number })[] = [];
  for (const [site, before] of Object.entries(last.sites)) {
    const after = Object.hasOwn(now.sites, site) ? now.sites[site] : undefined;
    const documents = [before.documents, after?.documents ?? 0] as const;
    const kept_share = [before.kept_share, after?.kept_share ?? 0] as const;
    const shift = Math.abs(kept_share[1] - kept_share[0]);
    const loss = 1 - documents[1] / documents[0];
    if (shift >= MOVED_SHARE || loss >= MOVED_PAGES) {
      moved.push({ site, documents, kept_share, by: Math.max(shift, loss) });
    }
  }
  moved.sort((a, b) => b.by - a.by);
  return {
    run: last.run,
    documents: [last.documents, now.documents],
    reject_ratio: [last.reject_ratio, now.reject_ratio],
    kept_share: [last.kept_share, now.kept_share],
    stories: [last.stories, now.stories],
    confidence: [last.confidence, now.confidence],
    moved_sites: moved.map(({ by: _, ...move }) => move),
  };
}

const lastReport = z.object({
  run: z.string(),
  documents: z.number(),
  stories: z.number(),
  reject_ratio: z.number(),
  kept_share: z.number(),
  confidence: z.number().nullable(),
  sites: z.record(
    z.string(),
    z.object({ documents: z.number(), kept_share: z.number(), stories: z.number() }),
  ),
});

/** What a run compares itself with. */
export type LastReport = z.output<typeof lastReport>;

/** The report of the last run; null where there is none, or it is not one. */
export function readReport(path: string): LastReport | null {
  if (!existsSync(path)) return null;
  try {
    return lastReport.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function describeSite({ documents, characters, kept, stories }: SiteCounts): Site {
  return { documents, kept_share: share(kept, characters), stories };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole, 4);
}

function round(value: number, places: number): number {
  return Number(value.toFixed(places));
}

/** Largest first. */
function sorted(record: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
