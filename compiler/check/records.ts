import { isNull, NULL, union } from "../types/build.js";
import type { FieldUse, RecordOf, Type, Use, Value } from "../types/type.js";
import type { Comparer, Comparison, Pair } from "./comparison.js";
import { extraField, extraWildcard, lacksField, missingField } from "./failures.js";

/** Row 23: every field must be wanted, and every wanted field there unless it may be null. spec/03 §3 "Records" */
export function compareRecord(
  c: Comparer,
  pair: Pair,
  value: RecordOf<Value>,
  use: RecordOf<Type>,
): Comparison {
  const parts: Comparison[] = [];
  for (const [name, field] of value.fields) {
    const wanted = use.fields.get(name) ?? use.wildcard;
    if (wanted === undefined) parts.push(c.fails(pair, extraField(value, use, name, c.callSite)));
    else parts.push(c.flow(pair, field, wanted));
  }
  for (const [name, wanted] of use.fields) {
    if (value.fields.has(name)) continue;
    if (value.wildcard !== undefined) parts.push(c.flow(pair, absent(value.wildcard), wanted));
    else if (!isOptional(wanted)) parts.push(c.fails(pair, lacksField(value, use, name, c.callSite)));
  }
  if (value.wildcard !== undefined) {
    if (use.wildcard === undefined) parts.push(c.fails(pair, extraWildcard(value, use, c.callSite)));
    else parts.push(c.flow(pair, value.wildcard, use.wildcard));
  }
  return c.all(pair, parts);
}

/** Row 24, and row 29 for a literal key. */
export function readField(
  c: Comparer,
  pair: Pair,
  value: RecordOf<Value>,
  field: string,
  result: Use,
  spans: Pick<FieldUse, "span" | "dotSpan">,
): Comparison {
  const found = value.fields.get(field);
  if (found !== undefined) return c.passedOn(pair, found, result);
  if (value.wildcard !== undefined) return c.passedOn(pair, absent(value.wildcard), result);
  return c.fails(pair, missingField(value, field, spans.span ?? value.span, spans.dotSpan));
}

/** What reading a field that only the wildcard covers gives. spec/03 §1 */
export function absent(wildcard: Value): Value {
  if (wildcard.kind === "any" || wildcard.kind === "never" || isNull(wildcard)) return wildcard;
  return union([wildcard as Type, NULL], wildcard.span);
}

/** True if the field may be left out: null as it stands, aliases not looked through. */
export function isOptional(type: Type): boolean {
  return isNull(type) || (type.kind === "union" && type.members.some(isOptional));
}
