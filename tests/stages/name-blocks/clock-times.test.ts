import { expect, it } from 'vitest';
import { findClockTimes } from '../../../stages/name-blocks/clock-times.js';

const ENTRY = 'Power fails in about sixty houses on the quay, and the hospital is dark.';

/** The lines that are found in a page where each of some lines stands above an entry. */
function foundAbove(times: readonly string[], entry = ENTRY): number {
  return findClockTimes(times.flatMap((text) => [{ text }, { text: entry }])).length;
}

it.each([
  ['19:40', '21:15', '02:30'],
  ['7:40 p.m.', '8.05 p.m.', '11:50 PM'],
  ['19h40', '20h05', '21h30'],
  ['19.40 Uhr', '20.15 Uhr', '22.00 Uhr'],
])('%s, %s and %s head the entries below them', (...times) => expect(foundAbove(times)).toBe(3));

it.each([
  ['two entries are no log', ['19:40', '21:15']],
  ['lengths of videos', ['19:40', '27:15', '02:30', '03:11']],
  ['prices', ['4.50', '5.20', '4.99']],
])('%s are none', (_, times) => expect(foundAbove(times)).toBe(0));

it('the cells of a timetable are none', () =>
  expect(foundAbove(['19:40', '21:15', '23:02'], 'Quay')).toBe(0));

it('headlines and names may stand between a time and its entry, but no other time', () => {
  const text = (line: string) => ({ text: line });
  const entry = ['Sixty houses are dark', 'Gwen Ashby', 'on the quay', ENTRY];
  const log = ['19:40', '21:15', '22:30'].flatMap((time) => [time, ...entry]);
  expect(findClockTimes(log.map(text))).toEqual([0, 5, 10]);
  expect(findClockTimes(['18:00', 'Quay', ...log].map(text))).toEqual([]);
});
