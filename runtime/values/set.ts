import type { Span } from "../../grammar/index.js";
import { Boxed, defineKind, type Value } from "./value.js";

/**
 * A lazy set: a pipeline of operators (interned, so that equal pipelines are one object) and the values it was built
 * with. Nothing is read until it is consumed. engine §3
 */
export class SetValue<Shape = unknown> extends Boxed {
  constructor(
    readonly shape: Shape,
    readonly slots: readonly Value[],
    /** The frames that were open where each operator was appended, for error traces; no part of equality. */
    readonly frames: readonly (readonly Span[])[],
  ) {
    super();
  }
}
defineKind(SetValue, "Set");

/** Where a page ended: the rest of a set, as a value and, outside of the query, as opaque text. spec/05 §9.3 */
export class SetCursor<Position = unknown> extends Boxed {
  constructor(
    readonly set: SetValue,
    readonly position: Position,
    readonly pageSize: number,
    /** The snapshot that all further pages read; undefined in the query that made it. */
    readonly readAt: number | undefined,
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
