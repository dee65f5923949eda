/** Says what the lines are that are not content, and finds the title among them. */
import type { Document, Label, Metadata, Place } from '../../pipeline/document.js';
import type { Reading } from './lines.js';
import { MARKS } from './measure.js';

export interface Named {
  readonly place: Place;
  readonly rule: string;
}

export interface Names {
  /** What each line becomes; null where it stays as it is. */
  readonly places: readonly (Named | null)[];
  readonly metadata: Partial<Metadata>;
}

export function nameLines(document: Document, reading: Reading, kept: readonly boolean[]): Names {
  const places = kept.map((keep, line): Named | null =>
    keep ? null : { place: { part: 'removed', label: nameLine(reading, line) }, rule: 'line-model' },
  );
  const first = kept.indexOf(true);
  const { hashes, wordStart } = reading.lines;
  let title: string | null = null;
  const end = first < 0 ? 0 : first + 1;
  for (let line = 0; line < end; line++) {
    const words = wordStart[line + 1]! - wordStart[line]!;
    if (words < 3 || words > 40 || !hashes.subarray(line + 1, end + 1).includes(hashes[line]!)) continue;
    for (let other = line; other <= end; other++) {
      if (hashes[other] !== hashes[line]) continue;
      places[other] =
        other === line
          ? { place: { part: 'article', kind: 'title' }, rule: 'title-repeated' }
          : { place: { part: 'removed', label: 'duplicate-title' }, rule: 'title-repeated' };
    }
    title = document.blocks[reading.blocks[line]!]!.text;
    break;
  }
  return { places, metadata: document.metadata.title === null && title !== null ? { title } : {} };
}

function nameLine({ lines }: Reading, line: number): Label {
  let most = 0;
  let label: Label = 'other';
  MARKS.forEach((mark, m) => {
    const covered = lines.marks[line * MARKS.length + m]!;
    if (covered > most) {
      most = covered;
      label = mark;
    }
  });
  return label;
}
