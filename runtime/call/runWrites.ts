import type { Span } from "../../grammar/index.js";
import type { NativeCollectionName } from "../values/index.js";

/** A definition that a run wrote, as the end of the query needs it. */
export interface DefinitionRecord {
  readonly kind: NativeCollectionName;
  readonly id: string;
  readonly action: "create" | "update" | "delete";
  /** What failures of this write say first. */
  readonly text: string;
  /** The frames that were open at the write, innermost first. */
  readonly frames: readonly Span[];
  /** True where the write gave a new name, or alias. */
  readonly names: readonly ("name" | "alias")[];
}

const NONE: readonly number[] = [];

/** What a run has written so far, as far as later writes and the end of the query depend on it. */
export class RunWrites {
  /** Collections whose documents were written: a few. */
  documents: readonly number[] = NONE;
  /** Collections whose definitions were updated, replaced or deleted. */
  definitions: readonly number[] = NONE;
  /** Every definition write, in their order. */
  readonly records: DefinitionRecord[] = [];
  bytes = 0;
}
