/**
 * Looks words and phrases up by hash: function words, names of months, and the phrases that mark boilerplate.
 */
import { z } from 'zod';
import { LABELS, type Label } from '../../pipeline/document.js';
import type { Resources } from '../../pipeline/stage.js';
import { buildNameForms, type NameForms, nameWordsSchema } from './name-forms.js';
import { type TitleRules, titleRules } from './title-rules.js';
import { hashWords } from './words.js';

/** Where a phrase has to stand in a block. */
export const PLACES = ['line', 'lone', 'start', 'end', 'anywhere'] as const;
/** Phrases at a line's end have so many words at most. */
const MOST_END_WORDS = 4;
export type PhrasePlace = (typeof PLACES)[number];

export interface Phrase {
  readonly label: Label;
  readonly place: PhrasePlace;
  /** Hashes of its words. */
  readonly words: Int32Array;
}

/** What a word may be, as bits. */
export const FUNCTION_WORD = 1;
export const MONTH = 2;
export const STARTS_PHRASE = 4;
/** Phrases of these labels are looked for in lines that hold a word they begin with. */
export const STARTS = { caption: 8, 'related-links': 16 } as const;
/** A phrase of bylines in front of a single name begins with it. */
export const STARTS_BEFORE_NAME = 32;
const NONE: readonly never[] = [];

export interface Lexicon {
  /** The bits of the word with a hash; 0 for a word that is in no list. */
  lookUp(hash: number): number;
  /** 1 for each code unit that is a function word at the end of another word, as Korean writes them. */
  readonly endings: Uint8Array;
  /** The phrases that begin with a word. */
  phrases(hash: number): readonly Phrase[];
  /** The phrases of bylines in front of a single name, and in front of a date, that begin with a word; as hashes of words. */
  beforeNames(hash: number): readonly Int32Array[];
  beforeDates(hash: number): readonly Int32Array[];
  readonly nameForms: NameForms;
  readonly titles: TitleRules;
  /** Number of the month, 1 to 12, that a word names; 0 where it names none. */
  month(hash: number): number;
}

const byLanguage = z.record(z.string(), z.array(z.coerce.string()));
const phrasesFile = z.partialRecord(z.enum(LABELS), z.partialRecord(z.enum(PLACES), byLanguage));
const bylinesFile = nameWordsSchema.extend({ names: byLanguage, dates: byLanguage });
const monthsFile = z.record(z.string(), z.array(z.array(z.string())).length(12));

/** Words of a line that phrases which may be a whole line cover one after the other, by label. */
export function coverByLabel(words: Int32Array, lexicon: Lexicon): ReadonlyMap<Label, number> {
  const covered = new Map<Label, number>();
  for (let i = 0; i < words.length; ) {
    let longest: Phrase | null = null;
    for (const phrase of lexicon.phrases(words[i]!)) {
      const fits = phrase.place === 'line' && phrase.words.every((word, k) => word === words[i + k]);
      if (fits && phrase.words.length > (longest?.words.length ?? 0)) longest = phrase;
    }
    if (longest) covered.set(longest.label, (covered.get(longest.label) ?? 0) + longest.words.length);
    i += longest?.words.length ?? 1;
  }
  return covered;
}

/** Words of the longest phrase of a label that may stand at a line's start and that these words begin with; 0 for none. */
export function beginsWith(words: Int32Array, label: Label, lexicon: Lexicon): number {
  let longest = 0;
  for (const phrase of words.length === 0 ? [] : lexicon.phrases(words[0]!)) {
    if (phrase.label !== label || phrase.words.length <= longest) continue;
    if (phrase.place !== 'start' && phrase.place !== 'line') continue;
    if (phrase.words.every((word, k) => word === words[k])) longest = phrase.words.length;
  }
  return longest;
}

/** Words of the longest of some phrases that these words begin with; 0 for none. */
export function longestOf(phrases: readonly Int32Array[], words: Int32Array): number {
  const fitting = phrases.filter((phrase) => phrase.every((word, k) => word === words[k]));
  return Math.max(0, ...fitting.map((phrase) => phrase.length));
}

/** Whether the last words are a phrase of a label that may stand at a line's end, with more in front. */
export function endsWith(words: Int32Array, label: Label, lexicon: Lexicon): boolean {
  for (let from = words.length - 1; from > 0 && from >= words.length - MOST_END_WORDS; from--) {
    const fits = lexicon
      .phrases(words[from]!)
      .some(
        (phrase) =>
          phrase.label === label &&
          phrase.place === 'end' &&
          phrase.words.length === words.length - from &&
          phrase.words.every((word, k) => word === words[from + k]),
      );
    if (fits) return true;
  }
  return false;
}

function phrasesByFirstWord(languages: Readonly<Record<string, string[]>>): Map<number, Int32Array[]> {
  const found = new Map<number, Int32Array[]>();
  for (const words of Object.values(languages).flat().map(hashWords)) {
    found.set(words[0]!, [...(found.get(words[0]!) ?? []), words]);
  }
  return found;
}

/** Reads the lexicons; throws where one is missing or malformed. */
export function readLexicon(resources: Resources): Lexicon {
  const functionWords = byLanguage.parse(resources.lexicon('function-words'));
  const boilerplate = phrasesFile.parse(resources.lexicon('boilerplate'));
  const monthNames = monthsFile.parse(resources.lexicon('months'));
  const bylines = bylinesFile.parse(resources.lexicon('bylines'));

  const bits = new HashTable();
  const byFirstWord = new Map<number, Phrase[]>();
  const months = new Map<number, number>();

  const endings = new Uint8Array(0x10000);
  for (const word of Object.values(functionWords).flat()) {
    if (word.startsWith('-')) endings[word.charCodeAt(1)] = 1;
    else for (const hash of hashWords(word)) bits.add(hash, FUNCTION_WORD);
  }
  for (const names of Object.values(monthNames)) {
    names.forEach((forms, index) => {
      for (const hash of forms.flatMap((form) => [...hashWords(form)])) {
        bits.add(hash, MONTH);
        months.set(hash, index + 1);
      }
    });
  }
  for (const [label, places] of Object.entries(boilerplate)) {
    for (const [place, languages] of Object.entries(places ?? {})) {
      for (const text of Object.values(languages ?? {}).flat()) {
        const words = hashWords(text);
        const first = words[0];
        if (first === undefined) continue;
        bits.add(first, STARTS_PHRASE | (label in STARTS ? STARTS[label as keyof typeof STARTS] : 0));
        const phrase = { label: label as Label, place: place as PhrasePlace, words };
        const list = byFirstWord.get(first);
        if (list) list.push(phrase);
        else byFirstWord.set(first, [phrase]);
      }
    }
  }
  const names = phrasesByFirstWord(bylines.names);
  for (const first of names.keys()) bits.add(first, STARTS_BEFORE_NAME);
  const dates = phrasesByFirstWord(bylines.dates);
  return {
    lookUp: (hash) => bits.get(hash),
    endings,
    phrases: (hash) => byFirstWord.get(hash) ?? NONE,
    beforeNames: (hash) => names.get(hash) ?? NONE,
    beforeDates: (hash) => dates.get(hash) ?? NONE,
    nameForms: buildNameForms(bylines),
    titles: titleRules.parse(resources.lexicon('titles')),
    month: (hash) => months.get(hash) ?? 0,
  };
}

/** Bits by hash in an open-addressing table: one or two probes a look-up, no objects. */
class HashTable {
  private keys = new Int32Array(1 << 14);
  private values = new Uint8Array(1 << 14);
  private used = 0;

  get(hash: number): number {
    return this.values[this.find(hash)]!;
  }

  add(hash: number, bits: number): void {
    if (this.used * 4 > this.keys.length) this.grow();
    const slot = this.find(hash);
    if (this.values[slot] === 0) this.used++;
    this.keys[slot] = hash;
    this.values[slot]! |= bits;
  }

  private find(hash: number): number {
    const { keys, values } = this;
    const mask = keys.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (values[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Int32Array(keys.length * 2);
    this.values = new Uint8Array(values.length * 2);
    this.used = 0;
    for (let i = 0; i < keys.length; i++) if (values[i]) this.add(keys[i]!, values[i]!);
  }
}
