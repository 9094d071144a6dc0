import type { EntriesDefinition } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { storedFields } from "../documents/index.js";
import {
  DocumentValue,
  isStruct,
  NATIVE,
  type Struct,
  structEntries,
  structOf,
  type Timestamp,
  type Value,
} from "../values/index.js";
import { buildEntries, isSmall } from "./buildEntries.js";
import { HISTORY_FLOOR, QUERYABLE_WHEN_BUILT, STORED_ENTRIES } from "./internalFields.js";
import { linkDefinition } from "./linkSchema.js";
import { Part } from "./part.js";
import { collectionDefinition } from "./readDefinitions.js";
import { schemaWritesOf } from "./schemaWrites.js";
import { nextInternalId } from "./sequence.js";
import { shapesOf } from "./shapes.js";
import { rewriteDefinition } from "./writeDefinition.js";

/**
 * What the end of a query adds to a collection's definition: the entries of its indexes and unique constraints, built
 * if the collection is small, their states, and the floor of its history. spec/06 §10, spec/06b §6
 *
 * @returns the shapes that nothing uses any more
 */
export function completeCollection(run: Run, id: string): readonly EntriesDefinition[] {
  const document = new DocumentValue(NATIVE.Collection, id);
  const version = run.transaction.version(document, undefined);
  if (version === undefined) return [];
  const fields = new Map(storedFields(version));
  const part = Part.ofFields(fields);
  const shapes = shapesOf(part);
  const old = collectionDefinition(part, Number(id)).entries;
  const entries = new Map(
    [...new Set([...shapes.indexes.values(), ...shapes.uniques])].map((shape) => [
      shape,
      old.find((each) => each.shape === shape) ?? newEntries(run, Number(id), shape),
    ]),
  );

  const stored = [...entries.values()];
  fields.set(
    STORED_ENTRIES,
    stored.map(({ id: entriesId, shape, status }) =>
      structOf([
        ["id", entriesId],
        ["shape", shape],
        ["status", status],
      ]),
    ),
  );
  completeIndexes(fields, (name) => entries.get(shapes.indexes.get(name)!)!.status);
  fields.set(
    "constraints",
    completedConstraints(
      part,
      shapes.uniques.map((shape) => entries.get(shape)!.status),
    ),
  );
  fields.set(HISTORY_FLOOR, BigInt(historyFloor(run, document, part)));
  rewriteDefinition(run, NATIVE.Collection, id, fields);

  const added = stored.filter((each) => !old.includes(each));
  build(run, Number(id), Part.ofFields(fields), added);
  return old.filter((each) => !entries.has(each.shape));
}

/** Entries of a shape that nobody had; they are complete at once where the collection is small. */
function newEntries(run: Run, collection: number, shape: string): EntriesDefinition {
  const status = isSmall(run, collection) ? "complete" : "building";
  return { id: nextInternalId(run), shape, status };
}

function build(run: Run, id: number, definition: Part, added: readonly EntriesDefinition[]): void {
  if (added.length === 0) return;
  const collection = linkDefinition(run.schema, collectionDefinition(definition, id));
  for (const entries of added) {
    const schema = collection.entries.find((each) => each.id === entries.id)!;
    if (entries.status === "complete") buildEntries(run, collection, schema);
    else schemaWritesOf(run).builds.push({ collection: id, entries: entries.id });
  }
}

/** Every index shows `queryable` and `status`, last. One that waits for its entries becomes queryable with them. */
function completeIndexes(
  fields: Map<string, Value>,
  statusOf: (name: string) => EntriesDefinition["status"],
): void {
  const part = Part.ofFields(fields);
  const waiting = new Set(part.values(QUERYABLE_WHEN_BUILT));
  const stillWaiting: string[] = [];
  const indexes = structEntries((fields.get("indexes") ?? structOf([])) as Struct).map(([name, index]) => {
    const status = statusOf(name);
    const given = structEntries(index as Struct).filter(([key]) => key !== "queryable" && key !== "status");
    const queryable = Part.of(index).flag("queryable");
    const waits = status === "building" && (queryable === undefined || waiting.has(name));
    if (waits) stillWaiting.push(name);
    const isQueryable = waits ? false : (queryable ?? status === "complete");
    return [name, structOf([...given, ["queryable", isQueryable], ["status", status]])] as const;
  });
  fields.set("indexes", structOf(indexes));
  if (stillWaiting.length > 0) fields.set(QUERYABLE_WHEN_BUILT, stillWaiting);
  else fields.delete(QUERYABLE_WHEN_BUILT);
}

const UNIQUE_STATUS = { building: "pending", complete: "active", failed: "failed" } as const;

/** Unique constraints, which show their status, come before checks. */
function completedConstraints(
  part: Part,
  statuses: readonly EntriesDefinition["status"][],
): readonly Value[] {
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

const MICROS_PER_DAY = 86_400_000_000;

/** Raising `history_days` does not bring back what may have been dropped. spec/06 §9.3 */
function historyFloor(run: Run, document: DocumentValue, part: Part): Timestamp {
  const { snapshot } = run.transaction;
  const committed = run.transaction.version(document, snapshot);
  const before = committed === undefined ? undefined : Part.of(committed);
  const newDays = part.number("history_days") ?? 0;
  const oldDays =
    before === undefined ? newDays : (before.number("history_days") ?? Number.POSITIVE_INFINITY);
  const kept = Math.min(oldDays, newDays) * MICROS_PER_DAY;
  return Math.max(part.number(HISTORY_FLOOR) ?? 0, Math.floor(snapshot - kept), 0);
}
