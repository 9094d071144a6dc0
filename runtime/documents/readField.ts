import type { QueryFailure } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import { type Collection, type ComputedField, callFunction1, type Run } from "../call/index.js";
import { invalidComputedFieldAccess, invalidTimestampAccess } from "../problems/documents.js";
import { nullCreatedHere } from "../problems/nulls.js";
import { PENDING, type Version } from "../storage/storage.js";
import { type DocumentValue, TRANSACTION_TIME, timeFromMicros, type Value } from "../values/index.js";
import { CapturedDocument } from "./captured.js";
import { hintFieldRead } from "./coverage.js";
import { accessFailure, attachedTime, lookUp, referenceField } from "./lookUp.js";
import { CoveredDocument } from "./metering.js";
import { isVisibleField } from "./nativeFields.js";
import { storedData, storedField, valueAt } from "./version.js";

/** Where a field is read, for errors and frames. */
export interface FieldPlace {
  /** The receiver's last component: null documents are complained about there. */
  readonly receiver: Span | undefined;
  /** The field's name: the frame of a computed field. */
  readonly field: Span;
}

/**
 * A field of a document: its value, or undefined if the document has no such field. The caller has looked for methods
 * of that name. spec/06 §2
 */
export function readField(
  run: Run,
  document: DocumentValue,
  name: string,
  place: FieldPlace,
): Value | undefined {
  const reference = referenceField(run, document, name);
  if (reference !== undefined) return reference;
  const version = readableVersion(run, document, name, place);
  const collection = run.schema.collection(document.collection)!;
  const computed = collection.computedFields.get(name);
  if (computed === undefined) {
    const value = storedOrMeta(run, document, collection, version, name);
    if (run.performanceHints) hintFieldRead(run, document, name, value, place.field);
    return value;
  }
  run.enter(place.field);
  const value = computedValue(run, document, computed);
  run.depth--;
  return value;
}

/** The version from which `accessed` (a field or method) is taken, or the error of a null document. spec/05 §2.3 */
export function readableVersion(
  run: Run,
  document: DocumentValue,
  accessed: string,
  place: FieldPlace,
): Version {
  if (!(document instanceof CapturedDocument)) run.demand("read", "Reading a field", place.receiver);
  const found = coveredVersion(run, document, accessed) ?? lookUp(run, document);
  if (typeof found === "string") throw failureAt(accessFailure(run, document, accessed, found), place);
  return found;
}

/** A document that is missing is complained about at the receiver, a null at the field. spec/05 §2, §2.3 */
function failureAt(failure: QueryFailure, { receiver, field }: FieldPlace): QueryFailure {
  if (failure.code !== "invalid_null_access") return failure.at(receiver);
  const placed = failure.at(field);
  return receiver === undefined ? placed : placed.withHint(nullCreatedHere(receiver));
}

/** For a field that the index holds, out of which the document came: reading it does not count. spec/06b §5 */
function coveredVersion(run: Run, document: DocumentValue, accessed: string): Version | undefined {
  const { meter } = run;
  if (meter === undefined || !(document instanceof CoveredDocument) || !document.covered.has(accessed)) {
    return undefined;
  }
  run.meter = undefined;
  const found = lookUp(run, document);
  run.meter = meter;
  document.knownAt = -1;
  // A null of an index is never trusted: the document is read.
  return typeof found === "string" || storedField(found, accessed) === undefined ? undefined : found;
}

/** Evaluates a computed field; the caller has opened its frame. spec/06 §7 */
export function computedValue(run: Run, document: DocumentValue, computed: ComputedField): Value {
  if (document instanceof CapturedDocument && document.binding) throw invalidComputedFieldAccess();
  const outer = run.at;
  run.at = attachedTime(run, document);
  const value = run.limited("read", "computed fields", () => callFunction1(run, computed.body, document));
  run.at = outer;
  return value;
}

function storedOrMeta(
  run: Run,
  document: DocumentValue,
  collection: Collection,
  version: Version,
  name: string,
): Value | undefined {
  const time = attachedTime(run, document);
  switch (name) {
    case "ts":
      if (document instanceof CapturedDocument && document.binding) throw invalidTimestampAccess();
      return timestampOf(version);
    case "ttl":
      if (version.$ttl !== undefined || collection.definition !== undefined) return version.$ttl;
      break;
    case "data":
      if (collection.definition !== undefined) return valueAt(storedData(version), time);
      break;
    default:
  }
  if (collection.definition === undefined && !isVisibleField(name)) return undefined;
  const value = storedField(version, name);
  return value === undefined ? undefined : valueAt(value, time);
}

/** The commit time of a version, as queries see it. spec/06 §9.5 */
export function timestampOf(version: Version): Value {
  return version.$from === PENDING ? TRANSACTION_TIME : timeFromMicros(version.$from);
}
