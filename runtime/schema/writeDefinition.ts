import type { ConstraintFailure } from "../../compiler/index.js";
import type { DefinitionRecord, Run } from "../call/index.js";
import {
  absence,
  accessFailure,
  applyPatch,
  CapturedDocument,
  checkFields,
  constraintFailures,
  countBytes,
  definitionName,
  demandPresent,
  demandUnused,
  type Fields,
  givenId,
  isReservedField,
  isVisibleField,
  noteDefinitionWrite,
  OPEN_LAYOUT,
  refuse,
  storableFields,
  storedFields,
  updateEntries,
  versionOf,
  withoutNulls,
} from "../documents/index.js";
import { definitionText, definitionWriteText } from "../problems/definitions.js";
import { permissionDenied } from "../problems/documents.js";
import { FAILED_UNIQUE, failureText } from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import {
  DocumentValue,
  NATIVE,
  Null,
  type Struct,
  structGet,
  Time,
  TransactionTime,
  timeFromMicros,
  type Value,
} from "../values/index.js";
import { isProtected } from "./kinds/collectionProtection.js";
import { DEFINITION_KINDS } from "./kinds/index.js";
import { type DefinitionKind, type DefinitionWrite, failure, NO_FIELDS } from "./kinds/kind.js";
import { isTakenWithinKind } from "./names.js";
import { NATIVE_COLLECTIONS } from "./nativeCollections.js";
import { nextInternalId } from "./sequence.js";

/** `Collection.create(…)` and the like. What depends on the whole schema is checked at the end. spec/06 §10 */
export function createDefinition(run: Run, collection: number, input: Struct): DocumentValue {
  demandPresent(run);
  const kind = kindOf(collection);
  const text = definitionWriteText.create(kind.name);
  const explicitId = kind.keyedBy === "id" ? givenId(text, structGet(input, "id")) : undefined;
  const ownKeys = kind.keyedBy === "id" ? "id" : undefined;
  const given = storableFields(input, ownKeys);
  const id = kind.keyedBy === "name" ? String(nextInternalId(run)) : (explicitId ?? run.sources.newId());
  const captured = new CapturedDocument(collection, id, versionOfFields(run, id, cleaned(given)));
  if (!run.access.mayCreate(captured, explicitId !== undefined)) throw permissionDenied();
  if (explicitId !== undefined) demandUnused(run, run.schema.collection(collection)!, explicitId);

  const full = new Map([...[...kind.defaults].filter(([name]) => !given.has(name)), ...given]);
  const write: DefinitionWrite = { run, id, before: undefined, given, after: full };
  demandValid(kind, write, text);
  const added = kind.added?.(run, id);
  const clean = cleaned(full);
  storeDefinition(kind, { ...write, after: clean }, added?.stored ?? NO_FIELDS);
  record(run, kind, write, "create", text);
  if (kind.keyedBy === "name") {
    return new DocumentValue(collection, id, undefined, clean.get("name") as string);
  }
  const visibleFields = kind.stored?.({ ...write, after: clean }) ?? clean;
  const shown = new Map([...(added?.shown ?? []), ...visibleFields]);
  return new CapturedDocument(collection, id, versionOfFields(run, id, shown));
}

/** `update` and `replace` of a definition. */
export function changeDefinition(
  run: Run,
  document: DocumentValue,
  input: Struct,
  change: "update" | "replace",
): DocumentValue {
  demandPresent(run);
  const kind = kindOf(document.collection);
  const stored = presentFields(run, document, change);
  const before = visible(stored);
  const given = storableFields(input, undefined);
  const after = change === "update" ? patchedFields(before, given) : replacedFields(kind, before, given);
  const next = versionOfFields(run, document.id, cleaned(after));
  const captured = new CapturedDocument(document.collection, document.id, next);
  if (!run.access.mayWrite(document, captured)) throw permissionDenied();
  if (kind.name === "Collection") noteDefinitionWrite(run, Number(document.id));

  const text =
    kind.keyedBy === "id"
      ? definitionWriteText.updateById(kind.name, document.id)
      : definitionWriteText.update(kind.name, definitionName(run, document));
  const write: DefinitionWrite = { run, id: document.id, before, given, after };
  demandValid(kind, write, text);
  storeDefinition(kind, { ...write, after: cleaned(after) }, internal(stored));
  kind.changed?.(run, stored);
  record(run, kind, write, "update", text);
  return document instanceof CapturedDocument
    ? new DocumentValue(document.collection, document.id)
    : document;
}

/** `delete` of a definition, with all that goes with it. spec/06 §11 */
export function deleteDefinition(run: Run, document: DocumentValue): DocumentValue {
  demandPresent(run);
  const kind = kindOf(document.collection);
  if (!run.access.mayDelete(document)) throw permissionDenied();
  const before = presentFields(run, document, "delete");
  if (kind.name === "Collection") noteDefinitionWrite(run, Number(document.id));
  const name = kind.keyedBy === "name" ? definitionName(run, document) : undefined;
  const text =
    name === undefined
      ? definitionWriteText.deleteById(kind.name, document.id)
      : definitionWriteText.delete(kind.name, name);
  if (kind.name === "Collection" && isProtected(run)) {
    refuse(text, [{ paths: [], message: definitionText.protectedMode("Cannot delete collection") }]);
  }
  writeVersion(run, document.collection, document.id, undefined);
  kind.removed?.(run, before);
  const write: DefinitionWrite = { run, id: document.id, before, given: NO_FIELDS, after: NO_FIELDS };
  record(run, kind, write, "delete", text);
  return new DocumentValue(document.collection, document.id, undefined, name, true);
}

/** Writes a definition anew without any check: what the system itself changes in it. */
export function rewriteDefinition(run: Run, collection: number, id: string, fields: Fields): void {
  const version = versionOfFields(run, id, fields);
  countBytes(run, version);
  writeVersion(run, collection, id, version);
}

/** Writes or deletes a definition, and the entries by which it is found. */
function writeVersion(run: Run, collection: number, id: string, version: Version | undefined): void {
  const native = NATIVE_COLLECTIONS.get(collection)!;
  if (native.entries.length > 0) {
    const before = run.transaction.version(new DocumentValue(collection, id), undefined);
    updateEntries(run, native, before, version);
  }
  run.transaction.write(collection, id, version);
}

/** Where a `ttl` stands among the fields it is that of the document. */
function versionOfFields(run: Run, id: string, fields: Fields): Version {
  const own = new Map(fields);
  own.delete("ttl");
  const named = fields.get("ttl");
  const ttl = named instanceof TransactionTime ? timeFromMicros(run.transaction.snapshot) : named;
  const head = { id, ttl: ttl instanceof Time ? ttl : undefined, schema: run.transaction.schemaVersion };
  return OPEN_LAYOUT.make(head, own);
}

/** All fields of a definition, its `ttl` among them. */
export function definitionFields(version: Version): Map<string, Value> {
  const fields = new Map(storedFields(version));
  if (version.$ttl !== undefined) fields.set("ttl", version.$ttl);
  return fields;
}

function kindOf(collection: number): DefinitionKind {
  const kind = DEFINITION_KINDS.get(collection);
  if (kind === undefined) throw new Error(`collection ${collection} holds no definitions`);
  return kind;
}

function presentFields(run: Run, document: DocumentValue, method: string): Fields {
  const newest = new DocumentValue(document.collection, document.id, undefined, document.name);
  const absent = absence(run, document);
  if (absent !== undefined) throw accessFailure(run, document, method, absent);
  const version = versionOf(run, newest);
  if (version === undefined) throw accessFailure(run, newest, method, "not found");
  return definitionFields(version);
}

function visible(fields: Fields): Fields {
  return new Map([...fields].filter(([name]) => isVisibleField(name)));
}

function internal(fields: Fields): Fields {
  return new Map([...fields].filter(([name]) => !isVisibleField(name)));
}

function cleaned(fields: Fields): Fields {
  const present = [...fields].filter(([, value]) => !(value instanceof Null));
  return new Map(present.map(([name, value]) => [name, withoutNulls(value)]));
}

function patchedFields(before: Fields, given: Fields): Map<string, Value> {
  const fields = new Map(before);
  applyPatch(fields, given);
  return fields;
}

function replacedFields(kind: DefinitionKind, before: Fields, given: Fields): Map<string, Value> {
  const fields = new Map(given);
  for (const [name, value] of kind.defaults) if (!fields.has(name)) fields.set(name, value);
  for (const name of kind.readOnly) if (before.has(name)) fields.set(name, before.get(name)!);
  return fields;
}

/** All failures of the fields together; if there are none, what concerns several fields; then unique ones. */
function demandValid(kind: DefinitionKind, write: DefinitionWrite, text: string): void {
  refuse(text, reservedFailures(write.given));
  refuse(text, [...readOnlyFailures(kind, write), ...fieldFailures(kind, write)]);
  const cleanedWrite = { ...write, after: cleaned(write.after) };
  refuse(text, kind.rules?.(cleanedWrite) ?? []);
  const self = { kind: kind.name, id: write.id };
  const taken = [
    ...kind.unique
      .filter((field) => isTakenWithinKind(write.run, field, write.after.get(field), self))
      .map((field) => [field]),
    ...(kind.taken?.(cleanedWrite) ?? []),
  ];
  refuse(
    FAILED_UNIQUE,
    taken.map((path) => failure(path, failureText.unique)),
  );
}

/** Of definitions `data` is an ordinary field. spec/06 §3.3 */
function reservedFailures(given: Fields): readonly ConstraintFailure[] {
  return [...given.keys()]
    .filter((name) => isReservedField(name) && name !== "data")
    .map((name) => failure([name], failureText.reserved));
}

/** A read-only field may be given back unchanged, or as null. */
function readOnlyFailures(kind: DefinitionKind, write: DefinitionWrite): readonly ConstraintFailure[] {
  const { given, before } = write;
  const failures = kind.readOnly
    .filter((name) => {
      const value = given.get(name);
      return value !== undefined && !(value instanceof Null) && value !== before?.get(name);
    })
    .map((name) => failure([name], failureText.readOnly));
  return [...failures, ...(kind.readOnlyParts?.(write) ?? [])];
}

/** Each written field in its order: its type and, if that is right, its rule; then the absent ones. */
function fieldFailures(kind: DefinitionKind, write: DefinitionWrite): readonly ConstraintFailure[] {
  const fields = new Map(write.after);
  for (const name of kind.readOnly) fields.delete(name);
  const checked = kind.checked?.(fields) ?? fields;
  const failures = constraintFailures(checkFields(kind.type(), checked, []));
  const at = (name: string) => failures.filter((each) => each.paths[0]![0] === name);
  const written = [...checked].flatMap(([name, value]) => {
    const typeFailures = at(name);
    if (typeFailures.length > 0 || value instanceof Null) return typeFailures;
    return kind.rule(write, name, withoutNulls(value));
  });
  const absent = failures.filter((each) => !checked.has(String(each.paths[0]![0])));
  return [...written, ...absent];
}

function storeDefinition(kind: DefinitionKind, write: DefinitionWrite, hidden: Fields): void {
  const fields = kind.stored?.(write) ?? write.after;
  const internalFields = kind.internal?.(write, hidden) ?? hidden;
  rewriteDefinition(write.run, NATIVE[kind.name], write.id, new Map([...fields, ...internalFields]));
}

function record(
  run: Run,
  kind: DefinitionKind,
  { id, before, after }: DefinitionWrite,
  action: DefinitionRecord["action"],
  text: string,
): void {
  if (kind.keyedBy === "name") run.transaction.changeSchema(run.transaction.database);
  const names = (["name", "alias"] as const).filter(
    (key) => typeof after.get(key) === "string" && after.get(key) !== before?.get(key),
  );
  run.writes.records.push({
    kind: kind.name,
    id,
    action,
    text,
    frames: run.openFrames(),
    names,
  });
}
