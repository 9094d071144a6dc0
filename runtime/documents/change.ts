import { type Collection, FULL_ACCESS, type Run } from "../call/index.js";
import { permissionDenied } from "../problems/documents.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue, Null, type Struct, type Value } from "../values/index.js";
import { CapturedDocument } from "./captured.js";
import { checkedFields, fieldFailures, refuse, storableFields, type WriteForm } from "./create.js";
import { computedFieldFailures, constraintFailures, reservedFailures, writeText } from "./failures.js";
import { absence, accessFailure, versionOf } from "./lookUp.js";
import { demandPresent, noteDocumentWrite } from "./runWrites.js";
import { applyPatch, withoutNulls } from "./storable.js";
import { removeDocument, storeVersion } from "./store.js";
import { nextTimeToLive } from "./timeToLive.js";
import { type Fields, storedFields } from "./version.js";

/** `update` patches, `replace` starts anew. */
export type ChangeKind = "update" | "replace";

/** `d.update(…)`, `d.replace(…)` and their Data forms, with the checks in their order. spec/06 §3.2 */
export function changeDocument(
  run: Run,
  document: DocumentValue,
  input: Struct,
  kind: ChangeKind,
  form: WriteForm,
): DocumentValue {
  demandPresent(run);
  const before = presentVersion(run, document, kind);
  const collection = run.schema.collection(document.collection)!;
  const text = writeText.update(collection.name, document.id);
  const given = storableFields(input, undefined);
  if (form === "document") refuse(text, computedFieldFailures(collection, input));

  const named = form === "document" ? given.get("ttl") : undefined;
  const ttl = nextTimeToLive(run, collection, named, kind === "update" ? before.$ttl : undefined);
  const make = (fields: Fields) =>
    collection.layout.make({ id: document.id, ttl, schema: run.transaction.schemaVersion }, fields);
  const changed = kind === "update" ? patchedFields(before, given, form) : replacedFields(given, form);
  if (run.access !== FULL_ACCESS) demandWrite(run, document, make(changed));
  noteDocumentWrite(run, collection.id);
  if (form === "document") refuse(text, reservedFailures(given));

  if (kind === "update") refuse(text, updateFailures(collection, changed, given, form));
  const fields = kind === "update" ? changed : checkedFields(run, collection, given, form, text);
  storeVersion(run, collection, before, make(fields), text);
  return document;
}

/** `d.delete()`. spec/06 §5 */
export function deleteDocument(run: Run, document: DocumentValue): DocumentValue {
  demandPresent(run);
  if (!run.access.mayDelete(document)) throw permissionDenied();
  const before = presentVersion(run, document, "delete");
  const collection = run.schema.collection(document.collection)!;
  noteDocumentWrite(run, collection.id);
  removeDocument(run, collection, before);
  return new DocumentValue(document.collection, document.id, undefined, document.name, true);
}

/** The newest state, also of a reference that shows the past. spec/06 §3.4 */
function presentVersion(run: Run, document: DocumentValue, method: string): Version {
  const absent = absence(run, document);
  if (absent !== undefined) throw accessFailure(run, document, method, absent);
  const newest = new DocumentValue(document.collection, document.id, undefined, document.name);
  const version = versionOf(run, newest);
  if (version === undefined) throw accessFailure(run, newest, method, "not found");
  return version;
}

function patchedFields(before: Version, given: Fields, form: WriteForm): Fields {
  const fields = storedFields(before);
  applyPatch(fields, withoutTtl(given, form));
  return fields;
}

function replacedFields(given: Fields, form: WriteForm): Fields {
  const fields = new Map<string, Value>();
  for (const [name, value] of withoutTtl(given, form)) {
    if (!(value instanceof Null)) fields.set(name, withoutNulls(value));
  }
  return fields;
}

function withoutTtl(given: Fields, form: WriteForm): Fields {
  if (form === "data" || !given.has("ttl")) return given;
  const fields = new Map(given);
  fields.delete("ttl");
  return fields;
}

/** Type failures of the whole document after the patch, and of the `ttl` given. */
function updateFailures(collection: Collection, changed: Fields, given: Fields, form: WriteForm) {
  const ttl = form === "document" ? given.get("ttl") : undefined;
  const all = ttl === undefined ? changed : new Map([...changed, ["ttl", ttl]]);
  return constraintFailures(fieldFailures(collection, all, form));
}

function demandWrite(run: Run, document: DocumentValue, next: Version): void {
  const captured = new CapturedDocument(document.collection, document.id, next);
  if (!run.access.mayWrite(document, captured)) throw permissionDenied();
}
