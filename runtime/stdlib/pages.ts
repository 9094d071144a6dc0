import { type Run, typeName } from "../call/index.js";
import { readCursor } from "../cursors/index.js";
import { pageObject } from "../operators/index.js";
import { invalidBounds, unexpectedArgument } from "../problems/calls.js";
import { SetCursor, type Value } from "../values/index.js";

/** The size of a page, if a page may have it. spec/05 §5 */
export function checkedPageSize(run: Run, size: number): number {
  const largest = run.limits.setElements;
  if (size >= 1 && size <= largest) return size;
  throw invalidBounds("size", `between 1 and ${largest} (inclusive)`, size);
}

/** `Set.paginate`: the page at which a cursor points. spec/05 §9.3 */
export function paginateCursor(run: Run, argument: Value, size: number | undefined): Value {
  if (size !== undefined) checkedPageSize(run, size);
  const cursor = cursorOf(run, argument);
  return pageObject(run, cursor.set, cursor.position, size ?? cursor.pageSize, cursor.readAt);
}

function cursorOf(run: Run, argument: Value): SetCursor {
  if (argument instanceof SetCursor) return argument;
  if (typeof argument !== "string") throw unexpectedArgument("cursor", "String", typeName(argument));
  return readCursor(run, argument);
}
