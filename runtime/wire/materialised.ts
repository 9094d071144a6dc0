import type { ModuleValue, Value } from "../values/index.js";

/**
 * What an answer is written from: a value whose sets are pages and whose documents are read. Plain values stand for
 * themselves, arrays and structs too if nothing in them had to be replaced; a `SetValue`, `SetCursor`, `EventSource`
 * or `DocumentValue` never occurs in it. Made by `materialise`, before the commit. spec/05 §11, spec/08 §5.2, §5.3
 */
export type Materialised = Value | readonly Materialised[] | Node;

/** The parts that no plain value stands for. */
export type Node = ObjectNode | PageNode | TokenNode | DocumentNode | ReferenceNode;

export type NodeField = readonly [key: string, value: Materialised];

/** Tells the nodes from values. */
abstract class NodeBase {}

/** An object in which something was replaced; pages of `paginate()` are such objects too. */
export class ObjectNode extends NodeBase {
  readonly node = "object";
  constructor(readonly fields: readonly NodeField[]) {
    super();
  }
}

/** A set, as its first page. */
export class PageNode extends NodeBase {
  readonly node = "page";
  constructor(
    readonly data: readonly Materialised[],
    /** The cursor of the next page. */
    readonly after: string | undefined,
  ) {
    super();
  }

  get fields(): readonly NodeField[] {
    return this.after === undefined
      ? [["data", this.data]]
      : [
          ["data", this.data],
          ["after", this.after],
        ];
  }
}

/** Opaque text: a set written as its cursor, or an event source. (The `after` of a page is a plain string.) */
export class TokenNode extends NodeBase {
  readonly node = "token";
  constructor(
    readonly of: "set" | "eventSource",
    readonly token: string,
  ) {
    super();
  }
}

/** A document in full; its `fields` begin with `id` (or `name`), `coll`, `ts`. */
export class DocumentNode extends NodeBase {
  readonly node = "document";
  constructor(
    readonly reference: ReferenceNode,
    readonly fields: readonly NodeField[],
  ) {
    super();
  }
}

export type NullDocumentCause = "not found" | "deleted" | "permission denied" | "collection deleted";

/** A document within a document, or one that does not exist. */
export class ReferenceNode extends NodeBase {
  readonly node = "reference";
  constructor(
    /** The collection, under its real name; `DELETED_COLLECTION` if it was dropped. */
    readonly collection: ModuleValue,
    /** `name` for documents that go by name. */
    readonly keyedBy: "id" | "name",
    readonly key: string,
    /** Why it is a null document; undefined where it exists or nobody looked. */
    readonly missing: NullDocumentCause | undefined = undefined,
  ) {
    super();
  }

  /** Equal for references to one document. */
  get identity(): string {
    return `${this.collection.collection ?? ""}/${this.key}`;
  }
}

export function isNode(value: Materialised): value is Node {
  return value instanceof NodeBase;
}
