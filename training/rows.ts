/** Writes feature matrices as `trees.py` reads them, a row at a time. */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writevSync } from 'node:fs';
import { join } from 'node:path';

const ROWS_A_WRITE = 1000;

export interface RowFile {
  /** One row: its features, its label in [0, 1], its weight, and the fold of the page it comes from. */
  add(features: Float32Array, label: number, weight: number, fold: number): void;
  close(): void;
}

/** Opens an empty matrix in a folder that is made if missing. */
export function openRows(folder: string, names: readonly string[]): RowFile {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'names.json'), JSON.stringify(names));
  const matrix = openSync(join(folder, 'x.f32'), 'w');
  const labels: number[] = [];
  const weights: number[] = [];
  const folds: number[] = [];
  let pending: Float32Array[] = [];
  const flush = () => {
    if (pending.length > 0) writevSync(matrix, pending);
    pending = [];
  };
  return {
    add: (features, label, weight, fold) => {
      if (features.length !== names.length) throw new RangeError('a row has a value for each name');
      pending.push(features.slice());
      if (pending.length === ROWS_A_WRITE) flush();
      labels.push(label);
      weights.push(weight);
      folds.push(fold);
    },
    close: () => {
      flush();
      closeSync(matrix);
      writeFileSync(join(folder, 'y.f32'), new Uint8Array(Float32Array.from(labels).buffer));
      writeFileSync(join(folder, 'w.f32'), new Uint8Array(Float32Array.from(weights).buffer));
      writeFileSync(join(folder, 'fold.i32'), new Uint8Array(Int32Array.from(folds).buffer));
    },
  };
}

/** Reads what `trees.py` writes: a float32 a row. */
export function readFloats(path: string): Float32Array {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
