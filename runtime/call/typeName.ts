import { type Kind, kindOf, type ModuleValue, moduleName, type Value } from "../values/index.js";

const NAMES: Readonly<Record<Exclude<Kind, "Module">, string>> = {
  Int: "Int",
  Long: "Long",
  Double: "Double",
  String: "String",
  Boolean: "Boolean",
  Null: "Null",
  Bytes: "Bytes",
  Time: "Time",
  TransactionTime: "TransactionTime",
  Date: "Date",
  UUID: "UUID",
  ID: "ID",
  Document: "Doc",
  Object: "{ *: Any }",
  Array: "Array<Any>",
  Set: "Set<Any>",
  SetCursor: "SetCursor",
  EventSource: "EventSource<Any>",
  Lambda: "Lambda",
  Function: "Function",
};

/** The name of a value's type in run-time messages. spec/05 §1.3 */
export function typeName(value: Value): string {
  const kind = kindOf(value);
  return kind === "Module" ? moduleName(value as ModuleValue) : NAMES[kind];
}
