import type { EntriesDefinition } from "../../compiler/index.js";
import { isStruct, type Struct, structEntries, structOf, type Value } from "../values/index.js";
import { QUERYABLE_WHEN_BUILT, STORED_ENTRIES } from "./internalFields.js";
import { Part } from "./part.js";
import { shapesOf } from "./shapes.js";

type Status = EntriesDefinition["status"];

/** Writes what is stored for a collection, and what its indexes and constraints show of it, into its definition. */
export function writeStates(fields: Map<string, Value>, entries: readonly EntriesDefinition[]): void {
  const part = Part.ofFields(fields);
  const shapes = shapesOf(part);
  const statusOf = (shape: string): Status => entries.find((each) => each.shape === shape)!.status;
  fields.set(STORED_ENTRIES, entries.map(storedEntries));
  writeIndexes(fields, (name) => statusOf(shapes.indexes.get(name)!));
  fields.set("constraints", orderedConstraints(part, shapes.uniques.map(statusOf)));
}

function storedEntries({ id, shape, status }: EntriesDefinition): Struct {
  return structOf([
    ["id", id],
    ["shape", shape],
    ["status", status],
  ]);
}

/** Every index shows `queryable` and `status`, last. One that waits for its entries becomes queryable with them. */
function writeIndexes(fields: Map<string, Value>, statusOf: (name: string) => Status): void {
  const part = Part.ofFields(fields);
  const waiting = new Set(part.values(QUERYABLE_WHEN_BUILT));
  const stillWaiting: string[] = [];
  const indexes = structEntries((fields.get("indexes") ?? structOf([])) as Struct).map(([name, index]) => {
    const status = statusOf(name);
    const given = structEntries(index as Struct).filter(([key]) => key !== "queryable" && key !== "status");
    const queryable = Part.of(index).flag("queryable");
    const isAutomatic = queryable === undefined || waiting.has(name);
    if (isAutomatic && status === "building") stillWaiting.push(name);
    const isQueryable = isAutomatic ? status === "complete" : queryable;
    return [name, structOf([...given, ["queryable", isQueryable], ["status", status]])] as const;
  });
  fields.set("indexes", structOf(indexes));
  if (stillWaiting.length > 0) fields.set(QUERYABLE_WHEN_BUILT, stillWaiting);
  else fields.delete(QUERYABLE_WHEN_BUILT);
}

const UNIQUE_STATUS = { building: "pending", complete: "active", failed: "failed" } as const;

/** Unique constraints, which show their status, come before checks. */
function orderedConstraints(part: Part, statuses: readonly Status[]): readonly Value[] {
  const constraints = part.values("constraints").filter(isStruct);
  const isUnique = (constraint: Struct) => Part.of(constraint).has("unique");
  const uniques = constraints
    .filter(isUnique)
    .map((constraint, i) =>
      structOf([
        ...structEntries(constraint).filter(([key]) => key !== "status"),
        ["status", UNIQUE_STATUS[statuses[i]!]],
      ]),
    );
  return [...uniques, ...constraints.filter((constraint) => !isUnique(constraint))];
}
