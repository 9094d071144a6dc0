import type { QueryFailure } from "../../compiler/index.js";
import { type Collection, FULL_ACCESS, type Run } from "../call/index.js";
import { invalidNullAccess } from "../problems/calls.js";
import {
  collectionDeleted,
  definitionNotFound,
  documentNotFound,
  permissionDenied,
} from "../problems/documents.js";
import { nullValue } from "../problems/nulls.js";
import type { Version } from "../storage/storage.js";
import {
  type Absence,
  compareTimes,
  type DocumentValue,
  Id,
  ModuleValue,
  type Time,
  type Timestamp,
  timeFromMicros,
  type Value,
} from "../values/index.js";
import { CapturedDocument } from "./captured.js";
import { countDocument } from "./metering.js";
import { demandRetained } from "./retention.js";
import { storedField } from "./version.js";

/** `Collection.Deleted`: the collection of documents whose collection was dropped. */
export const DELETED_COLLECTION = new ModuleValue("Deleted");

/** The time at which a document value is read now; undefined is the present. spec/05 §2.4 */
export function readTime(run: Run, document: DocumentValue): Timestamp | undefined {
  return run.readTime(document.readAt);
}

/** The time that values taken out of a document keep: that of its `at`, not that of a cursor. spec/05 §2.4, §9.3 */
export function attachedTime(run: Run, document: DocumentValue): Timestamp | undefined {
  return document.readAt ?? run.at;
}

/** True from the moment on at which a time to live has passed. spec/06 §9.2 */
export function isExpired(run: Run, ttl: Time | undefined): boolean {
  return ttl !== undefined && compareTimes(ttl, timeFromMicros(run.transaction.snapshot)) <= 0;
}

/** The version that a document value shows now, whoever asks; undefined where it does not exist. */
export function versionOf(run: Run, document: DocumentValue): Version | undefined {
  if (document instanceof CapturedDocument) return document.version;
  const collection = run.schema.collection(document.collection);
  return document.deleted || collection === undefined ? undefined : stored(run, document, collection);
}

/** What the caller sees of a document value: its version, or why it is null. Reads. spec/07b §8.1 */
export function lookUp(run: Run, document: DocumentValue): Version | Absence {
  return document.knownAt === run.transaction.epoch && seesPresent(run, document)
    ? (document.known as Version)
    : lookUpAnew(run, document);
}

function lookUpAnew(run: Run, document: DocumentValue): Version | Absence {
  if (document instanceof CapturedDocument) return document.version;
  if (document.deleted) return "deleted";
  const collection = run.schema.collection(document.collection);
  if (collection === undefined) return "collection deleted";
  if (run.access !== FULL_ACCESS && !run.access.mayRead(document)) return "permission denied";
  const version = stored(run, document, collection);
  if (version === undefined) return "not found";
  rememberSeen(run, document, version);
  return version;
}

/** Lets a document value know the version that the caller sees, until the next write. */
export function rememberSeen(run: Run, document: DocumentValue, version: Version): void {
  if (seesPresent(run, document)) remember(run, document, version);
}

/** Lets a document value know its version, as the caller sees it in the present, until the next write. */
export function remember(run: Run, document: DocumentValue, version: Version): void {
  // What expires does so between transactions too, which may share an epoch.
  if (version.$ttl !== undefined) return;
  document.known = version;
  document.knownAt = run.transaction.epoch;
}

/** True where what is read depends on the writes so far only, not on a time or on who asks. */
function seesPresent(run: Run, document: DocumentValue): boolean {
  return (
    document.readAt === undefined &&
    run.at === undefined &&
    run.pageAt === undefined &&
    run.access === FULL_ACCESS
  );
}

function stored(run: Run, document: DocumentValue, collection: Collection): Version | undefined {
  if (document.slot < 0 && document.id === "") return undefined;
  const time = readTime(run, document);
  if (time !== undefined) demandRetained(run, collection, time);
  const version = run.transaction.version(document, time);
  if (run.meter !== undefined) countDocument(run, document, version, time);
  if (version === undefined || isExpired(run, version.$ttl)) return undefined;
  return collection.migrate === undefined ? version : collection.migrate(version);
}

/** Why the document is null for the caller; undefined if it exists and may be read. Reads. */
export function absence(run: Run, document: DocumentValue): Absence | undefined {
  const found = lookUp(run, document);
  return typeof found === "string" ? found : undefined;
}

/** True where the document exists and may be read. The caller has demanded the effect, under its own action. */
export function isPresent(run: Run, document: DocumentValue): boolean {
  return absence(run, document) === undefined;
}

/** The error of taking `accessed` (a field, method or index) from a null document. spec/05 §2.3 */
export function accessFailure(
  run: Run,
  document: DocumentValue,
  accessed: string,
  absent: Absence,
): QueryFailure {
  switch (absent) {
    case "not found":
      return notFound(run, document);
    case "permission denied":
      return permissionDenied();
    case "deleted":
    case "collection deleted":
      return invalidNullAccess(accessed);
  }
}

/** The error of `!` on a null document. spec/05 §2.5 */
export function nullDocumentFailure(run: Run, document: DocumentValue, absent: Absence): QueryFailure {
  switch (absent) {
    case "not found":
    case "deleted":
      return notFound(run, document);
    case "permission denied":
      return nullValue({ kind: "permissionDenied" });
    case "collection deleted":
      return collectionDeleted(document.id);
  }
}

function notFound(run: Run, document: DocumentValue): QueryFailure {
  const collection = run.schema.collection(document.collection)!;
  return collection.named
    ? definitionNotFound(collection.name, definitionName(run, document))
    : documentNotFound(collection.name, document.id);
}

/** What can be read without looking at the document: `id`, `coll`, `name`; undefined for other names. spec/06 §2 */
export function referenceField(run: Run, document: DocumentValue, name: string): Value | undefined {
  const collection = run.schema.collection(document.collection);
  if (name === "coll") return collection === undefined ? DELETED_COLLECTION : collectionModule(collection);
  if (collection?.named) return name === "name" ? definitionName(run, document) : undefined;
  return name === "id" ? new Id(document.id) : undefined;
}

/** A collection as a value, under its real name. */
export function collectionModule(collection: Collection): ModuleValue {
  return new ModuleValue(collection.name, undefined, collection.id);
}

/**
 * The name of a definition: its present one, also after a rename; of a missing one the name it was asked by, or the
 * last it had. spec/06b §12
 */
export function definitionName(run: Run, document: DocumentValue): string {
  if (document instanceof CapturedDocument) return nameIn(document.version) ?? "";
  if (document.id !== "") {
    const current = run.transaction.version(document, undefined);
    if (current !== undefined) return nameIn(current) ?? "";
  }
  if (document.name !== undefined) return document.name;
  const before = run.transaction.version(document, run.transaction.snapshot);
  return (before && nameIn(before)) ?? "";
}

function nameIn(version: Version): string | undefined {
  const name = storedField(version, "name");
  return typeof name === "string" ? name : undefined;
}
