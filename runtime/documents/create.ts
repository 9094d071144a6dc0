import { type Collection, type Field, FULL_ACCESS, type ObjectFieldType, type Run } from "../call/index.js";
import { permissionDenied } from "../problems/documents.js";
import { constraintFailure, documentIdExists, failureText } from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import {
  canonicalId,
  DocumentValue,
  Id,
  Null,
  type Struct,
  structGet,
  structKeys,
  type Value,
} from "../values/index.js";
import { actualType } from "./actualType.js";
import { CapturedDocument } from "./captured.js";
import { checkFields } from "./checkValue.js";
import { DefaultFiller } from "./defaults.js";
import { computedFieldFailures, constraintFailures, reservedFailures, writeText } from "./failures.js";
import { isExpired, rememberSeen } from "./lookUp.js";
import { demandPresent, noteDocumentWrite } from "./runWrites.js";
import { storable, withoutNulls } from "./storable.js";
import { storeVersion } from "./store.js";
import { nextTimeToLive } from "./timeToLive.js";
import type { Fields } from "./version.js";

/** `create` takes `id` and `ttl` as meta fields; in `createData` every key is a user field. spec/06 §3.1 */
export type WriteForm = "document" | "data";

/** `C.create(…)`, `C.createData(…)`, with the checks in their order. spec/06 §3.2 */
export function createDocument(
  run: Run,
  collection: Collection,
  input: Struct,
  form: WriteForm,
): DocumentValue {
  demandPresent(run);
  const text = writeText.create(collection.name);
  if (form === "document") refuse(text, computedFieldFailures(collection, input));
  const explicitId = form === "document" ? givenId(text, structGet(input, "id")) : undefined;
  const given = storableFields(input, form === "document" ? "id" : undefined);

  const id = explicitId ?? run.sources.newId();
  const ttl = nextTimeToLive(run, collection, form === "document" ? given.get("ttl") : undefined, undefined);
  if (run.access !== FULL_ACCESS) {
    demandCreate(run, collection, version(run, collection, id, ttl, userFields(given, form)), explicitId);
  }
  noteDocumentWrite(run, collection.id);
  if (explicitId !== undefined) demandUnused(run, collection, id);
  if (form === "document") refuse(text, reservedFailures(given));

  const fields = checkedFields(run, collection, given, form, text);
  const created = version(run, collection, id, ttl, fields);
  storeVersion(run, collection, undefined, created, text);
  const document = new DocumentValue(collection.id, id);
  rememberSeen(run, document, created);
  return document;
}

/** Fields of a new version: defaults filled in (into `filled`), types checked, nulls dropped. spec/06 §3.2 (10) */
export function checkedFields(
  run: Run,
  collection: Collection,
  filled: Map<string, Value>,
  form: WriteForm,
  text: string,
): Fields {
  const defaults = new DefaultFiller(run);
  defaults.fill(collection.fields, filled, []);
  const failures = fieldFailures(collection, filled, form);
  if (defaults.failures.length > 0 || failures.length > 0) {
    refuse(text, [...defaults.failures, ...constraintFailures(failures)]);
  }
  return userFields(filled, form);
}

const TTL_FIELD: Field = {
  name: "ttl",
  type: {
    kind: "union",
    text: "Time | Null",
    members: [
      { kind: "scalar", scalar: "Time", text: "Time" },
      { kind: "null", text: "Null" },
    ],
  },
  default: undefined,
};

/** Type failures of the fields of a document, `ttl` among them where it is a meta field. spec/06 §6.3 */
export function fieldFailures(collection: Collection, fields: Fields, form: WriteForm) {
  const failures = checkFields(documentType(collection, fields, form), fields, []);
  if (form === "document" || failures.length === 0) return failures;
  return failures.map((failure) =>
    failure.path[0] === "ttl" ? { ...failure, path: ["data", ...failure.path] } : failure,
  );
}

const ANY = { kind: "any", text: "Any" } as const;

function documentType(
  collection: Collection,
  fields: Fields,
  form: WriteForm,
): Pick<ObjectFieldType, "fields" | "wildcard"> {
  const namesTtl = form === "document" && fields.has("ttl");
  return {
    fields: namesTtl ? [...collection.fields, TTL_FIELD] : collection.fields,
    wildcard: collection.wildcard ? ANY : undefined,
  };
}

/** What is stored of the fields given: no meta fields, no nulls. */
function userFields(fields: Fields, form: WriteForm): Fields {
  if (!(form === "document" && fields.has("ttl")) && hasNoNulls(fields)) return fields;
  const stored = new Map<string, Value>();
  for (const [name, value] of fields) {
    if (value instanceof Null || (form === "document" && name === "ttl")) continue;
    stored.set(name, withoutNulls(value));
  }
  return stored;
}

function hasNoNulls(fields: Fields): boolean {
  for (const value of fields.values()) {
    if (value instanceof Null || withoutNulls(value) !== value) return false;
  }
  return true;
}

/** The fields of an input in stored form. */
export function storableFields(input: Struct, without: string | undefined): Map<string, Value> {
  const stored = new Map<string, Value>();
  for (const name of structKeys(input)) {
    if (name !== without) stored.set(name, storable(structGet(input, name)!, name));
  }
  return stored;
}

/** Throws where there are failures. */
export function refuse(text: string, failures: Parameters<typeof constraintFailure>[1]): void {
  if (failures.length > 0) throw constraintFailure(text, failures);
}

function version(
  run: Run,
  collection: Collection,
  id: string,
  ttl: Version["$ttl"],
  fields: Fields,
): Version {
  return collection.layout.make({ id, ttl, schema: run.transaction.schemaVersion }, fields);
}

const ID_TYPE = "ID | String | Long";

/** spec/06 §4 */
export function givenId(text: string, id: Value | undefined): string | undefined {
  if (id === undefined) return undefined;
  const canonical = idText(id);
  if (canonical === undefined) {
    const message =
      id instanceof Null ? failureText.missing(ID_TYPE) : failureText.mismatch(ID_TYPE, actualType(id));
    throw constraintFailure(text, [{ paths: [["id"]], message }]);
  }
  if (canonical.startsWith("-")) {
    throw constraintFailure(text, [{ paths: [["id"]], message: failureText.negativeId }]);
  }
  return canonical;
}

function idText(id: Value): string | undefined {
  if (id instanceof Id) return id.text;
  if (typeof id === "number" || typeof id === "bigint") return String(id);
  return typeof id === "string" ? canonicalId(id) : undefined;
}

function demandCreate(
  run: Run,
  collection: Collection,
  asGiven: Version,
  explicitId: string | undefined,
): void {
  const created = new CapturedDocument(collection.id, asGiven.$id, asGiven);
  if (!run.access.mayCreate(created, explicitId !== undefined)) throw permissionDenied();
}

/** An explicit id that a live document has is refused. spec/06 §4 */
export function demandUnused(run: Run, collection: Collection, id: string): void {
  const existing = run.transaction.expectNoVersion(new DocumentValue(collection.id, id));
  if (existing !== undefined && !isExpired(run, existing.$ttl)) throw documentIdExists(collection.name, id);
}
