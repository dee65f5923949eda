/** The probability whose odds are those of `p`, times a factor. */
export function scaleOdds(p: number, factor: number): number {
  return (p * factor) / (p * factor + 1 - p);
}

/** The probability whose odds are the geometric mean of those of two. */
export function meanOdds(p: number, q: number): number {
  const mean = Math.sqrt(p * q);
  return mean / (mean + Math.sqrt((1 - p) * (1 - q)));
}
