import { headerLength, MAGIC, MAX_HEADER_BYTES, Member, split, TRAILER_BYTES } from './gzip-member.js';

/** Stands in place of what cannot be read, so that nothing is taken for whole that is not. */
const DAMAGED = Buffer.from('\r\n\r\n(a damaged gzip member)\r\n\r\n');

/**
 * The contents of gzip members that stand behind each other, as in WARC files. A member that is damaged or cut off gives
 * what can be read of it and then DAMAGED; reading goes on with the next one, which is found by its first bytes
 * (RFC 1952).
 */
export async function* inflateMembers(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let member: Member | null = null;
  /** Compressed bytes that are not looked at yet. */
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of split(bytes)) {
    rest = Buffer.concat([rest, part]);
    for (;;) {
      if (member === null) {
        const start = rest.indexOf(MAGIC);
        // The first bytes of a member may be cut in two by the end of the part.
        rest = rest.subarray(start >= 0 ? start : Math.max(0, rest.length - MAGIC.length + 1));
        const header = start >= 0 ? headerLength(rest) : null;
        if (header === null && rest.length > MAX_HEADER_BYTES) {
          yield DAMAGED;
          rest = rest.subarray(MAGIC.length);
          continue;
        }
        if (header === null) break;
        rest = rest.subarray(header);
        member = new Member();
      }
      const taken = await member.take(rest);
      yield* member.ready();
      rest = rest.subarray(taken);
      if (member.state === 'open') break;
      if (member.state === 'ended') rest = rest.subarray(Math.min(rest.length, TRAILER_BYTES));
      else yield DAMAGED;
      member = null;
    }
  }
  if (member ? !(await member.isWhole()) : rest.indexOf(MAGIC) >= 0) yield DAMAGED;
}
