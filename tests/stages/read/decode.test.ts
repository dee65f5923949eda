import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../stages/read/decode.js';
import { ReadError } from '../../../stages/read/failure.js';
import { readFile } from './reading.js';

const AUTO = { encoding: 'auto', replace_invalid: false };

/** Sentences as they stand in pages of their time, with the encoding that these were written in. */
const TEXTS: readonly (readonly [string, string])[] = [
  ['windows-1252', 'He said “we don’t know” — and left… The company’s results were better than expected.'],
  ['windows-1252', 'Die Straße führt über München nach Köln, wo schöne Häuser stehen.'],
  ['windows-1252', 'L’été dernier, la société a été créée à Paris où elle emploie déjà des élèves.'],
  ['windows-1252', 'café'],
  [
    'windows-1250',
    'Zażółć gęślą jaźń. Kraków jest pięknym miastem, które leży nad Wisłą i ma dużo zabytków.',
  ],
  ['windows-1251', 'Москва является столицей России. Сегодня в городе прошла встреча министров.'],
  ['koi8-r', 'Москва является столицей России. Сегодня в городе прошла встреча министров.'],
  ['windows-1253', 'Η Αθήνα είναι η πρωτεύουσα της Ελλάδας και η μεγαλύτερη πόλη της χώρας.'],
  ['shift_jis', '東京は日本の首都です。今日は天気がいいので散歩に行きましょう。'],
  ['euc-jp', '東京は日本の首都です。今日は天気がいいので散歩に行きましょう。'],
  ['gb18030', '北京是中华人民共和国的首都，今天天气很好，我们去公园散步。'],
  ['big5', '台北是台灣的首都，今天天氣很好，我們去公園散步吧。'],
  ['euc-kr', '서울은 대한민국의 수도이다. 오늘은 날씨가 좋다.'],
  ['utf-16le', 'No byte order mark, but ASCII all the same.'],
  ['utf-16be', 'Köln. No byte order mark either.'],
];

describe('an encoding that nobody declared', () => {
  it.each(TEXTS)('%s: %s', (encoding, text) => {
    expect(decode(iconv.encode(text, encoding), null, AUTO)).toEqual({ text, encoding });
  });
});

it.each(['utf-8', 'utf-16le', 'utf-16be'])('takes the byte order mark of %s for its word', (encoding) => {
  const bytes = iconv.encode('ä 語', encoding, { addBOM: true });
  expect(decode(bytes, 'windows-1252', AUTO)).toEqual({ text: 'ä 語', encoding });
});

it('takes valid UTF-8 for what it is, whatever the page declares', () => {
  expect(decode(Buffer.from('Grüße'), 'iso-8859-1', AUTO).text).toBe('Grüße');
});

it('goes by what the page declares where it is not UTF-8', async () => {
  const html = '<meta charset="iso-8859-2"><p>Příliš';
  const { documents } = await readFile('a.html', iconv.encode(html, 'iso-8859-2'));
  expect(documents[0]).toMatchObject({ source: 'Příliš\n', origin: { encoding: 'iso-8859-2' } });
});

it('goes by what the user says, even of encodings that browsers do not know', () => {
  const options = { ...AUTO, encoding: 'cp437' };
  expect(decode(iconv.encode('Ärger', 'cp437'), null, options)).toEqual({ text: 'Ärger', encoding: 'cp437' });
});

describe('UTF-8 with a broken character', () => {
  const bytes = Buffer.concat([Buffer.from('Grüße aus Köln '), Buffer.from([0xe2, 0x80])]);

  it('is rejected with the offset of the first bad byte', () => {
    expect(() => decode(bytes, null, AUTO)).toThrow(ReadError);
    expect(() => decode(bytes, null, AUTO)).toThrow(
      expect.objectContaining({ reason: 'bad-encoding', offset: 18 }),
    );
  });

  it('is mended where the user asks for it', () => {
    expect(decode(bytes, null, { ...AUTO, replace_invalid: true }).text).toBe('Grüße aus Köln \ufffd');
  });
});

it.each([
  ['a PNG image', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['a PDF document', Buffer.from('%PDF-1.7\n1 0 obj\n')],
  ['a NUL byte', Buffer.from('some text that goes on and on, then\0one')],
  ['control characters', Buffer.from([1, 2, 3, 4, 65, 66, 67])],
])('does not take %s for text', async (what, bytes) => {
  const { rejects } = await readFile('a.txt', bytes);
  expect(rejects).toMatchObject([{ record: 0, reason: 'binary', detail: expect.stringContaining(what) }]);
});
