/** Text for a terminal: scraped text made safe, and numbers of things. */

/**
 * Control characters, terminal escapes, direction overrides and other invisible formatting. The joiners U+200C and U+200D
 * stay: scripts and emoji need them, and a terminal does nothing with them.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** The text with every character visible that a terminal would act on or not show: a C0 control as its picture, others by number. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (c) => {
    const code = c.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** The same for text of several lines; tabs become two spaces. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line.replaceAll('\t', '  ')))
    .join('\n');
}

/** `1 document`, `2 documents`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : plural}`;
}
