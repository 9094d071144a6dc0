const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Reads what a `ByteWriter` wrote. */
export class ByteReader {
  private readonly view: DataView;

  constructor(
    private readonly data: Uint8Array,
    private position = 0,
  ) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get isAtEnd(): boolean {
    return this.position >= this.data.length;
  }

  byte(): number {
    return this.view.getUint8(this.position++);
  }

  bytes(count: number): Uint8Array {
    const start = this.position;
    this.position += count;
    if (this.position > this.data.length) throw new RangeError("a stored row ends too early");
    return this.data.slice(start, this.position);
  }

  uint(): number {
    let value = 0;
    for (let count = this.byte(); count > 0; count--) value = value * 256 + this.byte();
    return value;
  }

  double(): number {
    this.position += 8;
    return this.view.getFloat64(this.position - 8);
  }

  long(): bigint {
    this.position += 8;
    return this.view.getBigInt64(this.position - 8);
  }

  orderedLong(): bigint {
    this.position += 8;
    return BigInt.asIntN(64, this.view.getBigUint64(this.position - 8) ^ 0x8000000000000000n);
  }

  text(): string {
    return decoder.decode(this.bytes(this.uint()));
  }
}
