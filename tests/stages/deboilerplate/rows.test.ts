import { describe, expect, it } from 'vitest';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { layOutHtml } from '../../../stages/read/html.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const clean = await createTransform(deboilerplate);

const STORY = [
  'The river clock of Aldermouth has told the time since 1788, when the town could not afford a tower for it.',
  'Since Christmas it has lost eleven minutes. "I thought it was me," says its keeper, who winds it every Sunday.',
  'A diver went down in February. What he found was a nest of eels, wound around the lowest link of the chain.',
  'In June the well will be pumped dry, for the first time since 1911, and the keeper intends to be there.',
];
const ROWS = [
  ['Month', 'Lost'],
  ['January', '4 min'],
  ['February', '7 min'],
];
const FOOT = ['Home', 'Log in', 'Privacy policy'];

/** The parts of the page in which the rows of a table are found to be. */
function partsOf(document: ReturnType<typeof documentOf>): string[] {
  const rows = clean(document).blocks.filter(({ text }) => text.includes('\t'));
  return rows.map(({ place }) => place.part);
}

describe('rows of a table', () => {
  const paragraphs = STORY.map((text) => `<p>${text}</p>`).join('');
  const cells = ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  const pageOf = (html: string) => {
    const { source, blocks, metadata } = layOutHtml(html);
    return { ...documentOf(''), source, blocks, metadata: { ...metadata, confidence: null } };
  };
  const foot = FOOT.map((text) => `<div>${text}</div>`).join('');

  it('in the main part of a page are content', () => {
    const page = pageOf(`<main>${paragraphs}<table>${cells}</table></main>${foot}`);
    expect(partsOf(page)).toEqual(ROWS.map(() => 'article'));
  });

  it('are none beside it', () => {
    const page = pageOf(`<main>${paragraphs}</main><aside><table>${cells}</table></aside>${foot}`);
    expect(partsOf(page)).toEqual(ROWS.map(() => 'removed'));
  });

  it('are content behind text, where a page has no markup', () => {
    const rows = ROWS.map((row) => row.join('\t'));
    expect(partsOf(documentOf([...STORY, ...rows, ...FOOT].join('\n')))).toEqual(ROWS.map(() => 'article'));
    expect(partsOf(documentOf([...STORY, rows[1], ...FOOT].join('\n')))).toEqual(['removed']);
  });
});
