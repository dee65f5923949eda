import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { hasUtf8Mark } from './bytes.js';
import { ReadError } from './failure.js';

/** Where a record of a JSON input begins or ends, or a bare value stands in a record's place; byte offset. */
export interface RecordEdge {
  readonly type: 'start' | 'end' | 'bare';
  readonly offset: number;
}

/** `object`: it is not known yet whether the root object is the record or holds the array of records. */
type Where = 'outside' | 'object' | 'record' | 'array';

const BRACKET = /[[\]{}]/g;
/** Among records, bare values end at commas. */
const BRACKET_OR_COMMA = /[[\]{},]/g;

/**
 * Finds the records of a JSON input: the elements of the array at the root, or else of the array under `recordsKey` or
 * the first array of objects; where the root object has `textKey`, it is itself the record. A start that follows a
 * start takes its place. Several roots may follow each other.
 *
 * stream-json parses; it gives no offsets, so it is fed piece by piece with every bracket at the end of a piece: what
 * it says of a bracket is then said of that place. Bytes are read as Latin-1, since only ASCII has a meaning here.
 */
export class RecordFinder {
  private readonly parse = jsonParser({
    packStrings: false,
    packNumbers: false,
    streamKeys: false,
    jsonStreaming: true,
  });
  /** Behind the last byte that was fed. */
  private offset = 0;
  /** Where the record that is open begins, or else where the last one ended. */
  private edge = 0;
  private where: Where = 'outside';
  /** Whether each container that is open is an array, and its key in its parent. */
  private readonly open: { readonly isArray: boolean; readonly key: string | null }[] = [];
  private key: string | null = null;
  /** How many containers are open around a record. */
  private recordDepth = 0;

  constructor(
    private readonly recordsKey: string,
    private readonly textKey: string,
  ) {}

  /** The edges in the next part of the input, then a ReadError where it is no JSON. */
  *feed(part: Uint8Array): Generator<RecordEdge> {
    const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
    const base = this.offset;
    for (let from = base === 0 && hasUtf8Mark(part) ? 3 : 0; from < text.length; ) {
      const stop = this.standsForRecord() ? BRACKET_OR_COMMA : BRACKET;
      stop.lastIndex = from;
      const to = stop.test(text) ? stop.lastIndex : text.length;
      this.offset = base + to;
      const piece = text.slice(from, to);
      for (const token of this.tokens(piece)) {
        const type = this.take(token);
        if (type === null) continue;
        if (type === 'bare') this.edge = base + from + piece.search(/\S/);
        else this.edge = type === 'start' ? this.offset - 1 : this.offset;
        yield { type, offset: this.edge };
      }
      from = to;
    }
  }

  /** Throws a ReadError where the input ends inside a container. */
  end(): void {
    if (this.open.length > 0)
      throw new ReadError('bad-json', 'the input ends inside a record or array', this.offset);
  }

  private tokens(piece: string): readonly Token[] {
    try {
      const tokens = this.parse(piece);
      return typeof tokens === 'object' && 'values' in tokens ? (tokens.values as Token[]) : [];
    } catch (error) {
      // The parser may have read on behind the mistake.
      throw new ReadError('bad-json', `${(error as Error).message}; what follows cannot be read`, this.edge);
    }
  }

  private take(token: Token): RecordEdge['type'] | null {
    switch (token.name) {
      case 'startObject':
      case 'startArray':
        return this.enter(token.name === 'startArray');
      case 'endObject':
      case 'endArray':
        return this.leave();
      case 'keyValue':
        this.key = token.value;
        if (this.where === 'object' && this.open.length === 1 && this.key === this.textKey)
          this.where = 'record';
        return null;
      case 'startString':
      case 'startNumber':
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        return this.standsForRecord() ? 'bare' : null;
      default:
        return null;
    }
  }

  private enter(isArray: boolean): RecordEdge['type'] | null {
    const parent = this.open.at(-1);
    let starts = this.where === 'array' && this.standsForRecord();
    if (!parent) {
      this.where = isArray ? 'array' : 'object';
      this.recordDepth = isArray ? 1 : 0;
      starts = !isArray;
    } else if (this.where === 'object' && this.recordsKey === '' && parent.isArray && !isArray) {
      this.where = 'array';
      this.recordDepth = this.open.length;
      starts = true;
    } else if (this.where === 'object' && isArray && this.isAtRecordsKey()) {
      this.where = 'array';
      this.recordDepth = this.open.length + 1;
    }
    this.open.push({ isArray, key: parent && !parent.isArray ? this.key : null });
    return starts ? 'start' : null;
  }

  private leave(): RecordEdge['type'] | null {
    this.open.pop();
    if (this.where !== 'outside' && this.open.length === this.recordDepth) return 'end';
    if (this.where === 'array' && this.open.length < this.recordDepth) this.where = 'outside';
    return null;
  }

  private standsForRecord(): boolean {
    return this.open.length === 0 || (this.where === 'array' && this.open.length === this.recordDepth);
  }

  private isAtRecordsKey(): boolean {
    const keys = this.recordsKey.split('.');
    if (keys.length !== this.open.length || this.key !== keys.at(-1)) return false;
    return this.open.every(({ isArray, key }, i) => !isArray && (i === 0 || key === keys[i - 1]));
  }
}
