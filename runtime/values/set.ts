import type { Span } from "../../grammar/index.js";
import type { Timestamp } from "./document.js";
import { Boxed, defineKind, type Value } from "./value.js";

/** What a set is built of, as far as equality cares: sets are the same where keys, times and slots are. spec/05 §6 */
export interface SetShape {
  /** Of the last operator, with all that is fixed in it: `filter`, `documents 1025`, `sort asc desc`. */
  readonly key: string;
}

/**
 * A lazy set: the operator that makes it, what that was given, and the pipeline of all operators below it as an
 * interned shape. Nothing is read until it is consumed. engine §3
 */
export class SetValue<Shape extends SetShape = SetShape> extends Boxed {
  constructor(
    readonly shape: Shape,
    /** Of the last operator: its input sets, then its arguments. Input sets have slots of their own. */
    readonly slots: readonly Value[],
    /** The frames that were open where it was appended, innermost first, for error traces; no part of equality. */
    readonly frames: readonly Span[],
    /** The time of the `at` in which it was appended; undefined is the present. spec/05 §2.4 */
    readonly at: Timestamp | undefined,
  ) {
    super();
  }
}
defineKind(SetValue, "Set");

/** Where a page ended: the rest of a set, as a value and, outside of the query, as opaque text. spec/05 §9.3 */
export class SetCursor extends Boxed {
  constructor(
    readonly set: SetValue,
    /** Where the rest begins; each operator knows its own form. Undefined is the beginning. */
    readonly position: Value | undefined,
    readonly pageSize: number,
    /** The snapshot that all further pages read; undefined in the query that made it. */
    readonly readAt: Timestamp | undefined,
  ) {
    super();
  }
}
defineKind(SetCursor, "SetCursor");

/** A set whose changes can be watched. spec/05 §12 */
export class EventSource extends Boxed {
  constructor(
    readonly set: SetValue,
    /** The fields of `eventsOn`; none means all changes. */
    readonly watched: readonly (readonly (string | number)[])[],
  ) {
    super();
  }
}
defineKind(EventSource, "EventSource");
