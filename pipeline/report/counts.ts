/** What is counted over a run: by batch first, then summed. */
import type { Document } from '../document.js';
import type { Reject } from '../input.js';

/** What is counted of one site's pages. */
export interface SiteCounts {
  documents: number;
  /** UTF-16 units in blocks, kept or not. */
  characters: number;
  /** Those kept in the article. */
  kept: number;
  stories: number;
}

/** Plain data that JSON can hold; all but `ms` follow from the input alone. */
export interface Counts {
  documents: number;
  stories: number;
  /** By reason. */
  rejects: Record<string, number>;
  /** By stage, the detail of the first reject that it gave. */
  first_rejects: Record<string, string>;
  /** Bytes of input, decompressed. */
  bytes: number;
  characters: { kept: number; stories: number; cut: Record<string, number> };
  /** Blocks by the last evidence on them, `stage/rule`. */
  rules: Record<string, number>;
  /** Sum over the documents that have a confidence, and how many they are. */
  confidence: { sum: number; documents: number };
  /** By host name. */
  sites: Record<string, SiteCounts>;
  /** Milliseconds of work by stage. */
  ms: Record<string, number>;
}

export function noCounts(): Counts {
  return {
    documents: 0,
    stories: 0,
    rejects: {},
    first_rejects: {},
    bytes: 0,
    characters: { kept: 0, stories: 0, cut: {} },
    rules: {},
    confidence: { sum: 0, documents: 0 },
    sites: {},
    ms: {},
  };
}

export function countReject(counts: Counts, reject: Reject): void {
  const { reason, stage, detail } = reject;
  increase(counts.rejects, reason, 1);
  addAbsent(counts.first_rejects, stage, detail);
}

export function countDocument(counts: Counts, document: Document): void {
  const { characters, confidence } = counts;
  let kept = 0;
  let all = 0;
  for (const { place, start, end, evidence } of document.blocks) {
    const size = end - start;
    all += size;
    if (place.part === 'article') kept += size;
    else if (place.part === 'story') characters.stories += size;
    else increase(characters.cut, place.label, size);
    const last = evidence.at(-1);
    if (last) increase(counts.rules, `${last.stage}/${last.rule}`, 1);
  }
  characters.kept += kept;
  counts.documents++;
  counts.stories += document.stories.length;
  if (document.metadata.confidence !== null) {
    confidence.sum += document.metadata.confidence;
    confidence.documents++;
  }
  const site = hostOf(document.origin.url);
  if (site === null) return;
  addSite(counts.sites, site, { documents: 1, characters: all, kept, stories: document.stories.length });
}

/** Sites beyond this many are not told apart, so that memory stays bounded. */
const MAX_SITES = 20_000;

/** Adds `more` to `total`. */
export function addCounts(total: Counts, more: Counts): void {
  total.documents += more.documents;
  total.stories += more.stories;
  total.bytes += more.bytes;
  total.characters.kept += more.characters.kept;
  total.characters.stories += more.characters.stories;
  total.confidence.sum += more.confidence.sum;
  total.confidence.documents += more.confidence.documents;
  addAll(total.rejects, more.rejects);
  for (const [stage, detail] of Object.entries(more.first_rejects))
    addAbsent(total.first_rejects, stage, detail);
  addAll(total.characters.cut, more.characters.cut);
  addAll(total.rules, more.rules);
  addAll(total.ms, more.ms);
  let known = Object.keys(total.sites).length;
  for (const [site, counts] of Object.entries(more.sites)) {
    const isNew = !Object.hasOwn(total.sites, site);
    if (isNew && known >= MAX_SITES) continue;
    if (isNew) known++;
    addSite(total.sites, site, counts);
  }
}

export function increase(record: Record<string, number>, key: string, by: number): void {
  record[key] = (Object.hasOwn(record, key) ? record[key]! : 0) + by;
}

function addAbsent(record: Record<string, string>, key: string, value: string): void {
  if (!Object.hasOwn(record, key)) record[key] = value;
}

export function sum(record: Readonly<Record<string, number>>): number {
  return Object.values(record).reduce((a, b) => a + b, 0);
}

function addAll(total: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(more)) increase(total, key, value);
}

function addSite(sites: Record<string, SiteCounts>, site: string, more: SiteCounts): void {
  const counts = Object.hasOwn(sites, site)
    ? sites[site]!
    : { documents: 0, characters: 0, kept: 0, stories: 0 };
  counts.documents += more.documents;
  counts.characters += more.characters;
  counts.kept += more.kept;
  counts.stories += more.stories;
  sites[site] = counts;
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname || null : null;
}
