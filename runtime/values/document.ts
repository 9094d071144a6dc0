import { Boxed, defineKind } from "./value.js";

/** Time in microseconds since 1970, as transactions are numbered. Exact in a JS number until the year 2255. */
export type Timestamp = number;

/**
 * A document value: a reference, read when a field is asked for. `collection` is the internal id of its collection
 * (names change, ids do not). engine §1, spec/06 §2
 */
export class DocumentValue extends Boxed {
  /** Where the store found the row last, if it keeps such a thing; means nothing to anyone else. */
  slot = -1;
  /** What it showed last, and at which epoch: good until the next write. Only `documents/` uses it. */
  known: unknown = undefined;
  knownAt = -1;

  constructor(
    readonly collection: number,
    /** The canonical decimal id; of definitions the internal id, or "" for a name that nobody has. Never another text. */
    public id: string,
    /** The time at which it is read; undefined is the present of the running transaction. */
    readonly readAt: Timestamp | undefined = undefined,
    /** For definitions got by name: the name, which missing ones still show. */
    readonly name: string | undefined = undefined,
    /** True only of the value that `delete()` returned. */
    readonly deleted: boolean = false,
  ) {
    super();
  }
}
defineKind(DocumentValue, "Document");
