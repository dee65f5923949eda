/**
 * Lays a page's HTML out as text, a line for each block element, and says of each line what the HTML tells: its kind,
 * and the regions of the page (`nav`, `article`, ...) around it as evidence. Nothing in the page is run; scripts,
 * styles, templates and graphics are not text. Hidden text is laid out too, but stands among what was removed.
 */
import { Parser } from 'htmlparser2';
import { type Block, createBlock, type Evidence, type Kind, trimSpan } from '../../pipeline/document.js';
import { PageHead } from './html-metadata.js';
import type { PageMetadata } from './metadata.js';

export interface Page {
  readonly source: string;
  readonly blocks: readonly Block[];
  readonly metadata: PageMetadata;
}

const set = (names: string) => new Set(names.split(' '));

/** What the HTML standard's rendering section displays as blocks, list items or rows; and what breaks a line. */
const BREAKING = set(
  'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ' +
    'noscript ol optgroup option p plaintext pre search section select summary table tbody textarea tfoot thead ' +
    'title tr ul video xmp',
);
/** What stands by itself in a form, but may be a part of a sentence elsewhere. */
const CONTROLS = set('button label');
const NO_TEXT = set('script style template svg math iframe object canvas audio video noembed noframes');
const REGIONS = set('article aside button figcaption footer form header main nav noscript table');
const ROLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    article: 'article',
    banner: 'header',
    complementary: 'aside',
    contentinfo: 'footer',
    form: 'form',
    main: 'main',
    navigation: 'nav',
  }),
);
const KIND_OF: Readonly<Record<string, Kind>> = {
  title: 'title',
  li: 'list-item',
  dd: 'list-item',
  blockquote: 'quote',
  pre: 'code',
  listing: 'code',
  xmp: 'code',
};
const EMPTY_CELL = '–';
/** A cell takes up no more columns: few tables have as many, and a page must not grow by what it says of its cells. */
const MOST_COLUMNS = 40;
/** Browsers, too, stop nesting here; deeper elements are read as if the page began anew. */
const MAX_DEPTH = 512;

type Attributes = Readonly<Record<string, string>>;

/** What holds inside an element; most elements share their parent's. */
interface Frame {
  readonly kind: Kind;
  readonly level: number | null;
  readonly evidence: readonly Evidence[];
  readonly preformatted: boolean;
  readonly hidden: boolean;
  readonly linked: boolean;
  /** Holds no text at all. */
  readonly silent: boolean;
}

const ROOT: Frame = {
  kind: 'paragraph',
  level: null,
  evidence: [],
  preformatted: false,
  hidden: false,
  linked: false,
  silent: false,
};

/** A line of the layout that is not trimmed yet. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly frame: Frame;
  readonly cells: number;
  /** Characters that stand in links. */
  readonly linked: number;
}

export function layOutHtml(html: string): Page {
  const layout = new Layout();
  const head = new PageHead();
  for (let from = 0; from < html.length; ) {
    const stack: Frame[] = [];
    let restart = html.length;
    const parser = new Parser({
      onopentag(name, attributes) {
        head.open(name, attributes);
        const parent = stack.at(-1) ?? ROOT;
        const frame = enter(parent, name, attributes);
        stack.push(frame);
        layout.open(name, frame, parent, attributes);
        if (stack.length > MAX_DEPTH) {
          restart = from + parser.endIndex + 1;
          parser.pause();
        }
      },
      ontext(text) {
        const frame = stack.at(-1) ?? ROOT;
        if (frame.silent) head.text(text);
        else layout.text(text, frame);
      },
      onclosetag(name) {
        head.close(name);
        const frame = stack.pop() ?? ROOT;
        layout.close(name, frame, stack.at(-1) ?? ROOT);
      },
    });
    parser.write(html.slice(from));
    if (restart === html.length) parser.end();
    from = restart;
  }
  const { source, blocks } = layout.finish();
  const title = blocks.find(({ place }) => place.part === 'article' && place.kind === 'title');
  return { source, blocks, metadata: head.finish(title?.text ?? null) };
}

function enter(parent: Frame, name: string, attributes: Attributes): Frame {
  let frame = parent;
  const region = ROLES.get(attributes.role ?? '') ?? (REGIONS.has(name) ? name : null);
  if (region !== null) frame = withEvidence(frame, region);
  if (/^h[1-6]$/.test(name)) {
    frame = { ...withEvidence(frame, name), kind: 'heading', level: Number(name[1]) };
  } else if (!frame.preformatted && Object.hasOwn(KIND_OF, name)) {
    frame = { ...withEvidence(frame, name), kind: KIND_OF[name]!, preformatted: KIND_OF[name] === 'code' };
  }
  if (name === 'p') frame = withEvidence(frame, name);
  if (name === 'a' && attributes.href !== undefined) frame = { ...frame, linked: true };
  if (!frame.hidden && isHidden(attributes)) frame = { ...withEvidence(frame, 'hidden'), hidden: true };
  if (!frame.silent && NO_TEXT.has(name)) frame = { ...frame, silent: true };
  return frame;
}

function breaks(name: string, parent: Frame): boolean {
  return BREAKING.has(name) || (CONTROLS.has(name) && parent.evidence.some((e) => e.rule === 'html:form'));
}

function withEvidence(frame: Frame, what: string): Frame {
  const rule = `html:${what}`;
  if (frame.evidence.some((e) => e.rule === rule)) return frame;
  return { ...frame, evidence: [...frame.evidence, { stage: 'read', rule, score: 1 }] };
}

/** The columns that a cell takes up. */
function columnsOf({ colspan = '1' }: Attributes): number {
  return Math.min(MOST_COLUMNS, Math.max(1, Number.parseInt(colspan, 10) || 1));
}

function isHidden(attributes: Attributes): boolean {
  if (attributes.hidden !== undefined && attributes.hidden !== 'until-found') return true;
  return /(?:display:none|visibility:hidden)/i.test((attributes.style ?? '').replaceAll(/\s/g, ''));
}

class Layout {
  private readonly pieces: string[] = [];
  private readonly lines: Line[] = [];
  private length = 0;
  private lineStart = 0;
  private frame: Frame | null = null;
  private cells = 0;
  private linked = 0;
  private spaceBefore = true;
  /** Cells of the open row, as long as none has text. */
  private emptyCells = 0;
  /** Columns that the last cell of the open row takes up. */
  private columns = 1;
  /** Whether the open table has a header cell: what has none may be there for the look of the page alone. */
  private isHeaded = false;

  open(name: string, frame: Frame, parent: Frame, attributes: Attributes): void {
    if (name === 'table' || name === 'th') this.isHeaded = name === 'th';
    if (breaks(name, parent)) this.breakWithin(parent);
    else if (frame.hidden !== (this.frame?.hidden ?? frame.hidden)) this.breakLine();
    else if (name === 'td' || name === 'th') this.startCell();
    if (name === 'td' || name === 'th') this.columns = columnsOf(attributes);
    if (name === 'table' || name === 'tr') this.startRow();
  }

  close(name: string, frame: Frame, parent: Frame): void {
    if (breaks(name, parent)) this.breakWithin(parent);
    else if (frame.hidden !== (this.frame?.hidden ?? frame.hidden)) this.breakLine();
    if (name === 'table' || name === 'tr') this.startRow();
  }

  text(text: string, frame: Frame): void {
    if (this.frame && frame.hidden !== this.frame.hidden) this.breakLine();
    let shown = text;
    if (!frame.preformatted) {
      shown = text.replaceAll(/[ \t\n\f\r]+/g, ' ');
      if (this.spaceBefore && shown.startsWith(' ')) shown = shown.slice(1);
    }
    if (shown === '') return;
    if (this.frame === null) this.startLine(frame);
    this.put(shown);
    if (frame.linked) this.linked += shown.length;
  }

  finish(): { source: string; blocks: Block[] } {
    this.breakLine();
    const source = this.pieces.join('');
    const hidden = this.lines.reduce(
      (sum, { frame, start, end }) => sum + (frame.hidden ? end - start : 0),
      0,
    );
    // Text of which most is hidden is shown by a script.
    const isHiddenShown = hidden * 2 > source.length;
    const blocks: Block[] = [];
    for (const line of this.lines) {
      const span = trimSpan(source, line.start, line.end);
      if (span) blocks.push(toBlock(source, span, line, isHiddenShown));
    }
    return { source, blocks };
  }

  /** Lines of preformatted text stay together, whatever elements they are made of. */
  private breakWithin(parent: Frame): void {
    if (!parent.preformatted || parent.hidden !== this.frame?.hidden) this.breakLine();
    else if (this.pieces.at(-1)?.endsWith('\n') === false) this.put('\n');
  }

  /** A block begins with no white space, so cells of a row that are empty before its first text are marked. */
  private startLine(frame: Frame): void {
    const empty = this.isHeaded ? Math.max(0, this.emptyCells - 1) : 0;
    this.frame = frame;
    this.cells = empty + 1;
    this.emptyCells = Number.NEGATIVE_INFINITY;
    if (empty > 0) this.put(`${EMPTY_CELL}\t`.repeat(empty));
  }

  private startRow(): void {
    this.emptyCells = 0;
    this.columns = 1;
  }

  /** Cells of one row stand in one line, with a tab between any two columns. */
  private startCell(): void {
    const columns = this.isHeaded ? this.columns : 1;
    if (this.frame === null) {
      this.emptyCells += columns;
      return;
    }
    this.cells++;
    this.put('\t'.repeat(columns));
  }

  private breakLine(): void {
    if (this.frame === null) return;
    const { frame, cells, linked } = this;
    this.lines.push({ start: this.lineStart, end: this.length, frame, cells, linked });
    this.put('\n');
    this.lineStart = this.length;
    this.frame = null;
    this.cells = 0;
    this.linked = 0;
  }

  private put(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
    this.spaceBefore = /[ \t\n]$/.test(text);
  }
}

function toBlock(
  source: string,
  span: { start: number; end: number },
  line: Line,
  isHiddenShown: boolean,
): Block {
  const { frame } = line;
  const evidence = [...frame.evidence];
  const share = Math.min(1, line.linked / (span.end - span.start));
  if (share > 0) evidence.push({ stage: 'read', rule: 'html:a', score: Math.round(share * 100) / 100 });
  const kind = frame.kind === 'paragraph' && line.cells > 1 ? 'table' : frame.kind;
  return createBlock(
    source,
    span,
    frame.hidden && !isHiddenShown ? { part: 'removed', label: 'other' } : { part: 'article', kind },
    evidence,
    frame.level,
  );
}
