import { expect, it } from 'vitest';
import { isListItem } from '../../text/list-items.js';

it.each([
  '- Cheap',
  '– Cheap',
  '• Light',
  '1. Open the box',
  '12) Close it',
  '(a) the first part',
  'iv. the fourth',
])('%s is a list item', (line) => expect(isListItem(line)).toBe(true));

it.each([
  '-5 degrees',
  '3.5 million people',
  'A long day',
  'I. M. Pei built it in 1989',
  '1999 was warm',
  '* * *',
  '– Chcieliśmy otworzyć wcześniej – powiedziała burmistrz.',
  '-',
])('%s is none', (line) => expect(isListItem(line)).toBe(false));
