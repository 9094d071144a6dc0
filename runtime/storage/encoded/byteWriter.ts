const encoder = new TextEncoder();
const scratch = new DataView(new ArrayBuffer(8));

/** Bytes that grow. Numbers called ordered compare as bytes as they do as numbers. */
export class ByteWriter {
  private buffer = new Uint8Array(64);
  private end = 0;

  byte(value: number): this {
    this.reserve(1);
    this.buffer[this.end++] = value;
    return this;
  }

  bytes(values: Uint8Array): this {
    this.reserve(values.length);
    this.buffer.set(values, this.end);
    this.end += values.length;
    return this;
  }

  /** A whole number from 0 to 2^53: the fewer bytes the smaller it is, their count before them. Ordered. */
  uint(value: number): this {
    let count = 0;
    for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) count++;
    this.byte(count);
    for (let i = count - 1; i >= 0; i--) this.byte(Math.floor(value / 256 ** i) % 256);
    return this;
  }

  double(value: number): this {
    scratch.setFloat64(0, value);
    return this.scratchBytes();
  }

  /** -0 before 0, NaN last. */
  orderedDouble(value: number): this {
    scratch.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
    const high = scratch.getUint32(0);
    if (high >= 0x80000000) {
      scratch.setUint32(0, ~high);
      scratch.setUint32(4, ~scratch.getUint32(4));
    } else {
      scratch.setUint32(0, high + 0x80000000);
    }
    return this.scratchBytes();
  }

  long(value: bigint): this {
    scratch.setBigInt64(0, value);
    return this.scratchBytes();
  }

  orderedLong(value: bigint): this {
    scratch.setBigUint64(0, BigInt.asUintN(64, value) ^ 0x8000000000000000n);
    return this.scratchBytes();
  }

  /** With its length before it; lone surrogates are lost. */
  text(text: string): this {
    const utf8 = encoder.encode(text);
    return this.uint(utf8.length).bytes(utf8);
  }

  /** Any bytes, so that they order as such and what follows is told apart: a 0 inside becomes 0 255, the end is 0 0. */
  terminated(values: Uint8Array): this {
    for (const value of values) {
      this.byte(value);
      if (value === 0) this.byte(255);
    }
    return this.byte(0).byte(0);
  }

  get length(): number {
    return this.end;
  }

  /** Turns the order of what was written since `start` around. */
  complement(start: number): this {
    for (let i = start; i < this.end; i++) this.buffer[i] = 255 - this.buffer[i]!;
    return this;
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.end);
  }

  private scratchBytes(): this {
    this.reserve(8);
    for (let i = 0; i < 8; i++) this.buffer[this.end++] = scratch.getUint8(i);
    return this;
  }

  private reserve(count: number): void {
    if (this.end + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.end + count));
    larger.set(this.buffer);
    this.buffer = larger;
  }
}
