/**
 * Fields some of whose types are found out when they are read: the computed fields of a document may depend on one
 * another. One that is being found out is not among the fields yet; asked for by name it is `meanwhile`.
 */
export class LazyFields<T> implements ReadonlyMap<string, T> {
  constructor(
    readonly known: ReadonlyMap<string, T>,
    readonly later: ReadonlyMap<string, () => T | undefined>,
    readonly meanwhile: T,
  ) {}

  get size(): number {
    return this.known.size + this.later.size;
  }

  has(name: string): boolean {
    return this.known.has(name) || this.later.has(name);
  }

  get(name: string): T | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const find = this.later.get(name);
    return find && (find() ?? this.meanwhile);
  }

  *entries(): MapIterator<[string, T]> {
    yield* this.known;
    for (const [name, find] of this.later) {
      const found = find();
      if (found !== undefined) yield [name, found];
    }
  }

  *keys(): MapIterator<string> {
    yield* this.known.keys();
    yield* this.later.keys();
  }

  *values(): MapIterator<T> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }

  forEach(callback: (value: T, name: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [name, value] of this.entries()) callback(value, name, this);
  }
}
