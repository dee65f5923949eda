/**
 * Zeroed arrays for as long as one document takes. Judging a page needs dozens of small ones, and memory that was just in
 * use is several times as fast as fresh memory.
 */

/** Bytes, enough for all but very long documents; what does not fit is allocated as usual. */
const SIZE = 4 << 20;
/** Any array may begin at such an offset. */
const ALIGNMENT = 8;

const buffer = new ArrayBuffer(SIZE);
let taken = 0;

/** Takes back all arrays that were handed out: nobody may use them any more. */
export function reclaim(): void {
  taken = 0;
}

export function int32(length: number): Int32Array {
  const at = take(length * 4);
  return at < 0 ? new Int32Array(length) : new Int32Array(buffer, at, length).fill(0);
}

export function float32(length: number): Float32Array {
  const at = take(length * 4);
  return at < 0 ? new Float32Array(length) : new Float32Array(buffer, at, length).fill(0);
}

export function float64(length: number): Float64Array {
  const at = take(length * 8);
  return at < 0 ? new Float64Array(length) : new Float64Array(buffer, at, length).fill(0);
}

export function uint8(length: number): Uint8Array {
  const at = take(length);
  return at < 0 ? new Uint8Array(length) : new Uint8Array(buffer, at, length).fill(0);
}

/** Where so many bytes are free; -1 where they are not. */
function take(bytes: number): number {
  const at = taken;
  const next = at + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  if (next > SIZE) return -1;
  taken = next;
  return at;
}
