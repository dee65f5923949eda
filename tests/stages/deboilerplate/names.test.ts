import { describe, expect, it } from 'vitest';
import { openResources } from '../../../pipeline/resources.js';
import { readLexicon } from '../../../stages/deboilerplate/lexicon.js';
import {
  authorsAtStart,
  authorsIn,
  isName,
  mayBeName,
  nameBeforeDate,
  nameBehind,
  singleNameIn,
} from '../../../stages/deboilerplate/names.js';

const lexicon = readLexicon(openResources());

describe('names', () => {
  it.each([
    ['By Jo Lane | 4 May 2030', 1, 'Jo Lane'],
    ['By Jo Lane May 4, 2030', 1, 'Jo Lane'],
    ['作者：贺远舟', 2, '贺远舟'],
    ['文：三枝ひなた　写真：奥村リク', 1, '三枝ひなた'],
    ['公開された記事', 2, null],
    ['كتبته ليان الحداد في 4 نوفمبر 2030', 1, 'ليان الحداد'],
  ])('%s is by whom it says', (text, words, name) => {
    expect(nameBehind(text, words, lexicon)).toBe(name);
  });

  it.each([
    ['Published August 7, 2023 by Nicole Burke', true, 'Nicole Burke'],
    ['By Edda van der Meer Updated Jun 25, 2025', true, 'Edda van der Meer'],
    ['By Theresa May', false, 'Theresa May'],
    ['By Ludwig Von Mises', false, 'Ludwig Von Mises'],
    ['By Mary April Jones | 4 May 2030', true, 'Mary April Jones'],
    ['Tom Talbot October 14, 2025', true, null],
    ['Written by by Jo Lane', false, 'Jo Lane'],
    ['김하늘 기자', false, '김하늘'],
    ['Tom Talbot walked by Nicole Burke', false, null],
    ['August 7, 2023', true, null],
  ])('are found in "%s"', (text, isDated, name) => {
    expect(authorsIn(text, isDated, lexicon)).toEqual(name === null ? [] : [name]);
  });

  it.each([
    ['By Ana Pop and Joe Ng', ['Ana Pop', 'Joe Ng']],
    ['Von Franziska Oberle und Thomas Kiene, 14.03.2031', ['Franziska Oberle', 'Thomas Kiene']],
    ['Par Ana Pop, Joe Ng et Édith Roux | 4 mai 2030', ['Ana Pop', 'Joe Ng', 'Édith Roux']],
    ['By Ana Pop & Joe Ng', ['Ana Pop', 'Joe Ng']],
    ['By Ana Pop, Senior Writer', ['Ana Pop']],
    ['By Ana Pop, Master Gardener & Garden Educator', ['Ana Pop']],
    ['By Ana Pop and the editors', ['Ana Pop']],
    ['By Craig Fennimore at Brook Lane', ['Craig Fennimore']],
    ['By Jeff Cobb. Last Updated on December 11, 2025', ['Jeff Cobb']],
    ['By J. R. Cobb', ['J. R. Cobb']],
  ])('are all those that "%s" joins', (text, names) => {
    expect(authorsIn(text, false, lexicon)).toEqual(names);
  });

  it('are looked for in linear time: a line of nothing but joints would take for ever', () => {
    expect(authorsIn(`By ${'&𝐀'.repeat(200_000)}`, false, lexicon)).toEqual([]);
  });

  it('far from a title stand behind the words for it', () => {
    expect(authorsAtStart('Written by Ana Pop', lexicon)).toEqual(['Ana Pop']);
    expect(authorsAtStart('Edited by Ana Pop', lexicon)).toEqual([]);
  });

  it.each([
    ['Tom Talbot October 14, 2025', 'Tom Talbot'],
    ['Jo Lane | 4 May 2030', 'Jo Lane'],
    ['New York, 4 May 2030', null],
    ['4 May 2030', null],
  ])('may stand before a date: %s', (text, name) => expect(nameBeforeDate(text, lexicon)).toBe(name));

  it.each([
    ['by Hilde', 'Hilde'],
    ['By Hilde | 4 May 2030', 'Hilde'],
    ['Posted by Hilde on 4 May 2030', 'Hilde'],
    ['von Hilde', 'Hilde'],
    ['par Hilde', 'Hilde'],
    ['przez Hilde', 'Hilde'],
    ['Written by: Hilde', 'Hilde'],
    ['Author Posted by Hilde on December 20, 2030', 'Hilde'],
    ['March 2, 2031 by Hilde 37 Comments', 'Hilde'],
    ['4 May 2030 by Hilde', 'Hilde'],
    ['Closed on 4 May 2030 by Decree', null],
    ['by noon', null],
    ['By March', null],
    ['By Hilde Brandt | 4 May 2030', null],
    ['By Hilde the bridge is safe again', null],
    ['Published Monday', null],
    ['Hilde', null],
  ])('of one word are found in "%s" where it is a byline alone', (text, name) => {
    expect(singleNameIn(text, lexicon)).toBe(name);
  });

  it('stand alone or behind a byline’s phrase', () => {
    expect(isName('Edda van der Meer', lexicon)).toBe(true);
    expect(isName('the harbour master', lexicon)).toBe(false);
    expect(mayBeName('桐生 真理子', lexicon)).toBe(true);
    expect(nameBehind('By the sea we sat', 1, lexicon)).toBeNull();
  });
});
