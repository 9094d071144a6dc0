/**
 * Fields some of whose types are found out when they are read: the computed fields of a document may depend on one
 * another, but not on their own type.
 */
export class LazyFields<T> implements ReadonlyMap<string, T> {
  constructor(
    readonly known: ReadonlyMap<string, T>,
    readonly later: ReadonlyMap<string, () => T>,
  ) {}

  get size(): number {
    return this.known.size + this.later.size;
  }

  has(name: string): boolean {
    return this.known.has(name) || this.later.has(name);
  }

  get(name: string): T | undefined {
    return this.known.get(name) ?? this.later.get(name)?.();
  }

  *entries(): MapIterator<[string, T]> {
    yield* this.known;
    for (const [name, find] of this.later) yield [name, find()];
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
