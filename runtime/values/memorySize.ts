import { FunctionValue } from "./function.js";
import { EventSource, SetCursor, SetValue } from "./set.js";
import { isStruct, structValues } from "./struct.js";
import { Boxed, type Value } from "./value.js";

const BYTES_PER_VALUE = 8;
/** Whoever waits is asked now and then whether to go on. */
const VALUES_BETWEEN_PAUSES = 65_536;

/**
 * Roughly how many bytes a value keeps in memory, with all that it reaches; what it reaches twice counts twice. Stops
 * at `limit`.
 */
export function memorySize(root: Value, limit: number, pause: () => void): number {
  let size = 0;
  let untilPause = VALUES_BETWEEN_PAUSES;
  const pending: Value[] = [root];
  for (let value = pending.pop(); value !== undefined && size < limit; value = pending.pop()) {
    size += BYTES_PER_VALUE;
    if (--untilPause === 0) {
      pause();
      untilPause = VALUES_BETWEEN_PAUSES;
    }
    if (typeof value === "string") size += value.length;
    else if (Array.isArray(value)) size += measureElements(value, pending);
    else if (typeof value === "object") for (const part of parts(value)) pending.push(part);
  }
  return Math.min(size, limit);
}

/** Most elements of large arrays are scalars, which need not wait for their turn. */
function measureElements(elements: readonly Value[], pending: Value[]): number {
  let size = 0;
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (typeof element === "object") pending.push(element);
    else size += BYTES_PER_VALUE + (typeof element === "string" ? element.length : 0);
  }
  return size;
}

/** The values that one holds. What is no value is a part of an answer that is being made: an object of JS. */
function parts(value: Exclude<Value, string | number | bigint | boolean>): readonly Value[] {
  if (value === null) return [];
  if (!(value instanceof Boxed)) return Object.values(value) as readonly Value[];
  if (isStruct(value)) return structValues(value);
  if (value instanceof SetValue) return value.slots;
  if (value instanceof EventSource) return [value.set];
  if (value instanceof SetCursor)
    return value.position === undefined ? [value.set] : [value.set, value.position];
  if (!(value instanceof FunctionValue)) return [];
  const { identity } = value;
  switch (identity.kind) {
    case "lambda":
      return identity.captured;
    case "builtIn":
      return [identity.receiver];
    case "user":
      return [];
  }
}
