import { sha256 } from "@noble/hashes/sha2.js";
import { encodeBase64 } from "./base64.js";
import { DocumentValue } from "./document.js";
import { FunctionValue } from "./function.js";
import { ModuleValue } from "./module.js";
import { NULL, Null } from "./null.js";
import { Bytes, CalendarDate, Double, Id, Time, TransactionTime, Uuid } from "./scalars.js";
import { EventSource, SetCursor, SetValue } from "./set.js";
import { isStruct, structEntries } from "./struct.js";
import type { Boxed, Value } from "./value.js";

/**
 * A text that two values share just where `distinct` takes them for one: structural equality that keeps apart values
 * of different representation (`1` and `1.0`). Undefined where NaN stands inside, which equals nothing. spec/05 §6
 */
export function distinctKey(value: Value): string | undefined {
  // What stands for itself needs no quoting, as nothing follows it.
  if (typeof value === "string") return `s${value}`;
  if (typeof value === "number") return `i${value}`;
  const parts: string[] = [];
  return write(value, parts) ? parts.join("") : undefined;
}

/** Appends the key of `value`; false where there is none. */
function write(value: Value, out: string[]): boolean {
  switch (typeof value) {
    case "string":
      return put(out, JSON.stringify(value));
    case "number":
      return put(out, `i${value}`);
    case "bigint":
      return put(out, `l${value}`);
    case "boolean":
      return put(out, value ? "t" : "f");
  }
  if (Array.isArray(value)) return writeAll("[", value, "]", out);
  if (isStruct(value)) {
    const entries = [...structEntries(value)].sort(([a], [b]) => (a < b ? -1 : 1));
    return writeAll("{", entries.flat(), "}", out);
  }
  return writeBoxed(value as Boxed, out);
}

function writeBoxed(value: Boxed, out: string[]): boolean {
  if (value instanceof Double) return !Number.isNaN(value.value) && put(out, `d${value.value}`);
  if (value instanceof Null) return put(out, "n");
  if (value instanceof Id) return put(out, `#${value.text}`);
  if (value instanceof DocumentValue) {
    const { collection, id, name } = value;
    return put(out, `D${collection}:${id === "" ? JSON.stringify(name) : id}`);
  }
  if (value instanceof Time) return put(out, `T${value.epochDay}:${value.nanoOfDay}`);
  if (value instanceof CalendarDate) return put(out, `A${value.epochDay}`);
  if (value instanceof Uuid) return put(out, `U${value.text}`);
  if (value instanceof Bytes) return put(out, `B${value.bytes.join(",")}`);
  if (value instanceof TransactionTime) return put(out, "X");
  if (value instanceof ModuleValue) {
    return put(out, `M${JSON.stringify([value.parent ?? null, value.name])}`);
  }
  if (value instanceof FunctionValue) return writeFunction(value, out);
  if (value instanceof SetValue) return writeSet(value, out);
  if (value instanceof SetCursor) {
    put(out, `C${value.pageSize}@${value.readAt}`);
    return writeSet(value.set, out) && writeAll("<", [value.position ?? NULL], ">", out);
  }
  if (value instanceof EventSource) {
    return put(out, `E${JSON.stringify(value.watched)}`) && writeSet(value.set, out);
  }
  throw new Error(`no key for a value of kind ${value.kind}`);
}

function writeFunction(value: FunctionValue, out: string[]): boolean {
  const { identity } = value;
  switch (identity.kind) {
    case "user":
      return put(out, `F${JSON.stringify(identity.name)}`);
    case "builtIn":
      return put(out, `G${identity.name}`) && write(identity.receiver, out);
    case "lambda": {
      const { source, start, end } = identity.place;
      return (
        put(out, `L${JSON.stringify(source.name)}:${start}:${end}`) &&
        writeAll("(", identity.captured, ")", out)
      );
    }
  }
}

// Sets may be long pipelines and share inputs, also with themselves: no recursion, and each is written once and stands
// in others as a digest. spec/05 §8
const digests = new WeakMap<SetValue, string | undefined>();

function writeSet(root: SetValue, out: string[]): boolean {
  const pending = [root];
  for (let set = pending.pop(); set !== undefined; set = pending.pop()) {
    const inputs = set.slots.filter(
      (slot): slot is SetValue => slot instanceof SetValue && !digests.has(slot),
    );
    if (inputs.length > 0) pending.push(set, ...inputs);
    else if (!digests.has(set)) digests.set(set, digestOf(set));
  }
  const digest = digests.get(root);
  return digest !== undefined && put(out, `S${digest}`);
}

/** The inputs have theirs. */
function digestOf(set: SetValue): string | undefined {
  const parts = [`${JSON.stringify(set.shape.key)}@${set.at}`];
  if (!writeAll("(", set.slots, ")", parts)) return undefined;
  return encodeBase64(sha256(new TextEncoder().encode(parts.join(""))));
}

function writeAll(open: string, values: readonly Value[], close: string, out: string[]): boolean {
  put(out, open);
  for (const value of values) {
    if (!write(value, out)) return false;
    put(out, ",");
  }
  return put(out, close);
}

function put(out: string[], text: string): true {
  out.push(text);
  return true;
}
