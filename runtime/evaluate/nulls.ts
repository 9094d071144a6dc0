import { exceeds } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { absence, isPresent } from "../documents/index.js";
import { DocumentValue, Null, type Value } from "../values/index.js";

/**
 * True for null and for documents that do not exist or may not be read, which costs a read.
 *
 * @param action what the message of a refused read names: `` `!` ``, `Projection`
 */
export function isNull(run: Run, value: Value, action: string, place: Span | undefined): boolean {
  if (!(value instanceof DocumentValue)) return value instanceof Null;
  run.demand("read", action, place);
  return !isPresent(run, value);
}

/**
 * The null that a null document leaves where it is looked into, which stays null whatever is created later; undefined if
 * the document exists. The caller has demanded the effect.
 */
export function nullOfDocument(run: Run, document: DocumentValue, origin: Span): Null | undefined {
  const absent = absence(run, document);
  return absent === undefined
    ? undefined
    : new Null({ kind: "nullDocument", document, absence: absent }, origin);
}

/** For `==`, which never fails: where reads are refused, documents count as missing. spec/04 §3 */
export function existsForEquality(run: Run, document: DocumentValue): boolean {
  return !exceeds("read", run.effectLimit) && isPresent(run, document);
}
