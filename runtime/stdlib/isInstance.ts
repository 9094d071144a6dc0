import { DocumentValue, FunctionValue, kindOf, ModuleValue, NATIVE, type Value } from "../values/index.js";

/** `value isa module`: exact kinds, no subtypes between numbers. spec/04 §7 */
export function isInstance(value: Value, module: ModuleValue): boolean {
  if (module.collection !== undefined) return isDocumentOf(value, module.collection);
  if (module.parent !== undefined) return isModule(value, module);
  const kind = kindOf(value);
  switch (module.name) {
    case "Number":
      return kind === "Int" || kind === "Long" || kind === "Double";
    case "Float":
      return kind === "Double";
    case "Struct":
      return kind === "Object";
    case "Doc":
      return kind === "Document";
    case "Object":
      return kind === "Object" || kind === "Document" || kind === "Module";
    case "Int":
    case "Long":
    case "Double":
    case "String":
    case "Boolean":
    case "Bytes":
    case "UUID":
    case "ID":
    case "Time":
    case "Date":
    case "TransactionTime":
    case "Array":
    case "Set":
    case "SetCursor":
    case "EventSource":
    case "Null":
      return kind === module.name;
    default:
      return isModule(value, module);
  }
}

function isDocumentOf(value: Value, collection: number): boolean {
  if (value instanceof DocumentValue) return value.collection === collection;
  return collection === NATIVE.Function && value instanceof FunctionValue;
}

function isModule(value: Value, module: ModuleValue): boolean {
  return value instanceof ModuleValue && value.name === module.name && value.parent === module.parent;
}
