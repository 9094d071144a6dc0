import {
  type Bytes,
  type CalendarDate,
  type Double,
  dateText,
  doubleText,
  encodeBase64,
  type FunctionValue,
  type Id,
  kindOf,
  type ModuleValue,
  moduleName,
  type Struct,
  structEntries,
  type Time,
  type Timestamp,
  timeFromMicros,
  timeText,
  type Uuid,
} from "../../values/index.js";
import { isNode, type Materialised, type Node, type ReferenceNode } from "../materialised.js";
import { jsonArray, jsonObject, jsonString } from "./jsonText.js";
import { unmaterialised } from "./unmaterialised.js";

/** The simple format: plain JSON, types lost. spec/08 §5.1 */
export function encodeSimple(value: Materialised, transactionTime: Timestamp): string {
  const write = (part: Materialised): string => (isNode(part) ? writeNode(part) : writeValue(part));

  function writeValue(part: Exclude<Materialised, Node>): string {
    if (Array.isArray(part)) return jsonArray<Materialised>(part, write);
    const plain = part as Exclude<typeof part, readonly Materialised[]>;
    const kind = kindOf(plain);
    switch (kind) {
      case "Null":
        return "null";
      case "Boolean":
      case "Int":
      case "Long":
        return String(plain);
      case "Double":
        return writeDouble((plain as Double).value);
      case "String":
        return jsonString(plain as string);
      case "ID":
        return `"${(plain as Id).text}"`;
      case "Bytes":
        return `"${encodeBase64((plain as Bytes).bytes)}"`;
      case "Time":
        return `"${timeText(plain as Time)}"`;
      case "TransactionTime":
        return `"${timeText(timeFromMicros(transactionTime))}"`;
      case "Date":
        return `"${dateText((plain as CalendarDate).epochDay)}"`;
      case "UUID":
        return `"${(plain as Uuid).text}"`;
      case "Object":
        return jsonObject<Materialised>(structEntries(plain as Struct), write);
      case "Module":
        return jsonString(moduleName(plain as ModuleValue));
      case "Lambda":
        return `"[function <lambda>]"`;
      case "Function":
        return jsonString(`[function ${(plain as FunctionValue).displayName}()]`);
      case "Array":
      case "Document":
      case "Set":
      case "SetCursor":
      case "EventSource":
        throw unmaterialised(kind);
    }
  }

  function writeNode(node: Node): string {
    switch (node.node) {
      case "object":
      case "document":
      case "page":
        return jsonObject(node.fields, write);
      case "token":
        return jsonString(node.token);
      case "reference":
        return writeReference(node);
    }
  }

  return write(value);
}

/** Java's form; what JSON has no number for becomes a string. spec/08 §3.5 */
function writeDouble(value: number): string {
  const text = doubleText(value);
  return Number.isFinite(value) ? text : `"${text}"`;
}

function writeReference({ collection, keyedBy, key, missing }: ReferenceNode): string {
  if (missing !== undefined) return "null";
  return `{"${keyedBy}":${jsonString(key)},"coll":${jsonString(collection.name)}}`;
}
