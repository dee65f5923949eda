/** The text with a bar at each offset. */
export function withBars(text: string, offsets: readonly number[]): string {
  return [0, ...offsets].map((at, i) => text.slice(at, offsets[i] ?? text.length)).join('|');
}
