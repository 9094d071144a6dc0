import type { Collection, Run } from "../call/index.js";
import { type DocumentValue, Id, structOf, type Value } from "../values/index.js";
import { hintDocumentShown } from "./coverage.js";
import { hashOrder } from "./hashOrder.js";
import { attachedTime, collectionModule, definitionName, versionOf } from "./lookUp.js";
import { writtenOrder } from "./nativeFields.js";
import { computedValue, timestampOf } from "./readField.js";
import { isReservedField } from "./reservedNames.js";
import { storedField, valueAt } from "./version.js";

export type DocumentField = readonly [name: string, value: Value];

/**
 * A document as it is written out: every field in its order. Evaluates computed fields. The document must be present
 * and the effect demanded ("Reading a document"). spec/06 §2
 */
export function documentFields(run: Run, document: DocumentValue): readonly DocumentField[] {
  if (run.performanceHints) hintDocumentShown(run, document);
  const version = versionOf(run, document)!;
  const collection = run.schema.collection(document.collection)!;
  const key: DocumentField = collection.named
    ? ["name", definitionName(run, document)]
    : ["id", new Id(document.id)];
  const head: DocumentField[] = [key, ["coll", collectionModule(collection)], ["ts", timestampOf(version)]];
  if (version.$ttl !== undefined) head.push(["ttl", version.$ttl]);

  const time = attachedTime(run, document);
  const stored = (name: string): DocumentField => [name, valueAt(storedField(version, name)!, time)];
  if (collection.definition === undefined) {
    return [...head, ...writtenOrder(collection.id, version.$keys).map(stored)];
  }
  const hidden = version.$keys.filter((name) => isHidden(collection, name));
  const visible =
    hidden.length === 0 ? version.$keys : version.$keys.filter((name) => !hidden.includes(name));
  return [
    ...head,
    ...computedFieldsOf(run, document, collection),
    ...visible.map(stored),
    ...(hidden.length === 0 ? [] : [["data", structOf(hidden.map(stored))] as const]),
  ];
}

/** User fields that another member of documents covers are written under `data`. */
function isHidden(collection: Collection, name: string): boolean {
  return isReservedField(name) || name === "ttl" || collection.computedFields.has(name);
}

function computedFieldsOf(
  run: Run,
  document: DocumentValue,
  collection: Collection,
): readonly DocumentField[] {
  if (collection.computedFields.size === 0) return [];
  return hashOrder([...collection.computedFields.values()], (field) => field.name).map(
    (field) => [field.name, computedValue(run, document, field)] as const,
  );
}
