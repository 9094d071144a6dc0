import { NO_SPAN, type Span } from "../../grammar/index.js";
import type { DocumentValue } from "./document.js";
import { Boxed, defineKind } from "./value.js";

/** Why a document value is null. spec/08 §5.2 */
export type Absence = "not found" | "deleted" | "permission denied" | "collection deleted";

/** Why a null is null: `!` and a few messages tell. spec/04 §5 */
export type NullCause =
  | { readonly kind: "literal" }
  /** `receiver` is the run-time type name of the value that lacked the field. */
  | { readonly kind: "missingField"; readonly field: string; readonly receiver: string }
  | { readonly kind: "invalidNumber" }
  | { readonly kind: "noElement"; readonly reason: string }
  | { readonly kind: "permissionDenied" }
  /** What `?.` makes of a null document. */
  | { readonly kind: "nullDocument"; readonly document: DocumentValue; readonly absence: Absence };

/** Null documents are not of this class: they are documents that do not exist. */
export class Null extends Boxed {
  constructor(
    readonly cause: NullCause,
    /** Where it arose. */
    readonly origin: Span,
  ) {
    super();
  }
}
defineKind(Null, "Null");

const LITERAL: NullCause = { kind: "literal" };

/** A null that stands for itself: from data, arguments, or code without a place. */
export const NULL = new Null(LITERAL, NO_SPAN);

/** Linked code makes one for each site, once. */
export function literalNull(origin: Span): Null {
  return new Null(LITERAL, origin);
}

/** The origin of nulls that library functions return: the call, which whoever evaluates it fills in. */
export const CALL_SITE: Span = { ...NO_SPAN };

/** For library functions that find nothing (`empty array`, `no element found`, …). */
export function noElement(reason: string, origin: Span = CALL_SITE): Null {
  return new Null({ kind: "noElement", reason }, origin);
}
