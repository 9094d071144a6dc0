import { FunctionValue } from "./function.js";
import { Null } from "./null.js";
import { EventSource, SetCursor, SetValue } from "./set.js";
import { isStruct, structValues } from "./struct.js";
import type { Value } from "./value.js";

/** Larger values are not worth the look. */
const MOST_PARTS = 16_384;

/**
 * Whether a value may stand for another one that the same code makes: "anywhere"; only "here", since it holds a null,
 * which tells its place; or "nowhere", since it holds a function, which equals none that is made later, a set, which
 * keeps the frames of its making, or very much.
 */
export function standsFor(root: Value): "anywhere" | "here" | "nowhere" {
  const pending: Value[] = [root];
  let isPlaced = false;
  let parts = 0;
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (typeof value !== "object") continue;
    if (Array.isArray(value) || isStruct(value)) {
      const held = isStruct(value) ? structValues(value) : (value as readonly Value[]);
      parts += held.length;
      if (parts > MOST_PARTS) return "nowhere";
      for (const part of held) pending.push(part);
    } else if (value instanceof Null) {
      isPlaced = true;
    } else if (
      value instanceof FunctionValue ||
      value instanceof SetValue ||
      value instanceof SetCursor ||
      value instanceof EventSource
    ) {
      return "nowhere";
    }
  }
  return isPlaced ? "here" : "anywhere";
}
