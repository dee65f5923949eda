/** What the models see of each line: how it reads, where it stands, and what stands around it. */
import { CLASS } from './characters.js';
import { COUNT, COUNTS, type Lines, MARKS } from './measure.js';
import { markShare, type Page } from './page.js';

/** Lines before and behind whose reading a line's row repeats. */
const REACH = [-3, -2, -1, 1, 2, 3];
/** How fast smoothed sums forget, by line. */
const DECAYS = [0.5, 0.8, 0.95];
/** Distances count up to this many lines. */
const FAR = 40;
/** A line with at most this many words is short. */
const SHORT = 5;
/** A line with this share of the first line's words may be the title. */
const TITLE_SHARE = 0.8;
/** A date line has at most this many words. */
const DATE_LINE = 12;

const AROUND = ['words', 'function', 'ended', 'prose', 'marked', 'capitals', 'digits', 'overlap', 'score'];
/** Labels whose phrases tell where on the page a line stands. */
const SIGNPOSTS = ['comments', 'related-links', 'share', 'byline', 'newsletter', 'copyright'] as const;

/**
 * Nothing of the page as a whole is among them, nor the script: there are few pages to learn from, fewer in any script
 * but the Latin one, and features that all lines of a page share tell trees which page it is.
 */
export const LINE_FEATURES: readonly string[] = [
  'words',
  'characters',
  'wordLength',
  'function',
  'prose',
  'sentences',
  'wordsPerSentence',
  'commas',
  'capitals',
  'shouted',
  'digits',
  'separators',
  'quotes',
  'currency',
  'symbols',
  'brackets',
  'colons',
  'longWords',
  'numbers',
  'months',
  'years',
  'times',
  'addresses',
  'first',
  'last',
  ...MARKS.map((label) => `mark.${label}`),
  'gapBefore',
  'gapBehind',
  'repeats',
  'seenBefore',
  'overlapMain',
  'overlapTitle',
  'line',
  'linesFromEnd',
  'shareOfPage',
  'wordsBefore',
  'wordsBehind',
  'proseBefore',
  'proseBehind',
  'toMainStart',
  'toMainEnd',
  'insideMain',
  ...DECAYS.flatMap((d) => [`smoothBefore${d}`, `smoothBehind${d}`]),
  'shortRun',
  'shortRunPlace',
  'groupLines',
  'groupWords',
  'groupPlace',
  'score',
  ...DECAYS.flatMap((d) => [`scoreBefore${d}`, `scoreBehind${d}`]),
  ...[...SIGNPOSTS, 'date', 'title'].flatMap((name) => [`since.${name}`, `until.${name}`, `before.${name}`]),
  ...REACH.flatMap((d) => AROUND.map((name) => `${name}${d < 0 ? d : `+${d}`}`)),
  'article',
];

/**
 * Rows of `LINE_FEATURES`, one a line. `gaps` are the line breaks in front of each line, and behind the last; `scores`
 * are what each line's words say for themselves; `article` says that the page is known to be one.
 */
export function lineFeatures(
  lines: Lines,
  page: Page,
  gaps: Uint8Array,
  scores: Float32Array,
  article: boolean,
): Float32Array {
  const { count, counts, marks, wordStart } = lines;
  const width = LINE_FEATURES.length;
  const rows = new Float32Array(count * width);
  const around = readAround(lines, page, scores);
  const smooth = smoothed(page.prose);
  const smoothScores = smoothed(scores);
  const runs = findShortRuns(wordStart, count);
  const groups = findGroups(wordStart, gaps, count);
  const signposts = [
    ...SIGNPOSTS.map((label) => findDistances(count, marksLines(lines, MARKS.indexOf(label)))),
    findDistances(count, isDateLine(lines)),
    findDistances(
      count,
      (i) => i > 0 && page.titleOverlap[i]! >= TITLE_SHARE && wordStart[i + 1]! - wordStart[i]! >= 3,
    ),
  ];

  let wordsBefore = 0;
  for (let i = 0; i < count; i++) {
    const c = i * COUNTS;
    const words = wordStart[i + 1]! - wordStart[i]!;
    const some = Math.max(1, words);
    const characters = counts[c + COUNT.characters]!;
    const letters = counts[c + COUNT.letters]!;
    let k = i * width;
    rows[k++] = words;
    rows[k++] = characters;
    rows[k++] = letters / some;
    rows[k++] = page.functionShare[i]!;
    rows[k++] = page.prose[i]!;
    rows[k++] = counts[c + COUNT.sentences]!;
    rows[k++] = words / Math.max(1, counts[c + COUNT.sentences]!);
    rows[k++] = counts[c + COUNT.commas]! / some;
    rows[k++] = counts[c + COUNT.capitalized]! / some;
    rows[k++] = counts[c + COUNT.shouted]! / some;
    rows[k++] = counts[c + COUNT.digits]! / Math.max(1, characters);
    rows[k++] = counts[c + COUNT.separators]! / some;
    rows[k++] = counts[c + COUNT.quotes]! / some;
    rows[k++] = counts[c + COUNT.currency]!;
    rows[k++] = counts[c + COUNT.symbols]! / some;
    rows[k++] = counts[c + COUNT.brackets]! / some;
    rows[k++] = counts[c + COUNT.colons]! / some;
    rows[k++] = counts[c + COUNT.longWords]! / some;
    rows[k++] = counts[c + COUNT.numbers]! / some;
    rows[k++] = counts[c + COUNT.months]! / some;
    rows[k++] = counts[c + COUNT.years]! / some;
    rows[k++] = counts[c + COUNT.times]!;
    rows[k++] = counts[c + COUNT.addresses]!;
    rows[k++] = firstClass(counts[c + COUNT.first]!);
    rows[k++] = lastClass(counts[c + COUNT.last]!);
    for (let m = 0; m < MARKS.length; m++) rows[k++] = marks[i * MARKS.length + m]! / some;
    rows[k++] = gaps[i]!;
    rows[k++] = gaps[i + 1]!;
    rows[k++] = page.repeats[i]!;
    rows[k++] = page.seenBefore[i]!;
    rows[k++] = page.mainOverlap[i]!;
    rows[k++] = page.titleOverlap[i]!;
    rows[k++] = i;
    rows[k++] = count - i;
    rows[k++] = words / Math.max(1, page.words);
    rows[k++] = wordsBefore / Math.max(1, page.words);
    rows[k++] = 1 - (wordsBefore + words) / Math.max(1, page.words);
    rows[k++] = page.proseAbove[i]! / Math.max(1, page.proseWords);
    rows[k++] = 1 - (page.proseAbove[i]! + page.prose[i]!) / Math.max(1, page.proseWords);
    rows[k++] = clamp(i - page.mainStart);
    rows[k++] = clamp(page.mainEnd - 1 - i);
    rows[k++] = i >= page.mainStart && i < page.mainEnd ? 1 : 0;
    for (const { before, behind } of smooth) {
      rows[k++] = before[i]!;
      rows[k++] = behind[i]!;
    }
    rows[k++] = runs.length[i]!;
    rows[k++] = runs.place[i]!;
    rows[k++] = groups.lines[i]!;
    rows[k++] = groups.words[i]!;
    rows[k++] = groups.place[i]!;
    rows[k++] = scores[i]!;
    for (const { before, behind } of smoothScores) {
      rows[k++] = before[i]!;
      rows[k++] = behind[i]!;
    }
    for (const { since, until, before } of signposts) {
      rows[k++] = since[i]!;
      rows[k++] = until[i]!;
      rows[k++] = before[i]!;
    }
    for (const reach of REACH) {
      const j = i + reach;
      const inside = j >= 0 && j < count;
      for (let a = 0; a < AROUND.length; a++) rows[k++] = inside ? around[j * AROUND.length + a]! : -1;
    }
    rows[k++] = article ? 1 : 0;
    wordsBefore += words;
  }
  return rows;
}

function clamp(distance: number): number {
  return Math.max(-FAR, Math.min(FAR, distance));
}

/** Class of a line's first character; letters without case stand for capitals, which begin lines where there are some. */
function firstClass(kind: number): number {
  return kind === CLASS.caseless || kind === CLASS.ideograph ? CLASS.upper : kind;
}

/** Class of a line's last character; letters are alike in any script. */
function lastClass(kind: number): number {
  return kind >= CLASS.lower && kind <= CLASS.ideograph ? CLASS.lower : kind;
}

/** What neighbours' rows repeat of each line. */
function readAround(lines: Lines, page: Page, scores: Float32Array): Float32Array {
  const { count, counts, wordStart } = lines;
  const around = new Float32Array(count * AROUND.length);
  for (let i = 0; i < count; i++) {
    const c = i * COUNTS;
    const words = wordStart[i + 1]! - wordStart[i]!;
    const some = Math.max(1, words);
    let k = i * AROUND.length;
    around[k++] = words;
    around[k++] = page.functionShare[i]!;
    around[k++] = lastClass(counts[c + COUNT.last]!);
    around[k++] = page.prose[i]!;
    around[k++] = markShare(lines, i);
    around[k++] = counts[c + COUNT.capitalized]! / some;
    around[k++] = counts[c + COUNT.digits]! / Math.max(1, counts[c + COUNT.characters]!);
    around[k++] = page.mainOverlap[i]!;
    around[k++] = scores[i]!;
  }
  return around;
}

/** What stands around each line, itself left out, near lines counting more than far ones. */
function smoothed(values: Float32Array): { before: Float32Array; behind: Float32Array }[] {
  const n = values.length;
  return DECAYS.map((decay) => {
    const before = new Float32Array(n);
    const behind = new Float32Array(n);
    for (let i = 1; i < n; i++) before[i] = decay * before[i - 1]! + (1 - decay) * values[i - 1]!;
    for (let i = n - 2; i >= 0; i--) behind[i] = decay * behind[i + 1]! + (1 - decay) * values[i + 1]!;
    return { before, behind };
  });
}

/** For lines in a run of short lines, how long the run is and where in it the line stands; else 0. */
function findShortRuns(wordStart: Int32Array, count: number): { length: Float32Array; place: Float32Array } {
  const length = new Float32Array(count);
  const place = new Float32Array(count);
  let from = 0;
  for (let i = 0; i <= count; i++) {
    if (i < count && wordStart[i + 1]! - wordStart[i]! <= SHORT) continue;
    for (let j = from; j < i; j++) {
      length[j] = i - from;
      place[j] = (j - from) / (i - from);
    }
    from = i + 1;
  }
  return { length, place };
}

/** Groups of lines with no blank line between: lines, words a line, and the line's place in the group. */
function findGroups(
  wordStart: Int32Array,
  gaps: Uint8Array,
  count: number,
): { lines: Float32Array; words: Float32Array; place: Float32Array } {
  const lines = new Float32Array(count);
  const words = new Float32Array(count);
  const place = new Float32Array(count);
  let from = 0;
  for (let i = 1; i <= count; i++) {
    if (i < count && gaps[i]! < 2) continue;
    const mean = (wordStart[i]! - wordStart[from]!) / (i - from);
    for (let j = from; j < i; j++) {
      lines[j] = i - from;
      words[j] = mean;
      place[j] = j - from;
    }
    from = i;
  }
  return { lines, words, place };
}

/** Whether a line is mostly a phrase of a label. */
function marksLines({ marks, wordStart }: Lines, mark: number): (line: number) => boolean {
  return (i) => marks[i * MARKS.length + mark]! * 3 > wordStart[i + 1]! - wordStart[i]!;
}

/** Whether a line is short and holds a date or a time, as lines above comments and in lists of articles do. */
function isDateLine({ counts, wordStart }: Lines): (line: number) => boolean {
  return (i) => {
    const c = i * COUNTS;
    const named = counts[c + COUNT.months]! + counts[c + COUNT.years]! > 0 && counts[c + COUNT.numbers]! > 1;
    return wordStart[i + 1]! - wordStart[i]! <= DATE_LINE && (named || counts[c + COUNT.times]! > 0);
  };
}

/** Lines since the last signpost and until the next one, and how many stood before. */
function findDistances(count: number, isSignpost: (line: number) => boolean) {
  const since = new Float32Array(count);
  const until = new Float32Array(count);
  const before = new Float32Array(count);
  let distance = 2 * FAR;
  let passed = 0;
  for (let i = 0; i < count; i++) {
    before[i] = passed;
    if (isSignpost(i)) {
      until[i] = 1;
      distance = 0;
      passed++;
    } else distance = Math.min(2 * FAR, distance + 1);
    since[i] = distance;
  }
  distance = 2 * FAR;
  for (let i = count - 1; i >= 0; i--) {
    distance = until[i] === 1 ? 0 : Math.min(2 * FAR, distance + 1);
    until[i] = distance;
  }
  return { since, until, before };
}
