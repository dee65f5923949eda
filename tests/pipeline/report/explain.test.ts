import fc from 'fast-check';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { type Document, layOutLines, NO_METADATA, relabel, rewrite } from '../../../pipeline/document.js';
import { explainDocument, explainRecords, renderExplanation } from '../../../pipeline/report/explain.js';
import { printable } from '../../../pipeline/report/printable.js';
import { writer } from '../../../stages/index.js';

const plain = { width: 60, colors: createColors(false), limit: 1000 };

function documentOf(source: string): Document {
  const origin = {
    id: 'a',
    path: 'page.txt',
    record: 0,
    format: 'text',
    encoding: 'utf-8',
    bytes: source.length,
    sha256: '',
    url: null,
  };
  return { origin, source, blocks: layOutLines(source), stories: [], metadata: NO_METADATA };
}

function render(document: Document): string {
  return renderExplanation(explainDocument(document, writer.toRecords(document).document), plain);
}

/** The article, a cookie notice behind it, and one story. */
function labelled(): Document {
  const document = documentOf('It rained “all” day.\nWe use cookies.\nSnow fell on the');
  const [body, notice, teaser] = document.blocks;
  return {
    ...document,
    blocks: [
      rewrite(document.source, body!, 'normalize-quotes', [
        { start: 10, end: 11, text: '"', rule: 'straight' },
        { start: 14, end: 15, text: '"', rule: 'straight' },
      ]),
      relabel(
        notice!,
        { part: 'removed', label: 'cookie-notice' },
        { stage: 'deboilerplate', rule: 'model', score: 0.97 },
      ),
      relabel(
        teaser!,
        { part: 'story', story: 0, kind: 'paragraph' },
        { stage: 'segment-stories', rule: 'cut-off', score: 0.8 },
      ),
    ],
    stories: [{ title: null, truncated: true, score: 0.8 }],
  };
}

describe('explain', () => {
  it('shows what is kept, what is cut and what is another story, with rule and score', () => {
    const lines = render(labelled()).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^\+ paragraph +It rained "all" day\.$/));
    expect(lines).toContainEqual(expect.stringMatching(/^- cookie-notice +0\.97 We use cookies\.$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ +\[deboilerplate\/model\]$/));
    expect(lines).toContainEqual(expect.stringMatching(/^> story 1 paragraph +0\.80 Snow fell on the$/));
  });

  it('says of what was cut when the text was cleaned again that it was, live and from what a run wrote', () => {
    const document = documentOf('It rained.\nRead on.');
    const [body, link] = document.blocks;
    const removed = { part: 'removed', label: 'related-links' } as const;
    const evidence = { stage: 'deboilerplate', rule: 'model', score: 0.9, again: true } as const;
    const settled = { ...document, blocks: [body!, relabel(link!, removed, evidence)] };
    const records = writer.toRecords(settled);
    expect(records.removed.spans[0]).toMatchObject({ rule: 'model', again: true });
    for (const view of [explainDocument(settled, records.document), explainRecords(records)]) {
      expect(renderExplanation(view, { ...plain, width: 120 })).toContain(
        '[deboilerplate/model, cleaned again]',
      );
    }
  });

  it('shows each change of characters once, with how often', () => {
    const text = render(labelled());
    expect(text).toContain('“ → " (straight)');
    expect(render(documentOf('plain'))).not.toContain('→');
  });

  it('shows the same blocks from what a run wrote', () => {
    const live = explainDocument(labelled(), writer.toRecords(labelled()).document);
    const written = explainRecords(writer.toRecords(labelled()));
    const shape = ({ parts }: typeof live) =>
      parts.map(({ place, name, story, text }) => [place, name, story, text]);
    expect(shape(written)).toEqual(shape(live));
  });

  it('clips long blocks and says how much is missing', () => {
    expect(render(documentOf('a'.repeat(1500)))).toMatch(/… \(500 more\s+characters\)/);
  });

  it('never lets a character through that a terminal acts on', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        '\u001b',
        '[',
        '2',
        'J',
        '\u009b',
        '\u0007',
        '\u202e',
        '\r',
        '\u2028',
        '\ud800',
        '\u200f',
        'a',
        ' ',
        '\n',
        '\t',
      ),
    });
    fc.assert(
      fc.property(hostile, (text) => {
        expect(render(documentOf(text))).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
      }),
    );
  });

  it('keeps lines within the width', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,80}$/)), (words) => {
        for (const line of render(documentOf(words.join(' ')))
          .split('\n')
          .slice(3, -2)) {
          expect(line.length).toBeLessThanOrEqual(plain.width);
        }
      }),
    );
  });
});

describe('printable', () => {
  it('names what cannot be seen and leaves text alone', () => {
    expect(printable('\u001b[31mred\u0000')).toBe('␛[31mred␀');
    expect(printable('a\u202eb\u00adc\u0085')).toBe('a<U+202E>b<U+00AD>c<U+0085>');
    expect(printable('naïve 日本 👩‍🚀')).toBe('naïve 日本 👩‍🚀');
  });
});
