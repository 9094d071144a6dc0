import type { MigrationFinder, QueryFailure } from "../../compiler/index.js";
import { type Diagnostic, renderDiagnostic, type SchemaItem } from "../../grammar/index.js";
import type { DefinitionRecord, Run } from "../call/index.js";
import { definitionText, invalidSchema } from "../problems/definitions.js";
import { DocumentValue, NATIVE, type NativeCollectionName, type Timestamp } from "../values/index.js";
import { completeCollection } from "./completeCollection.js";
import { derivedTypeFailures } from "./derivedTypes.js";
import type { Rename } from "./diff/index.js";
import { followDefinitions, sourceFiles, storeSourceFiles } from "./files/index.js";
import { collectionItem, definitionItems } from "./items/index.js";
import { isProtected } from "./kinds/collectionProtection.js";
import { scopeOf } from "./linkSchema.js";
import {
  type ChangedCollection,
  type PlannedMigration,
  planMigrations,
  type RuntimeStep,
  runtimeSteps,
} from "./migrations/index.js";
import { demandKnownNames, placed } from "./namedReferences.js";
import { Part } from "./part.js";
import { collectionDefinition, readDefinitions } from "./readDefinitions.js";
import { propagateRenames, renamedDefinitions } from "./renames.js";
import { activeTime } from "./staged/pin.js";

/** What is asked of a whole schema: of its items, with their places. */
export interface SchemaRules {
  /** What is wrong with it. spec/02 §6 */
  check(items: readonly SchemaItem[], typechecked: boolean): readonly Diagnostic[];
  /** Made for one schema; finds what its collections' documents have to go through. spec/02 §7 */
  migrationsTo(items: readonly SchemaItem[]): MigrationFinder;
}

/**
 * What is left to do once a query's body has run: definitions that it wrote are checked against each other and, by
 * `rules`, as one schema; documents are migrated; the files of FSL follow. Runs before the result is materialised.
 * spec/05 §1, spec/02 §5, §6, §7, spec/06b §12
 */
export function finishTransaction(run: Run, rules: SchemaRules): void {
  if (!run.transaction.hasWrites || run.writes.records.length === 0) return;
  settleDefinitions(run);
  const last = lastWrite(run);
  if (last === undefined) return;
  const { transaction, schema } = run;
  const definitions = readDefinitions(transaction, schema.catalog, undefined);
  const items = definitionItems(definitions);
  const following = followDefinitions(sourceFiles(transaction, undefined), items, itemRenames(run));
  if (!following.ok) throw placed(invalidSchema(following.errors), last);
  const errors = rules.check(following.items, schema.catalog.typechecked);
  if (errors.length > 0) throw invalid(run, errors);
  const plan = planMigrations(run, changedCollections(run), rules.migrationsTo(following.items));
  if (!plan.ok) throw invalid(run, plan.errors);
  completeDefinitions(run, plan.migrations);
  storeSourceFiles(run, following.files);
}

/** The collections whose definitions were written, as they are now and as they were. */
function changedCollections(run: Run): readonly ChangedCollection[] {
  const { transaction } = run;
  return writtenCollections(run).flatMap((id) => {
    const document = new DocumentValue(NATIVE.Collection, id);
    const definitionAt = (at: Timestamp | undefined) => {
      const version = transaction.version(document, at);
      return version && collectionDefinition(Part.of(version), Number(id));
    };
    const now = definitionAt(undefined);
    if (now === undefined) return [];
    const live = definitionAt(activeTime(transaction));
    return [{ id: Number(id), submitted: collectionItem(now), live }];
  });
}

function writtenCollections(run: Run): readonly string[] {
  return [...new Set(run.writes.records.filter(({ kind }) => kind === "Collection").map(({ id }) => id))];
}

function invalid(run: Run, errors: readonly Diagnostic[]): QueryFailure {
  const failure = invalidSchema(errors.map(renderDiagnostic));
  const last = lastWrite(run);
  return last === undefined ? failure : placed(failure, last);
}

/** Documents of the system that are no part of the schema. */
const SECRETS: ReadonlySet<NativeCollectionName> = new Set(["Key", "Token", "Credential"]);

/** The last definition that was written: errors of the whole schema stand there. Keys are no part of it. */
function lastWrite(run: Run): DefinitionRecord | undefined {
  return run.writes.records.findLast(({ kind }) => !SECRETS.has(kind));
}

/** Definitions that were written agree with all others by name. */
export function settleDefinitions(run: Run): void {
  const { records } = run.writes;
  propagateRenames(run);
  for (const written of records) demandKnownNames(run, written);
  const errors = records.flatMap((written) => derivedTypeFailures(run, written));
  if (errors.length > 0) throw placed(invalidSchema(errors), lastWrite(run)!);
}

/** What the system adds to definitions that were written, once they are known to be right. */
export function completeDefinitions(run: Run, migrations: readonly PlannedMigration[]): void {
  const steps = evaluatedSteps(run, migrations);
  const changed = new Set([...writtenCollections(run), ...[...steps.keys()].map(String)]);
  const dropped = [...changed].flatMap((id) => completeCollection(run, id, steps.get(Number(id)) ?? []));
  if (isProtected(run) && dropped.length > 0) throw placed(forbiddenDrop(), lastWrite(run)!);
}

/** The steps of migrations with the values that documents get, by collection. */
function evaluatedSteps(
  run: Run,
  migrations: readonly PlannedMigration[],
): ReadonlyMap<number, readonly RuntimeStep[]> {
  if (migrations.length === 0) return new Map();
  const { collections } = readDefinitions(run.transaction, run.schema.catalog, undefined);
  const scope = scopeOf(collections, run.schema.linker);
  const steps = new Map<number, readonly RuntimeStep[]>();
  const errors: Diagnostic[] = [];
  for (const migration of migrations) {
    const made = runtimeSteps(run, migration, scope);
    if (made.ok) steps.set(migration.id, made.steps);
    else errors.push(...made.errors);
  }
  if (errors.length > 0) throw invalid(run, errors);
  return steps;
}

const ITEM_KINDS: Readonly<Partial<Record<NativeCollectionName, SchemaItem["kind"]>>> = {
  Collection: "collection",
  Function: "function",
  Role: "role",
  AccessProvider: "accessProvider",
};

function itemRenames(run: Run): readonly Rename[] {
  return renamedDefinitions(run).flatMap(({ kind, before, after }) => {
    const itemKind = ITEM_KINDS[kind];
    return itemKind === undefined ? [] : [{ kind: itemKind, from: before, to: after }];
  });
}

function forbiddenDrop(): QueryFailure {
  const failure = invalidSchema([]);
  const message = definitionText.protectedMode("Cannot cause deletion of backing index");
  failure.failures = [{ paths: [], message }];
  return failure;
}
