/** A collection or other module, in answers: `doc.coll`. */
export class Module {
  constructor(readonly name: string) {}
  toJSON(): string {
    return this.name;
  }
  toString(): string {
    return this.name;
  }
}

/** A document that an answer names without its fields. */
export class DocumentReference {
  constructor(
    readonly coll: Module,
    /** Of documents that go by name, undefined. */
    readonly id: string | undefined,
    readonly name: string | undefined,
  ) {}
}

/** A reference to a document that does not exist, or may not be read. */
export class NullDocument {
  constructor(
    readonly ref: DocumentReference,
    /** `not found`, `deleted`, `permission denied`, `collection deleted` */
    readonly cause: string,
  ) {}
  toJSON(): null {
    return null;
  }
}

/** A document in full: its fields are properties. */
export class FqlDocument {
  declare readonly coll: Module;
  /** Undefined for documents that go by name. */
  declare readonly id?: string;
  declare readonly name?: string;
  readonly [field: string]: unknown;

  constructor(fields: Iterable<readonly [string, unknown]>) {
    for (const [name, value] of fields) {
      Object.defineProperty(this, name, { value, enumerable: true, writable: false, configurable: true });
    }
  }
}

/** A set, as its first page. `after` is given to `Set.paginate` for the next. */
export class Page {
  constructor(
    readonly data: readonly unknown[],
    readonly after: string | undefined,
  ) {}
}

/** A set that an answer holds as its cursor, or an event source. */
export class Token {
  constructor(
    readonly of: "set" | "eventSource",
    readonly token: string,
  ) {}
  toJSON(): string {
    return this.token;
  }
}
