import { describe, expect, it } from 'vitest';
import { deboilerplate } from '../../../stages/deboilerplate/index.js';
import { documentOf } from '../../documents.js';
import { createTransform } from '../cases.js';

const clean = await createTransform(deboilerplate);

const STORY = [
  'The harbour master closed the eastern pier on Monday after divers found cracks in four of its pillars.',
  'Repairs will take until the autumn, she said, and the fishing boats have moved to the old basin in the meantime.',
  'The town expects the work to cost about two million, half of which the insurance is going to pay.',
  'Until then the ferry to the islands leaves from the northern quay, an hour later than the timetable says.',
];
const TITLE = 'Cracks Close the Eastern Pier';
const STANDFIRST = 'Fishing boats have to move to the old basin until the pillars are repaired';

/** What became of the line that begins so: a kind, or a label with a minus sign in front. */
function placeOf(lines: readonly string[], start: string): string {
  const { place } = clean(documentOf(lines.join('\n'))).blocks.find(({ text }) => text.startsWith(start))!;
  return place.part === 'removed' ? `-${place.label}` : place.part === 'article' ? place.kind : place.part;
}

describe('a headline above a standfirst', () => {
  it.each([
    ['nothing', []],
    ['a word of a menu', ['News']],
    ['a menu', ['Home', 'News', 'Sport', 'Weather']],
  ])('is the title below %s', (_, menu) => {
    const { metadata } = clean(documentOf([...menu, TITLE, STANDFIRST, ...STORY].join('\n')));
    expect(metadata.title).toBe(TITLE);
  });

  it('is none where headlines stand in a list, or the line below is a headline itself', () => {
    const titleOf = (...lines: string[]) => clean(documentOf([...lines, ...STORY].join('\n'))).metadata.title;
    expect(titleOf('Ferry Comes Late to the Islands Again', TITLE, STANDFIRST)).not.toBe(TITLE);
    const title = 'Why the Eastern Pier of the Harbour Is Closed Until the Autumn';
    expect(titleOf('News', 'Pier and Harbour News', title)).toBe(title);
  });
});

it('a headline with quotation marks above a standfirst that has more words of the text is the title', () => {
  const title = 'Harbour Master: «Nobody Has Ever Seen Such Holes in an Old Pier»';
  const { metadata } = clean(documentOf(['News', title, STANDFIRST, ...STORY].join('\n')));
  expect(metadata.title).toBe(title);
});

it('a line with a date above the title is none', () => {
  const dated = 'October 14, 2030 in Harbours and Piers';
  const { metadata } = clean(documentOf(['News', dated, STANDFIRST, ...STORY].join('\n')));
  expect(metadata.title).toBe(STANDFIRST);
});

it('the name of a person with whom the text begins, before a bracket, is the title', () => {
  const life =
    'Ada Maria Thorne (née Quill), 87, of Dunmarrow, died at home on Thursday with her family beside her.';
  const lines = ["Today's services", 'Place an obituary', 'Ada Maria Thorne', life, ...STORY];
  expect(clean(documentOf(lines.join('\n'))).metadata.title).toBe('Ada Maria Thorne');
});

describe('a byline', () => {
  it.each(['by Hilde Brandt', 'by Hilde'])('below a standfirst that is kept is no text: %s', (byline) => {
    const lines = [TITLE, `${STANDFIRST}.`, byline, '4 May 2030', ...STORY];
    const { metadata } = clean(documentOf(lines.join('\n')));
    expect(metadata).toMatchObject({ author: byline.slice(3), published: '2030-05-04' });
    expect([placeOf(lines, byline), placeOf(lines, '4 May')]).toEqual(['byline', 'dateline']);
  });

  it.each([
    ['Jo Lane, Ana Pop and Liv Brekke', 'Jo Lane, Ana Pop, Liv Brekke'],
    ['Jo Lane (now) and Ana Pop (earlier)', 'Jo Lane, Ana Pop'],
  ])('may be of several people beside a date: %s', (byline, author) => {
    const lines = [TITLE, byline, '4 May 2030', ...STORY];
    expect(clean(documentOf(lines.join('\n'))).metadata.author).toBe(author);
  });

  it('may have a place between it and its date', () => {
    const lines = [TITLE, 'Lucía Barrera', 'SORIA', '17 feb 2030 - 12:05 CET', ...STORY];
    expect(clean(documentOf(lines.join('\n'))).metadata.author).toBe('Lucía Barrera');
  });

  it('stands before a date whose day and month cannot be told', () => {
    const lines = [TITLE, 'Elliot Prasad - 5/2/2030, 1:15 PM', ...STORY];
    const { metadata } = clean(documentOf(lines.join('\n')));
    expect(metadata).toMatchObject({ author: 'Elliot Prasad', published: null });
  });

  it('of who wrote a page counts before one of who reviewed it', () => {
    const lines = [TITLE, 'Medically reviewed by Alma Reyes', 'Written by Colm Haverty', ...STORY];
    expect(clean(documentOf(lines.join('\n'))).metadata.author).toBe('Colm Haverty');
  });

  it('and its long date may stand below a standfirst that is kept', () => {
    const dateline = 'Publié le 3 mai 2030 à 17h42, mis à jour le 4 mai 2030 à 09h10';
    const lines = [TITLE, `${STANDFIRST}. More of them follow.`, 'Par', 'Mathilde Guen', dateline, ...STORY];
    const { metadata } = clean(documentOf(lines.join('\n')));
    expect(metadata).toMatchObject({ author: 'Mathilde Guen', published: '2030-05-03' });
    expect(placeOf(lines, dateline)).toBe('dateline');
  });

  it('of one word is none without a date, but between title and text: it may be of a menu', () => {
    const authorOf = (...lines: string[]) =>
      clean(documentOf([TITLE, ...lines, ...STORY].join('\n'))).metadata.author;
    expect(authorOf('By Sector', 'By Region', 'All Services')).toBeNull();
    expect(authorOf('by Hilde')).toBe('Hilde');
  });

  it('is dated by what stands below the title; above it stands the date of today', () => {
    const lines = ['Thursday, 6 May 2030', TITLE, 'By Hilde Brandt', '4 May 2030', ...STORY];
    expect(clean(documentOf(lines.join('\n'))).metadata.published).toBe('2030-05-04');
    expect(placeOf(lines, 'Thursday')).toMatch(/^-/);
    const above = ['4 May 2030', TITLE, 'By Hilde Brandt', ...STORY];
    expect(clean(documentOf(above.join('\n'))).metadata.published).toBe('2030-05-04');
  });

  it('is none where a paragraph begins with its word', () => {
    const lines = [TITLE, 'by noon all boats had gone, and the divers went down again.', ...STORY];
    expect(clean(documentOf(lines.join('\n'))).metadata.author).toBeNull();
  });
});

it('the date before a text’s first dash is the page’s, where no other one is', () => {
  const dated = (...lines: string[]) => clean(documentOf([TITLE, ...lines].join('\n'))).metadata.published;
  const story = [`WHITMERE, 4 May 2030 – ${STORY[0]}`, ...STORY.slice(1)];
  expect(dated(...story)).toBe('2030-05-04');
  expect(dated('By Hilde Brandt', '6 May 2030', ...story)).toBe('2030-05-06');
  expect(dated(...STORY, story[0]!)).toBeNull();
});

it('the invitation to see a newsletter in a browser is not its title', () => {
  const lines = ['View this email in your browser', TITLE, '4 May 2030', ...STORY];
  expect(clean(documentOf(lines.join('\n'))).metadata.title).toBe(TITLE);
});

it('a button above the text names no line of the menu below it', () => {
  const lines = ['Home', 'Subscribe', 'Harbour', 'Islands', 'Tides', TITLE, ...STORY];
  expect([placeOf(lines, 'Subscribe'), placeOf(lines, 'Islands')]).toEqual(['-newsletter', '-navigation']);
});

it('a line of numbers below the text is no headline', () => {
  expect(placeOf([TITLE, ...STORY, 'Log in', '+45 55 01 02 03', 'Privacy policy'], '+45')).toBe(
    '-navigation',
  );
});

describe('a byline far from the title', () => {
  const authorOf = (...behind: string[]) =>
    clean(documentOf([TITLE, ...STORY, ...behind].join('\n'))).metadata.author;

  it('counts where no other one names others', () => {
    expect(authorOf('Written by Ana Pop and Joe Ng')).toBe('Ana Pop, Joe Ng');
    expect(authorOf('Written by Ana Pop', 'Related stories', 'By Joe Ng')).toBeNull();
  });

  it('is another story’s below a headline, with a time or a place behind it', () => {
    const told = 'The first lime was planted beside the chapel on Monday, in rain that kept nobody at home.';
    const byline = ['Limes Come to Mill Street', 'By Joe Ng'];
    expect(authorOf(...byline, '4 May 2031', told)).toBeNull();
    expect(authorOf(...byline, `BRANNOCK — ${told} The council means to plant forty more.`)).toBeNull();
    expect(authorOf(...byline)).toBe('Joe Ng');
  });

  it('is none where it is a line of a menu', () => {
    expect(authorOf('By Event Type', 'By Audience', 'By Company Size')).toBeNull();
    expect(authorOf('By Old Basin')).toBeNull();
  });
});

it('the name that a text begins with is the title, not the author, and dates of a life are not the page’s', () => {
  const life = 'Hilde Brandt, for forty years the voice of the shipping forecast, died at home on Thursday.';
  const lines = ['The Harbour Gazette', 'Obituaries', 'Hilde Brandt', '4 May 1938 – 27 February 2031', life];
  const { title, author, published } = clean(documentOf([...lines, ...STORY].join('\n'))).metadata;
  expect({ title, author, published }).toEqual({ title: 'Hilde Brandt', author: null, published: null });
});

describe("the author's life behind the article", () => {
  const page = (...behind: string[]) => [TITLE, 'By Hilde Brandt', ...STORY, ...behind];
  const newsletter = ['Sign up for our newsletter', 'Your e-mail address'];
  const related = ['Related stories', 'Ferry to the islands comes late again'];

  it.each([
    'Hilde Brandt covers courts and culture for the Gazette. She lives on the coast with two cats.',
    'Brandt has reported on the coast for twenty years, and won the prize of the county twice.',
    'Hilde, who was a baker before, has written about the harbour and its boats since last year.',
  ])('is a box of its own, wherever it stands: %s', (life) => {
    expect(placeOf(page(life), life)).toBe('-author-bio');
    expect(placeOf(page(...newsletter, life, ...related), life)).toBe('-author-bio');
  });

  it('may stand below the name', () => {
    const life = 'Reporter for courts and culture. She joined the paper last year and lives on the coast.';
    expect(placeOf(page('Hilde Brandt', life), life)).toBe('-author-bio');
  });

  it('tells that a name alone below the title is the author', () => {
    const life = 'Hilde Brandt teaches at the folk high school, and has written two books about the coast.';
    const lines = [TITLE, 'Hilde Brandt', ...STORY, life];
    expect(clean(documentOf(lines.join('\n'))).metadata.author).toBe('Hilde Brandt');
    expect(placeOf(lines, life)).toBe('-author-bio');
    expect(clean(documentOf(lines.slice(0, -1).join('\n'))).metadata.author).toBeNull();
  });

  it('is none where the text speaks of somebody of that name, or goes on', () => {
    const line =
      'Brandt will look at the pillars once more in the spring, and decide then whether they hold.';
    expect(placeOf(page('The chief diver, Ada Brandt, is not so sure of that.', line), line)).toBe(
      'paragraph',
    );
    const early = [TITLE, 'By Hilde Brandt', `Hilde Brandt ${line.slice(7)}`, ...STORY];
    expect(placeOf(early, 'Hilde Brandt will')).toBe('paragraph');
  });
});

describe('tags', () => {
  const comments = ['Jo Lane', 'I was there on Monday and saw the boats go, such a sad day for the town'];

  it('end where their line ends', () => {
    const lines = [...STORY, 'Tagged harbour, pier', 'Leave your thoughts', ...comments];
    expect(placeOf(lines, 'Tagged')).toBe('-keywords');
    for (const line of lines.slice(-3)) expect(placeOf(lines, line)).not.toBe('-keywords');
  });

  it('may be told in sentences', () => {
    const line = 'Filed under Harbour, News. Tagged with pier, repairs.';
    expect(placeOf([...STORY, line], line)).toBe('-keywords');
  });

  it('stand a line each below their head, down to the first that is none', () => {
    const lines = [...STORY, 'Tags:', 'harbour', 'eastern pier', comments[1]!];
    expect(['Tags', 'harbour', 'eastern'].map((tag) => placeOf(lines, tag))).toEqual(
      Array(3).fill('-keywords'),
    );
    expect(placeOf(lines, comments[1]!)).not.toBe('-keywords');
  });
});
