import type { EntriesDefinition } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { storedFields } from "../documents/index.js";
import { DocumentValue, NATIVE, type Timestamp } from "../values/index.js";
import { buildEntries, isSmall } from "./buildEntries.js";
import { writeStates } from "./entryStates.js";
import { HISTORY_FLOOR, STAGED_STEPS } from "./internalFields.js";
import { linkDefinition } from "./linkSchema.js";
import {
  migrationsIn,
  type RuntimeStep,
  reusableEntries,
  storedStep,
  withStagedApplied,
} from "./migrations/index.js";
import { Part } from "./part.js";
import { collectionDefinition } from "./readDefinitions.js";
import { nextInternalId } from "./sequence.js";
import { shapesOf } from "./shapes.js";
import { pinOf } from "./staged/pin.js";
import { rewriteDefinition } from "./writeDefinition.js";

/**
 * What the end of a query adds to a collection's definition: what migrations do to its documents, the entries of its
 * indexes and unique constraints, built if the collection is small, their states, and the floor of its history.
 * spec/06 §10, spec/06b §6
 *
 * @returns the shapes that nothing uses any more
 */
export function completeCollection(
  run: Run,
  id: string,
  steps: readonly RuntimeStep[],
): readonly EntriesDefinition[] {
  const document = new DocumentValue(NATIVE.Collection, id);
  const version = run.transaction.version(document, undefined);
  if (version === undefined) return [];
  const fields = new Map(storedFields(version));
  const part = Part.ofFields(fields);
  const shapes = shapesOf(part);
  const pin = pinOf(run.transaction, undefined);
  const old = entriesBefore(run, document, part, pin);
  const reusable = reusableEntries(old, steps);
  const entries = new Map(
    [...new Set([...shapes.indexes.values(), ...shapes.uniques])].map((shape) => [
      shape,
      reusable.find((each) => each.shape === shape) ?? newEntries(run, Number(id), shape),
    ]),
  );

  const stored = [...entries.values()];
  writeStates(fields, stored);
  fields.set(HISTORY_FLOOR, BigInt(historyFloor(run, document, part)));
  fields.set(STAGED_STEPS, steps.map(storedStep));
  const migrated = pin === undefined ? withStagedApplied(fields, run.transaction.schemaVersion) : fields;
  rewriteDefinition(run, NATIVE.Collection, id, migrated);

  const added = stored.filter((each) => !reusable.includes(each));
  build(run, Number(id), Part.ofFields(migrated), added);
  return old.filter((each) => !entries.has(each.shape) && !stored.some((kept) => kept.id === each.id));
}

/**
 * The entries that are kept where they serve. Those of an earlier staged schema are not among them: they may be of
 * documents migrated in another way.
 */
function entriesBefore(
  run: Run,
  document: DocumentValue,
  definition: Part,
  pin: Timestamp | undefined,
): readonly EntriesDefinition[] {
  const present = collectionDefinition(definition, Number(document.id)).entries;
  if (pin === undefined) return present;
  const active = run.transaction.version(document, pin);
  if (active === undefined) return [];
  return collectionDefinition(Part.of(active), Number(document.id)).entries.map(
    (each) => present.find(({ id }) => id === each.id) ?? each,
  );
}

/** Entries of a shape that nobody had; they are complete at once where the collection is small. */
function newEntries(run: Run, collection: number, shape: string): EntriesDefinition {
  const status = isSmall(run, collection) ? "complete" : "building";
  return { id: nextInternalId(run), shape, status };
}

function build(run: Run, id: number, definition: Part, added: readonly EntriesDefinition[]): void {
  if (added.length === 0) return;
  const collection = linkDefinition(
    run.schema,
    collectionDefinition(definition, id),
    migrationsIn(definition),
  );
  for (const entries of added) {
    const schema = collection.entries.find((each) => each.id === entries.id)!;
    if (entries.status === "complete") buildEntries(run, collection, schema);
  }
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
