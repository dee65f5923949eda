/** The probability whose odds are those of `p`, times a factor. */
export function scaleOdds(p: number, factor: number): number {
  return (p * factor) / (p * factor + 1 - p);
}
