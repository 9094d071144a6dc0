import type { SetOperatorKind, SortDirection } from "../../compiler/index.js";
import type { WatchedPath } from "../operators/index.js";
import type { Timestamp } from "../values/index.js";

/** A value as cursors hold it: JSON. Containers stand in a list of nodes, and here by their number in it. */
export type Encoded =
  | string
  | number
  | boolean
  | readonly ["#", number]
  | readonly ["null"]
  | readonly ["long", digits: string]
  | readonly ["double", text: string]
  | readonly ["time", epochDay: number, nanoOfDay: number]
  | readonly ["transactionTime"]
  | readonly ["date", epochDay: number]
  | readonly ["uuid", text: string]
  | readonly ["bytes", base64: string]
  /** No collection where it is gone. */
  | readonly [
      "document",
      collection: string | null,
      id: string,
      readAt: Timestamp | null,
      name: string | null,
    ]
  | readonly ["module", parent: string | null, name: string]
  | readonly ["function", name: string];

/** A container. Nodes refer to earlier ones only. */
export type Node =
  | readonly ["array", readonly Encoded[]]
  | readonly ["object", readonly (readonly [key: string, value: Encoded])[]]
  | readonly ["set", EncodedOperator, slots: readonly Encoded[], at: Timestamp | null]
  | readonly ["lambda", LambdaText, captured: readonly Encoded[]]
  | readonly ["method", name: string, receiver: Encoded]
  | readonly ["events", set: Encoded, watched: readonly WatchedPath[]];

/** What is fixed in a set's last operator, with names for ids. */
export type EncodedOperator =
  | readonly ["documents", collection: string]
  | readonly ["indexScan", collection: string, index: string]
  | readonly ["sort", directions: readonly SortDirection[]]
  | readonly [Exclude<SetOperatorKind, "documents" | "indexScan" | "sort">];

/** The code of a lambda as text, with the names of its free variables there. */
export interface LambdaText {
  /** A lambda, or a function from a set to its projection. */
  readonly kind: "lambda" | "projection";
  readonly text: string;
  readonly names: readonly string[];
}
