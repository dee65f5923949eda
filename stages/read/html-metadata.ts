/** What a page says of itself in meta tags, its canonical link and JSON-LD (schema.org). */
import { isoDate, languageCode, type PageMetadata } from './metadata.js';

/** Names of meta tags, best first. */
const TITLE = ['og:title', 'twitter:title', 'dc.title'];
const AUTHOR = ['author', 'article:author', 'dc.creator'];
const PUBLISHED = ['article:published_time', 'datepublished', 'dc.date', 'date'];

const MAX_JSON_LD = 1 << 20;

interface LinkedData {
  readonly headline?: unknown;
  readonly author?: unknown;
  readonly datePublished?: unknown;
}

/** Listens to the elements of one page. */
export class PageHead {
  private readonly meta = new Map<string, string>();
  private language: string | null = null;
  private canonical: string | null = null;
  private linkedData: LinkedData = {};
  /** The text of the JSON-LD script that is open. */
  private script: string | null = null;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'meta') {
      const key = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase();
      const content = attributes.content?.trim();
      if (key && content && !this.meta.has(key)) this.meta.set(key, content);
    } else if (name === 'link') {
      if (attributes.rel?.toLowerCase() === 'canonical') this.canonical ??= attributes.href ?? null;
    } else if (name === 'html') {
      this.language ??= languageCode(attributes.lang ?? attributes['xml:lang']);
    } else if (name === 'script') {
      if (/^application\/ld\+json\b/i.test(attributes.type ?? '')) this.script = '';
    }
  }

  /** Text inside elements that show none. */
  text(text: string): void {
    if (this.script !== null && this.script.length < MAX_JSON_LD) this.script += text;
  }

  close(name: string): void {
    if (name !== 'script' || this.script === null) return;
    this.linkedData = { ...readLinkedData(this.script), ...this.linkedData };
    this.script = null;
  }

  /** `title` is what the title element says. */
  finish(title: string | null): PageMetadata {
    const first = (names: readonly string[]) => {
      const name = names.find((n) => this.meta.has(n));
      return name === undefined ? null : this.meta.get(name)!;
    };
    const { headline, author, datePublished } = this.linkedData;
    const authorTag = first(AUTHOR);
    return {
      title: first(TITLE) ?? nonEmpty(headline) ?? title,
      author: nameOf(author) ?? (authorTag && !/^https?:/i.test(authorTag) ? authorTag : null),
      published: isoDate(first(PUBLISHED)) ?? isoDate(datePublished),
      language: this.language,
      url: webAddress(this.canonical) ?? webAddress(first(['og:url'])),
    };
  }
}

/** The first thing with a headline, at the top or in the graph. */
function readLinkedData(json: string): LinkedData {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return {};
  }
  const top = Array.isArray(data) ? data : [data];
  const things = top.flatMap((x) => (isObject(x) && Array.isArray(x['@graph']) ? x['@graph'] : [x]));
  return things.find((x) => isObject(x) && typeof x.headline === 'string') ?? {};
}

/** The name of a schema.org Person or Organization, or of the first ones of a list. */
function nameOf(author: unknown): string | null {
  const people = Array.isArray(author) ? author.slice(0, 10) : [author];
  const names = people.map((p) => nonEmpty(isObject(p) ? p.name : p)).filter((name) => name !== null);
  return names.length > 0 ? names.join(', ') : null;
}

function nonEmpty(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function webAddress(value: string | null): string | null {
  return value !== null && /^https?:\/\//i.test(value.trim()) ? value.trim() : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
