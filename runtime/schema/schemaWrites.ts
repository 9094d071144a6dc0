import type { Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import type { NativeCollectionName } from "../values/index.js";

/** A definition that this run wrote, as the end of the query needs it. */
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

class SchemaWrites {
  readonly definitions: DefinitionRecord[] = [];
}

const writesOfRuns = new WeakMap<Run, SchemaWrites>();

/** False of most runs: for those nothing is kept. */
export function hasSchemaWrites(run: Run): boolean {
  return writesOfRuns.has(run);
}

/** The definitions written by a run so far. */
export function schemaWritesOf(run: Run): SchemaWrites {
  let writes = writesOfRuns.get(run);
  if (writes === undefined) {
    writes = new SchemaWrites();
    writesOfRuns.set(run, writes);
  }
  return writes;
}
