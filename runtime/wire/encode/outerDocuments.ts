import { isStruct, structValues } from "../../values/index.js";
import { type DocumentNode, isNode, type Materialised, type ReferenceNode } from "../materialised.js";

/** The documents, null documents among them, that a value holds outside of any document. spec/08 §5.2 */
export function outerDocuments(value: Materialised): ReadonlyMap<string, DocumentNode | ReferenceNode> {
  const found = new Map<string, DocumentNode | ReferenceNode>();
  collect(value, found);
  return found;
}

function collect(value: Materialised, found: Map<string, DocumentNode | ReferenceNode>): void {
  if (isNode(value)) {
    switch (value.node) {
      case "document":
        if (!found.has(value.reference.identity)) found.set(value.reference.identity, value);
        return;
      case "reference":
        if (value.missing !== undefined && !found.has(value.identity)) found.set(value.identity, value);
        return;
      case "object":
      case "page":
        for (const [, field] of value.fields) collect(field, found);
        return;
      case "token":
        return;
    }
  }
  if (Array.isArray(value)) {
    for (const element of value as readonly Materialised[]) collect(element, found);
  } else if (isStruct(value)) {
    for (const field of structValues(value)) collect(field, found);
  }
}
