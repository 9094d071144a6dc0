import type { Span } from "../../../grammar/index.js";

export type ElementKind =
  | "alias"
  | "role"
  | "field"
  | "computed"
  | "wildcard"
  | "index"
  | "terms"
  | "values"
  | "unique"
  | "check"
  | "history_days"
  | "ttl_days"
  | "document_ttls"
  | "migrations"
  | "privileges"
  | "action"
  | "membership"
  | "issuer"
  | "jwks_uri"
  | "roleOfProvider";

/** Something in an item that can come, go or change by itself. spec/02 §8 */
export interface SchemaElement {
  readonly kind: ElementKind;
  /** Elements of one kind and key are the same one. */
  readonly key: string;
  /** What diffs call it: `index byName`. */
  readonly label: string;
  /** Canonical text; its first line is indented already. */
  readonly text: string;
  readonly span: Span;
  /** Values, each of which may differ by itself. */
  readonly slots: readonly Slot[];
  /** Elements in its block. */
  readonly parts: readonly SchemaElement[];
  /** The braces of its block. */
  readonly bodySpan: Span | undefined;
}

/** A value of an element: what stands there, where, and how a new one gets there. */
export interface Slot {
  readonly name: "type" | "default" | "body" | "value" | "predicate";
  /** Canonical text; undefined where there is none. */
  readonly text: string | undefined;
  readonly start: number;
  readonly end: number;
  /** What stands before a value where there was none. */
  readonly prefix: string;
  /** From where on to remove it. */
  readonly removeFrom: number;
}

/** A value that is always there, or one that came with the element. */
export function slot(name: Slot["name"], text: string, { start, end }: Span): Slot {
  return { name, text, start, end, prefix: " ", removeFrom: start };
}

/** A value that may be missing; it goes after `after`. */
export function optionalSlot(
  name: Slot["name"],
  value: { readonly text: string; readonly span: Span } | undefined,
  prefix: string,
  after: number,
): Slot {
  const { start, end } = value?.span ?? { start: after, end: after };
  return { name, text: value?.text, start, end, prefix, removeFrom: after };
}
