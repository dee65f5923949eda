import type { Chunk } from '../../pipeline/input.js';
import type { RawRecord } from './record.js';

/** Bytes that are gathered part by part and taken out as one piece with a buffer of its own. */
export class Gatherer {
  private parts: Uint8Array[] = [];
  length = 0;

  /** Keeps a reference, no copy: the part must not change afterwards. */
  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.parts.push(part);
    this.length += part.length;
  }

  /** Everything so far, in a fresh buffer that can be transferred to a thread; the gatherer is empty again. */
  take(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.clear();
    return whole;
  }

  /** Drops everything behind the first `length` bytes. */
  truncate(length: number): void {
    while (this.length > length) {
      const last = this.parts.pop()!;
      this.length -= last.length;
      if (this.length < length) this.add(last.subarray(0, length - this.length));
    }
  }

  clear(): void {
    this.parts = [];
    this.length = 0;
  }
}

/** Gathers whole records into chunks, for formats where something stands between them. */
export class RecordGatherer {
  private readonly bytes = new Gatherer();
  private places: Place[] = [];

  /** `about` is what the parser needs to know of the input. */
  constructor(
    private readonly path: string,
    private readonly format: string,
    private readonly about: unknown = null,
  ) {}

  get length(): number {
    return this.bytes.length;
  }

  /** `about` is what the parser needs to know of the record. */
  add(record: number, offset: number, bytes: Uint8Array, about: unknown = null): void {
    this.places.push([record, offset, bytes.length, about]);
    this.bytes.add(bytes);
  }

  /** The chunk of what was gathered, if anything was. */
  *flush(): Generator<Chunk> {
    const first = this.places[0];
    if (first === undefined) return;
    const { path, format, places, about } = this;
    const [record, offset] = first;
    const context: GatheredContext = { places, about };
    this.places = [];
    yield { path, format, record, offset, bytes: this.bytes.take(), context: JSON.stringify(context) };
  }
}

type Place = readonly [record: number, offset: number, length: number, about: unknown];

interface GatheredContext {
  readonly places: readonly Place[];
  readonly about: unknown;
}

/** The records of a chunk that a RecordGatherer made, and what the parser needs to know of them and of their input. */
export function openGathered(chunk: Chunk): {
  readonly records: (RawRecord & { readonly about: unknown })[];
  readonly about: unknown;
} {
  const { places, about } = JSON.parse(chunk.context ?? '{"places":[]}') as GatheredContext;
  let at = 0;
  const records = places.map(([record, offset, length, aboutRecord]) => {
    at += length;
    return { record, offset, bytes: chunk.bytes.subarray(at - length, at), about: aboutRecord };
  });
  return { records, about };
}
