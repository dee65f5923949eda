/** Text of every sort for property tests. */
import fc from 'fast-check';

/** What scraped pages are full of, and what breaks programs. */
const FRAGMENTS = [
  'The minister said on Tuesday that the plan would go ahead.',
  'Der Minister sagte am Dienstag, der Plan werde umgesetzt.',
  '東京で会議が開かれた。',
  'security.A Long-Standing AllianceThe United States',
  'We use cookies to improve your experience.',
  'Home | News | Sport',
  'READ MORE: Another story that is cut off in the mid',
  'By Jane Doe',
  '“quoted',
  "it's",
  'â€œmojibakeâ€\u009d',
  '&amp;quot;',
  '©',
  '😀',
  '\ud800',
  '\udc00',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '\u00a0',
  '\u2028',
  '\u3000',
  '\u001c',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\n\n',
  ' ',
];

export const anyText = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...FRAGMENTS) }, fc.string({ unit: 'binary' })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
