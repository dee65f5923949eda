import { describe, expect, it } from 'vitest';
import { findCandidates } from '../../../stages/split-headings/candidates.js';
import { readPage } from '../../../text/page.js';
import { withBars } from './bars.js';

/** The text with a bar at each candidate. */
function mark(text: string): string {
  const page = readPage([text]);
  const cuts = findCandidates(page).map((at) => at - page.starts[0]!);
  return withBars(text, cuts);
}

describe('places where blocks may have met', () => {
  it.each([
    ['Design8Performance9Battery7', 'Design|8|Performance|9|Battery|7'],
    ['It is shut.\u00a0The town wept', 'It is shut.\u00a0|The town wept'],
    ['He left.“No,” she said.(ak)', 'He left.|“No,” she said.|(ak)'],
    ['see https://localhost/tramThe town', 'see https://localhost/tram|The town'],
  ])('are all found in %s', (text, parts) => {
    expect(mark(text)).toBe(parts);
  });

  it.each([
    'a key such as Zk3qR8vTn2LbXw7YdPfGh9Jc',
    'https://localhost/?utm_source=newsLetter&id=Cj0KCQjw#:~:text=The%20tram',
    'for 10\u00a0euros at most',
    'key, err := os.Open(path) if err != nil { log.Fatal(err) } return posix.Config{ Path: path }',
    '„Wir hätten gern früher aufgemacht“, so die Stadt. „Ohne Filter kein Bad.“ Es bleibt zu.',
  ])('are none in %s', (text) => {
    expect(mark(text)).toBe(text);
  });
});
