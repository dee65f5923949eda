/** Random choices that are the same for the same seed. */

/** Uniform in [0, 1). */
export type Random = () => number;

/** Numbers that look random, the same for the same seed (mulberry32, T. Ettinger). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** A whole number from 0 up to, but not, the limit. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<T>(list: readonly T[], random: Random): T {
  return list[below(random, list.length)]!;
}
