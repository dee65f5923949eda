/**
 * A page's HTML as a list of tokens from which flatteners are written: its text, and the edges of elements between.
 * What never shows (scripts, styles, the head) is left out.
 */
import { Parser } from 'htmlparser2';

export interface TextToken {
  readonly type: 'text';
  /** As it stands in the page, white space and all, with entities decoded. */
  readonly text: string;
  /** The tag of the nearest block element around it: `p`, `h2`, `li`, `td`, `div`, ... */
  readonly block: string;
}

export interface EdgeToken {
  readonly type: 'edge';
  readonly tag: string;
  /** Whether the element stands on lines of its own when rendered; `br` counts as one. */
  readonly block: boolean;
  readonly opens: boolean;
}

export type PageToken = TextToken | EdgeToken;

/** An element of the page: its edges are the tokens `from` and `to - 1`. */
export interface PageElement {
  readonly tag: string;
  readonly from: number;
  readonly to: number;
}

export interface Page {
  readonly tokens: readonly PageToken[];
  /** In the order in which they close: children before their parents. */
  readonly elements: readonly PageElement[];
}

/** Elements that the HTML standard's rendering section displays as blocks, list items, rows or cells; and breaks. */
const BLOCK_TAGS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p ' +
    'plaintext pre search section select summary table tbody td tfoot th thead tr ul xmp'
  ).split(' '),
);

const HIDDEN_TAGS = new Set('head iframe math noscript object script style svg template title'.split(' '));

/**
 * Reads a page's HTML, broken or not: what is left open closes with its parent. With `noscript`, also what only shows
 * where scripts do not run, as some extractors do.
 */
export function readPage(html: string, { noscript = false } = {}): Page {
  const tokens: PageToken[] = [];
  const elements: PageElement[] = [];
  const open: { tag: string; from: number }[] = [];
  const blocks: string[] = ['body'];
  let hidden = 0;
  const isHidden = (tag: string) => HIDDEN_TAGS.has(tag) && !(noscript && tag === 'noscript');
  const parser = new Parser({
    onopentag(tag) {
      if (isHidden(tag)) hidden++;
      if (hidden > 0) return;
      const block = BLOCK_TAGS.has(tag);
      if (block) blocks.push(tag);
      open.push({ tag, from: tokens.length });
      tokens.push({ type: 'edge', tag, block, opens: true });
    },
    ontext(text) {
      if (hidden > 0) return;
      const last = tokens.at(-1);
      const block = blocks.at(-1)!;
      if (last?.type === 'text') tokens[tokens.length - 1] = { ...last, text: last.text + text };
      else tokens.push({ type: 'text', text, block });
    },
    onclosetag(tag) {
      if (isHidden(tag)) {
        hidden--;
        return;
      }
      if (hidden > 0) return;
      const block = BLOCK_TAGS.has(tag);
      if (block) blocks.pop();
      tokens.push({ type: 'edge', tag, block, opens: false });
      const element = open.pop();
      if (element) elements.push({ ...element, to: tokens.length });
    },
  });
  parser.end(html);
  return { tokens, elements };
}
