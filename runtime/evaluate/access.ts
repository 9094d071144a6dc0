import type { Span } from "../../grammar/index.js";
import { arityText, int, REFUSED, type Run, typeName } from "../call/index.js";
import {
  indexOutOfBounds,
  unexpectedArgument,
  unknownFunction,
  wrongArgumentCount,
} from "../problems/calls.js";
import { codePointAt } from "../stdlib/codePoints.js";
import { DocumentValue, isStruct, Null, type Value } from "../values/index.js";
import { findMember, selectMember } from "./members.js";

const INDEX = int("index0");

/** `x[i]` on any value but null, in the frame of its brackets. spec/05 §2 "Index" */
export function accessAt(
  run: Run,
  receiver: Value,
  args: readonly Value[],
  accessSpan: Span,
  receiverSpan: Span,
): Value {
  // As with `.key`, a missing document is complained about at the receiver, and only a computed field opens the frame.
  if (receiver instanceof DocumentValue && args.length === 1 && typeof args[0] === "string") {
    return keyed(run, receiver, args[0], accessSpan, receiverSpan);
  }
  run.enter(accessSpan);
  const isList = Array.isArray(receiver) || typeof receiver === "string";
  const isKeyed = isStruct(receiver) || receiver instanceof DocumentValue;
  if (!isList && !isKeyed) throw unknownFunction("[]", typeName(receiver));
  if (args.length !== 1) throw wrongArgumentCount(arityText({ counts: [1] }, "argument"), args.length);
  const result = isList
    ? element(receiver as string | readonly Value[], args[0]!)
    : keyed(run, receiver, args[0]!, accessSpan, receiverSpan);
  run.depth -= 1;
  return result;
}

function element(list: string | readonly Value[], argument: Value): Value {
  const index = INDEX.cast(argument);
  if (index === REFUSED) throw unexpectedArgument(INDEX.name, INDEX.type, typeName(argument));
  if (typeof list === "string") return codePointAt(list, index);
  if (index < 0 || index >= list.length) throw indexOutOfBounds(index, list.length);
  return list[index]!;
}

function keyed(run: Run, receiver: Value, key: Value, accessSpan: Span, receiverSpan: Span): Value {
  if (typeof key !== "string") throw unexpectedArgument("key0", "String", typeName(key));
  const place = { receiver: receiverSpan, field: accessSpan };
  const value = selectMember(run, receiver, key, place, (_run, each) => findMember(run, each, key));
  return value ?? new Null({ kind: "missingField", field: key, receiver: typeName(receiver) }, accessSpan);
}
