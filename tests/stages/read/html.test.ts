import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertCover } from '../../../pipeline/cover.js';
import { NO_METADATA } from '../../../pipeline/document.js';
import { layOutHtml } from '../../../stages/read/html.js';
import { documentOf } from '../../documents.js';

/** Each block as `kind: text`. */
function lines(html: string): string[] {
  return layOutHtml(html).blocks.map(
    (b) => `${b.place.part === 'article' ? b.place.kind : 'removed'}: ${b.text}`,
  );
}

const rules = (html: string) => layOutHtml(html).blocks.map((b) => b.evidence.map((e) => e.rule));

it('gives each block element a line and runs inline elements together', () => {
  expect(lines('<div>One <b>bo</b>ld<div>two</div>three</div>four<br>five')).toEqual(
    ['One bold', 'two', 'three', 'four', 'five'].map((t) => `paragraph: ${t}`),
  );
});

it('gives the controls of a form lines of their own, and leaves those in a sentence there', () => {
  expect(lines('<form><label>Your e-mail</label><input><button>Subscribe</button></form>')).toEqual([
    'paragraph: Your e-mail',
    'paragraph: Subscribe',
  ]);
  expect(lines('<p>They move <button>boats</button> to the <input type="hidden">basin.</p>')).toEqual([
    'paragraph: They move boats to the basin.',
  ]);
});

it('takes no role for a region that is none', () => {
  expect(rules('<div role="constructor">a</div><div role="__proto__">b</div>')).toEqual([[], []]);
});

it('says what the elements are', () => {
  const html = `<title>T</title><h2>H</h2><ul><li>L<li><p>M</p></ul><blockquote><p>Q</blockquote>
    <pre>a\n  b</pre><table><tr><th>x<td>y</table>`;
  expect(lines(html)).toEqual([
    'title: T',
    'heading: H',
    'list-item: L',
    'list-item: M',
    'quote: Q',
    'code: a\n  b',
    'table: x\ty',
  ]);
  expect(layOutHtml('<h3>x</h3>').blocks[0]!.level).toBe(3);
});

it('reads tables that only lay out the page as paragraphs', () => {
  expect(lines('<table><tr><td><p>one</p><p>two</p></td></tr></table>')).toEqual([
    'paragraph: one',
    'paragraph: two',
  ]);
});

it('names the regions around a line, from the outside in', () => {
  expect(
    rules('<main><article><p>a</p><aside>b</aside></article></main><div role="navigation">c</div>'),
  ).toEqual([
    ['html:main', 'html:article', 'html:p'],
    ['html:main', 'html:article', 'html:aside'],
    ['html:nav'],
  ]);
});

it('marks cells that are empty before the first text of a row, where the table has a head', () => {
  const rows = '<tr><td>Nine<td><td>Bread<tr><td></td><td>Fog<td>Rain';
  expect(lines(`<table><tr><td></td><th>Mon</th><th></th><th>Wed</th></tr>${rows}</table>`)).toEqual([
    'table: –\tMon\t\tWed',
    'table: Nine\t\tBread',
    'table: –\tFog\tRain',
  ]);
  expect(lines(`<table>${rows}</table>`)).toEqual(['table: Nine\t\tBread', 'table: Fog\tRain']);
});

it('keeps columns aligned below cells that take up several, where the table has a head', () => {
  const rows =
    '<tr><td colspan="2">Closed<td>Fog<tr><td colspan="2"><td>Rain<tr><td colspan="99999">All<td>x';
  expect(lines(`<table><tr><th>Day<th>Open<th>Sky</tr>${rows}</table>`)).toEqual([
    'table: Day\tOpen\tSky',
    'table: Closed\t\tFog',
    'table: –\t–\tRain',
    `table: All${'\t'.repeat(40)}x`,
  ]);
  expect(lines('<table><tr><td colspan="2">one<td>two</table>')).toEqual(['table: one\ttwo']);
});

it('marks no empty cells before what stands behind their row', () => {
  const empty = '<tr><td></td><td></td></tr>';
  expect(lines(`<table><tr><th>Mon</th></tr>${empty}</table><p>Behind.</p>`)).toEqual([
    'paragraph: Mon',
    'paragraph: Behind.',
  ]);
});

it('says how much of a line is links', () => {
  const block = layOutHtml('<div>1234<a href="x">5678</a>').blocks[0]!;
  expect(block.evidence).toEqual([{ stage: 'read', rule: 'html:a', score: 0.5 }]);
});

it('shows no scripts, styles, templates or comments', () => {
  const html = '<style>p{}</style><script>if (a<b) x("</p>")</script><template><p>t</template><!-- c --><p>a';
  expect(lines(html)).toEqual(['paragraph: a']);
});

it('keeps hidden text apart', () => {
  expect(lines('<p>in <span hidden>not seen</span> line<div style="Display : none">x<p>y</div>z')).toEqual([
    'paragraph: in',
    'removed: not seen',
    'paragraph: line',
    'removed: x',
    'removed: y',
    'paragraph: z',
  ]);
});

it('takes text for shown where most of a page is hidden until a script runs', () => {
  expect(lines('<div style="display:none"><p>a long text</p></div><p>b')).toEqual([
    'paragraph: a long text',
    'paragraph: b',
  ]);
});

it.each([
  ['lines that are elements', '<pre><code><div>a</div><div>  b</div></code></pre>'],
  ['line breaks', '<pre>a<br>  b</pre>'],
  ['list items', '<pre><ol><li>a<li>  b</ol></pre>'],
])('keeps code in one block with %s', (_, html) => {
  expect(lines(`<p>x</p>${html}<p>y</p>`)).toEqual(['paragraph: x', 'code: a\n  b', 'paragraph: y']);
});

it('decodes entities once', () => {
  expect(layOutHtml('<p>&amp;lt;b&gt; &copy;&nbsp;x &#x1F600;').source).toBe('&lt;b> ©\u00a0x 😀\n');
});

describe('metadata', () => {
  it('comes from meta tags, the canonical link and JSON-LD', () => {
    const html = `<html lang="de-AT"><title>T | Site</title><meta property="og:title" content="T">
      <link rel="canonical" href="https://example.org/a"><script type="application/ld+json">
      {"@graph":[{"@type":"WebSite"},{"headline":"H","author":[{"name":"Ann"},{"name":"Bo"}],"datePublished":"2024-05-01T10:00:00Z"}]}
      </script><p>x`;
    expect(layOutHtml(html).metadata).toEqual({
      title: 'T',
      author: 'Ann, Bo',
      published: '2024-05-01T10:00:00Z',
      language: 'de',
      url: 'https://example.org/a',
    });
  });

  it('falls back on the title element, and takes no broken JSON-LD, dates or addresses', () => {
    const html = `<title>T</title><meta name="author" content="https://example.org/ann"><meta name="date" content="May 1">
      <link rel="canonical" href="javascript:x"><script type="application/ld+json">{"headline":</script>`;
    expect(layOutHtml(html).metadata).toEqual({
      title: 'T',
      author: null,
      published: null,
      language: null,
      url: null,
    });
  });
});

describe('hostile pages', () => {
  const tag = fc.constantFrom(
    '<p>',
    '</p>',
    '<div>',
    '</div>',
    '<li>',
    '<td>',
    '<tr>',
    '<pre>',
    '</pre>',
    '<a href=x>',
    '</a>',
    '<b hidden>',
    '</b>',
    '<script>',
    '</script>',
    '<title>',
    '<br>',
    '<',
    '&',
    '&amp;',
    '<!--',
    '-->',
    '\u00a0',
    ' ',
    '\n',
    'text',
    '\u2028',
  );

  it('are covered by their blocks whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(tag, { maxLength: 60 }), (parts) => {
        const { source, blocks } = layOutHtml(parts.join(''));
        assertCover({ ...documentOf(''), source, blocks, metadata: NO_METADATA });
      }),
      { numRuns: 500 },
    );
  });

  it('may nest 100,000 deep, without losing text', () => {
    const html = '<div><span>x '.repeat(100_000);
    expect(layOutHtml(html).source.match(/x/g)).toHaveLength(100_000);
  });
});
