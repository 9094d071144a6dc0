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
import { isNode, type Materialised, type Node, type NodeField, type ReferenceNode } from "../materialised.js";
import { jsonArray, jsonObject, jsonString } from "./jsonText.js";
import { unmaterialised } from "./unmaterialised.js";

/** The tagged format: JSON in which every value says its type. spec/08 §5.1 */
export function encodeTagged(value: Materialised, transactionTime: Timestamp): string {
  const write = (part: Materialised): string => (isNode(part) ? writeNode(part) : writeValue(part));

  function writeValue(part: Exclude<Materialised, Node>): string {
    if (Array.isArray(part)) return jsonArray<Materialised>(part, write);
    const plain = part as Exclude<typeof part, readonly Materialised[]>;
    const kind = kindOf(plain);
    switch (kind) {
      case "Null":
        return "null";
      case "Boolean":
        return String(plain);
      case "Int":
        return `{"@int":"${plain}"}`;
      case "Long":
        return `{"@long":"${plain}"}`;
      case "Double":
        return `{"@double":"${doubleText((plain as Double).value)}"}`;
      case "String":
        return jsonString(plain as string);
      case "ID":
        return `"${(plain as Id).text}"`;
      case "Bytes":
        return `{"@bytes":"${encodeBase64((plain as Bytes).bytes)}"}`;
      case "Time":
        return `{"@time":"${timeText(plain as Time)}"}`;
      case "TransactionTime":
        return `{"@time":"${timeText(timeFromMicros(transactionTime))}"}`;
      case "Date":
        return `{"@date":"${dateText((plain as CalendarDate).epochDay)}"}`;
      case "UUID":
        return `{"@uuid":"${(plain as Uuid).text}"}`;
      case "Object":
        return writeObject(structEntries(plain as Struct));
      case "Module":
        return writeModule(plain as ModuleValue);
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
        return writeObject(node.fields);
      case "document":
        return `{"@doc":${writeObject(node.fields)}}`;
      case "page":
        return `{"@set":${writeObject(node.fields)}}`;
      case "token":
        if (node.of === "cursor") return jsonString(node.token);
        return `{"@${node.of === "set" ? "set" : "stream"}":${jsonString(node.token)}}`;
      case "reference":
        return writeReference(node);
    }
  }

  /** Keys that look like tags are told apart by one around the object. */
  function writeObject(fields: readonly NodeField[]): string {
    const text = jsonObject<Materialised>(fields, write);
    return fields.some(([key]) => key.startsWith("@")) ? `{"@object":${text}}` : text;
  }

  return write(value);
}

function writeModule(module: ModuleValue): string {
  return `{"@mod":${jsonString(moduleName(module))}}`;
}

function writeReference({ collection, keyedBy, key, missing }: ReferenceNode): string {
  const absence = missing === undefined ? "" : `,"exists":false,"cause":"${missing}"`;
  return `{"@ref":{"${keyedBy}":${jsonString(key)},"coll":${writeModule(collection)}${absence}}}`;
}
