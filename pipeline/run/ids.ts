/** Finds ids that were given before, over a whole run, in little memory. */
import { hash } from 'node:crypto';

const EMPTY = 0n;

/**
 * Gives each document an id that no other has: its own, or `ID~2`, `ID~3` ... where a record before it took that.
 *
 * It keeps 64 bits of a hash and a count for each id, in an open-addressing table: about 24 bytes an id, whatever its
 * length. Two different ids are taken for one with a probability of about n²/2^65, which renames a record and loses
 * nothing.
 */
export class IdTable {
  #keys = new BigUint64Array(1 << 12);
  #counts = new Uint32Array(1 << 12);
  #size = 0;

  /** The id that a record with this id gets. */
  claim(id: string): string {
    const key = keyOf(id);
    const first = this.#find(key);
    if (this.#counts[first] === 0) {
      this.#take(first, key);
      return id;
    }
    let n = this.#counts[first]!;
    for (;;) {
      const candidate = `${id}~${++n}`;
      const candidateKey = keyOf(candidate);
      const slot = this.#find(candidateKey);
      if (this.#counts[slot] !== 0) continue;
      this.#counts[first] = n;
      this.#take(slot, candidateKey);
      return candidate;
    }
  }

  #take(slot: number, key: bigint): void {
    this.#keys[slot] = key;
    this.#counts[slot] = 1;
    if (++this.#size * 2 > this.#keys.length) this.#grow();
  }

  /** Where the key is, or the free place where it belongs. */
  #find(key: bigint): number {
    const mask = this.#keys.length - 1;
    let slot = Number(key & 0xffff_ffffn) & mask;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new BigUint64Array(keys.length * 2);
    this.#counts = new Uint32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === EMPTY) continue;
      const slot = this.#find(keys[i]!);
      this.#keys[slot] = keys[i]!;
      this.#counts[slot] = counts[i]!;
    }
  }
}

function keyOf(id: string): bigint {
  const value = hash('sha256', id, 'buffer').readBigUInt64LE();
  return value === EMPTY ? 1n : value;
}
