import type { Run } from "../call/index.js";
import {
  SetCursor,
  type SetValue,
  type Struct,
  structOf,
  type Timestamp,
  type Value,
} from "../values/index.js";
import { readPage } from "./consume.js";
import type { Position } from "./operator.js";

/** A page as `paginate` gives it: `{ data, after }`, without `after` where nothing follows. spec/05 §9.2 */
export function pageObject(
  run: Run,
  set: SetValue,
  position: Position | undefined,
  size: number,
  readAt: Timestamp | undefined = undefined,
): Struct {
  const { elements, after } = readCursorPage(run, set, position, size, readAt);
  const fields: [string, Value][] = [["data", elements]];
  if (after !== undefined) fields.push(["after", after]);
  return structOf(fields);
}

/** A page and the cursor of the next; under the snapshot of a cursor that has one. */
export function readCursorPage(
  run: Run,
  set: SetValue,
  position: Position | undefined,
  size: number,
  readAt: Timestamp | undefined,
): { readonly elements: readonly Value[]; readonly after: SetCursor | undefined } {
  const outer = { pageAt: run.pageAt, at: run.at };
  if (readAt !== undefined) {
    run.pageAt = readAt;
    run.at = undefined;
  }
  const page = readPage(run, set, position, size);
  run.pageAt = outer.pageAt;
  run.at = outer.at;
  const after = page.next === undefined ? undefined : new SetCursor(set, page.next, size, readAt);
  return { elements: page.elements, after };
}
