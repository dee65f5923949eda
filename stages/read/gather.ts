/** Bytes that are gathered part by part and taken out as one piece with a buffer of its own. */
export class Gatherer {
  private parts: Uint8Array[] = [];
  length = 0;

  /** Keeps a copy-free reference: the part must not change afterwards. */
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

  clear(): void {
    this.parts = [];
    this.length = 0;
  }
}
