/** The kinds of values that declared types tell apart, as far as plans care. */
export type FieldKind =
  /** Int or Long. */
  | "Integer"
  | "Double"
  | "String"
  | "Boolean"
  | "Time"
  | "Date"
  | "Bytes"
  | "Reference"
  | "Array"
  | "Object"
  | "Null";

/** What the optimizer must know of the documents that a set holds; the run-time schema answers. */
export interface ElementFields {
  /** True where `.name` is plainly stored: reading it runs no code and cannot fail. */
  isStored(name: string): boolean;
  /** What declared types prove of the value at a path; undefined where it may be anything. */
  kindsOf(path: readonly string[]): ReadonlySet<FieldKind> | undefined;
}
