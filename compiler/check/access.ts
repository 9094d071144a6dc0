import type { Span } from "../../grammar/index.js";
import { NEVER, NULL, named } from "../types/build.js";
import type { AccessUse, RecordOf, TupleOf, Value } from "../types/type.js";
import type { Comparer, Comparison, Pair } from "./comparison.js";
import { indexOutOfBounds, wrongArity } from "./failures.js";
import { readField } from "./records.js";

const STRING = named("String");

/** Rows 29 to 31: reading by a key or an index. Undefined where a tuple is read as an array. */
export function compareAccess(
  c: Comparer,
  pair: Pair,
  value: RecordOf<Value> | TupleOf<Value>,
  use: AccessUse,
): Comparison | undefined {
  return value.kind === "tuple" ? accessTuple(c, pair, value, use) : accessRecord(c, pair, value, use);
}

function accessTuple(c: Comparer, pair: Pair, value: TupleOf<Value>, use: AccessUse): Comparison | undefined {
  const [index] = use.args;
  if (use.args.length !== 1 || index?.kind !== "literal" || index.literal.kind !== "integer")
    return undefined;
  const at = index.literal.value;
  if (at < 0n) return c.fails(pair, indexOutOfBounds(at, value.elements.length, index.span));
  const element = at >= BigInt(value.elements.length) ? NEVER : value.elements[Number(at)]!;
  return c.passedOn(pair, element, use.result);
}

function accessRecord(c: Comparer, pair: Pair, value: RecordOf<Value>, use: AccessUse): Comparison {
  const [key] = use.args;
  if (use.args.length !== 1 || key === undefined)
    return c.fails(pair, wrongArity(1, use.args.length, use.span));
  if (key.kind === "literal" && key.literal.kind === "string") {
    const spans: { span: Span | undefined; dotSpan: Span | undefined } = {
      span: key.span,
      dotSpan: use.span,
    };
    return readField(c, pair, value, key.literal.value, use.result, spans);
  }
  const parts = [c.flowBack(pair, key, STRING)];
  for (const field of value.fields.values()) parts.push(c.flow(pair, field, use.result));
  if (value.wildcard !== undefined) parts.push(c.flow(pair, value.wildcard, use.result));
  parts.push(c.flow(pair, NULL, use.result));
  return c.all(pair, parts);
}
