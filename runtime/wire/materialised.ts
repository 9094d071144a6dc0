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

/** Opaque text; a function where the commit time is part of it, which is asked when the answer is written. */
export type Opaque = string | (() => string);

function textOf(opaque: Opaque): string {
  return typeof opaque === "string" ? opaque : opaque();
}

/** A set, as its first page. */
export class PageNode extends NodeBase {
  readonly node = "page";
  constructor(
    readonly data: readonly Materialised[],
    private readonly next: Opaque | undefined,
  ) {
    super();
  }

  /** The cursor of the next page. */
  get after(): string | undefined {
    return this.next === undefined ? undefined : textOf(this.next);
  }

  get fields(): readonly NodeField[] {
    const { after } = this;
    return after === undefined
      ? [["data", this.data]]
      : [
          ["data", this.data],
          ["after", after],
        ];
  }
}

/** A cursor as a value, a set written as its cursor, or an event source. */
export class TokenNode extends NodeBase {
  readonly node = "token";
  constructor(
    readonly of: "cursor" | "set" | "eventSource",
    private readonly text: Opaque,
  ) {
    super();
  }

  get token(): string {
    return textOf(this.text);
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
